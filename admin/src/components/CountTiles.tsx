import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import styled from 'styled-components';

export interface CountTile {
  key: string;
  label: string;
  count: number;
  tone: 'success' | 'neutral' | 'warning' | 'danger';
  /** Where the things counted can be shown: does so, or takes it back. */
  onToggle?: () => void;
  isShown?: boolean;
}

const COLOUR = { success: 'success700', neutral: 'neutral800', warning: 'warning700', danger: 'danger700' } as const;

const TileList = styled.dl`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr));
  gap: ${({ theme }) => theme.spaces[4]};
  width: 100%;
`;

/** A name that is a button over its whole tile; the ring shows which of them is on. */
const TileButton = styled.button`
  color: inherit;
  font: inherit;
  text-align: left;
  cursor: pointer;

  &::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: ${({ theme }) => theme.borderRadius};
  }
  &:hover::after {
    box-shadow: inset 0 0 0 1px ${({ theme }) => theme.colors.neutral300};
  }
  &[aria-pressed='true']::after,
  &:focus-visible::after {
    box-shadow: inset 0 0 0 2px ${({ theme }) => theme.colors.primary600};
  }
  &:focus-visible {
    outline: none;
  }
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
          position="relative"
        >
          <Typography tag="dt" variant="pi" textColor="neutral600">
            {tile.onToggle === undefined ? (
              tile.label
            ) : (
              <TileButton type="button" aria-pressed={tile.isShown === true} onClick={tile.onToggle}>
                {tile.label}
              </TileButton>
            )}
          </Typography>
          <Typography tag="dd" variant="alpha" textColor={tile.count === 0 ? 'neutral600' : COLOUR[tile.tone]}>
            {formatNumber(tile.count)}
          </Typography>
        </Flex>
      ))}
    </TileList>
  );
};
