import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import styled from 'styled-components';

export interface CountTile {
  key: string;
  label: string;
  count: number;
  tone: 'success' | 'neutral' | 'warning' | 'danger';
}

const COLOUR = { success: 'success700', neutral: 'neutral800', warning: 'warning700', danger: 'danger700' } as const;

const TileList = styled.dl`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr));
  gap: ${({ theme }) => theme.spaces[4]};
  width: 100%;
`;

/** Numbers with their names, biggest first thing on the page. A zero is quiet, whatever its tone. */
export const CountTiles = ({ tiles }: { tiles: CountTile[] }) => {
  const { formatNumber } = useIntl();

  return (
    <TileList>
      {tiles.map((tile) => (
        <Flex
          key={tile.key}
          direction="column-reverse"
          justifyContent="flex-end"
          alignItems="flex-start"
          gap={1}
          background="neutral0"
          hasRadius
          shadow="filterShadow"
          padding={4}
        >
          <Typography tag="dt" variant="pi" textColor="neutral600">
            {tile.label}
          </Typography>
          <Typography tag="dd" variant="alpha" textColor={tile.count === 0 ? 'neutral600' : COLOUR[tile.tone]}>
            {formatNumber(tile.count)}
          </Typography>
        </Flex>
      ))}
    </TileList>
  );
};
