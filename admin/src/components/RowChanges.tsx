import { Typography } from '@strapi/design-system';
import type { JobRowDto } from '../../../server/src/contracts';

import { useLabels } from '../hooks/use-labels';
import { useTranslate } from '../hooks/use-translate';
import { useValueText } from '../hooks/use-value-text';
import { MappingCell } from './MappingCell';
import { PlainTable } from './PlainTable';
import { RowPart } from './RowPart';

/** Field by field, before and after. */
export const RowChanges = ({ changes }: { changes: JobRowDto['changes'] }) => {
  const t = useTranslate();
  const labels = useLabels();
  const valueText = useValueText();

  return changes.length === 0 ? null : (
    <RowPart title={t('row.changes')}>
      <PlainTable
        label={t('row.changes')}
        columns={[
          { key: 'field', label: t('row.field') },
          { key: 'before', label: t('row.before') },
          { key: 'after', label: t('row.after') },
        ]}
      >
        {changes.map(({ field, before, after }) => (
          <tr key={field}>
            <MappingCell tag="td">
              <Typography fontWeight="semiBold">{labels.field(field, field)}</Typography>
            </MappingCell>
            <MappingCell tag="td">
              <Typography textColor="neutral600">{valueText(before)}</Typography>
            </MappingCell>
            <MappingCell tag="td">
              <Typography>{valueText(after)}</Typography>
            </MappingCell>
          </tr>
        ))}
      </PlainTable>
    </RowPart>
  );
};
