import { Button, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { HeldRowDto } from '../../../server/src/contracts';

import { useKeyLabel } from '../hooks/use-key-label';
import { useLabels } from '../hooks/use-labels';
import { useTranslate } from '../hooks/use-translate';
import { useValueText } from '../hooks/use-value-text';
import { compareCandidates, isSaidToo, nameOf } from '../utils/held-rows';
import { MappingCell } from './MappingCell';
import { PlainTable } from './PlainTable';
import { RecordLink } from './RecordLink';

interface CandidateTableProps {
  held: HeldRowDto;
  disabled: boolean;
  onSame: (record: string) => void;
}

/** The row beside the records that it may be, field by field; what differs stands out. */
export const CandidateTable = ({ held, disabled, onSame }: CandidateTableProps) => {
  const t = useTranslate();
  const { formatList } = useIntl();
  const keyLabel = useKeyLabel();
  const labels = useLabels();
  const valueText = useValueText();
  const headOf = (linkedBy: readonly string[], index: number): string =>
    t('held.candidate', { number: index + 1, keys: formatList(linkedBy.map(keyLabel), { type: 'unit' }) });

  return (
    <PlainTable
      label={t('held.candidates')}
      columns={[
        { key: 'field', label: t('row.field') },
        { key: 'file', label: t('row.cell') },
        ...held.candidates.map(({ record, linkedBy }, index) => ({ key: record, label: headOf(linkedBy, index) })),
      ]}
    >
      {compareCandidates(held).map(({ field, cell, values }) => (
        <tr key={field}>
          <MappingCell tag="td">
            <Typography fontWeight="semiBold" style={{ whiteSpace: 'nowrap' }}>
              {labels.field(field, field)}
            </Typography>
          </MappingCell>
          <MappingCell tag="td">
            <Typography>{cell === '' ? '–' : cell}</Typography>
          </MappingCell>
          {values.map((value, index) => (
            <MappingCell key={index} tag="td">
              <Typography fontWeight={isSaidToo(cell, valueText(value)) ? undefined : 'bold'}>{valueText(value)}</Typography>
            </MappingCell>
          ))}
        </tr>
      ))}
      <tr>
        <MappingCell tag="td">{null}</MappingCell>
        <MappingCell tag="td">{null}</MappingCell>
        {held.candidates.map(({ record, values }, index) => (
          <MappingCell key={record} tag="td">
            <Flex direction="column" alignItems="flex-start" gap={2}>
              <Button
                size="S"
                disabled={disabled}
                aria-label={t('held.sameOf', { number: index + 1 })}
                onClick={() => onSame(record)}
              >
                {t('held.same')}
              </Button>
              <RecordLink target={held.target} record={record} name={nameOf(values)} />
            </Flex>
          </MappingCell>
        ))}
      </tr>
    </PlainTable>
  );
};
