import { Flex, IconButton, Typography } from '@strapi/design-system';
import { ChevronLeft, ChevronRight } from '@strapi/icons';
import { useIntl } from 'react-intl';

import { useTranslate } from '../hooks/use-translate';

interface PreviewRowSwitchProps {
  /** Number of the row that is shown; null in an empty file. */
  row: number | null;
  index: number;
  /** Rows that can be stepped through. */
  count: number;
  /** Rows of the file. */
  total: number;
  onChange: (index: number) => void;
}

export const PreviewRowSwitch = ({ row, index, count, total, onChange }: PreviewRowSwitchProps) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();

  return (
    <Flex gap={1}>
      <IconButton variant="ghost" size="S" label={t('mapping.previousRow')} disabled={index === 0} onClick={() => onChange(index - 1)}>
        <ChevronLeft />
      </IconButton>
      <Typography variant="sigma" aria-live="polite" minWidth="9rem" textAlign="center">
        {row === null ? t('mapping.noRow') : t('mapping.row', { row: formatNumber(row), total: formatNumber(total) })}
      </Typography>
      <IconButton
        variant="ghost"
        size="S"
        label={t('mapping.nextRow')}
        disabled={index >= count - 1}
        onClick={() => onChange(index + 1)}
      >
        <ChevronRight />
      </IconButton>
    </Flex>
  );
};
