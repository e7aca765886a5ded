import * as React from 'react';
import { Flex, IconButton, TextInput, Typography, VisuallyHidden } from '@strapi/design-system';
import { ChevronLeft, ChevronRight } from '@strapi/icons';
import { useIntl } from 'react-intl';
import styled from 'styled-components';

import { useTranslate } from '../hooks/use-translate';

const NumberBox = styled.div`
  width: 7.2rem;
`;

interface PreviewRowSwitchProps {
  /** Number of the row that is shown; 0 in an empty file. */
  row: number;
  /** Rows of the file. */
  total: number;
  onChange: (row: number) => void;
}

/** One row back or on, or any row by its number. */
export const PreviewRowSwitch = ({ row, total, onChange }: PreviewRowSwitchProps) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();
  const [typed, setTyped] = React.useState<string | null>(null);

  const go = (): void => {
    const to = Number(typed);
    if (typed !== null && typed.trim() !== '' && Number.isFinite(to)) onChange(to);
    setTyped(null);
  };

  return total === 0 ? (
    <Typography variant="sigma">{t('mapping.noRow')}</Typography>
  ) : (
    <Flex gap={1}>
      <IconButton variant="ghost" size="S" label={t('mapping.previousRow')} disabled={row <= 1} onClick={() => onChange(row - 1)}>
        <ChevronLeft />
      </IconButton>
      <NumberBox>
        <TextInput
          aria-label={t('mapping.goToRow')}
          size="S"
          inputMode="numeric"
          value={typed ?? String(row)}
          onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value.replace(/\D/g, ''))}
          onKeyDown={(event: React.KeyboardEvent) => (event.key === 'Enter' ? go() : undefined)}
          onBlur={go}
        />
      </NumberBox>
      <Typography variant="pi" textColor="neutral600">
        {t('mapping.ofRows', { total: formatNumber(total) })}
      </Typography>
      <IconButton variant="ghost" size="S" label={t('mapping.nextRow')} disabled={row >= total} onClick={() => onChange(row + 1)}>
        <ChevronRight />
      </IconButton>
      <VisuallyHidden aria-live="polite">{t('mapping.row', { row: formatNumber(row), total: formatNumber(total) })}</VisuallyHidden>
    </Flex>
  );
};
