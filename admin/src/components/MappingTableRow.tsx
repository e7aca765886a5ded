import * as React from 'react';
import { Box, Checkbox, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import type { FieldDescriptor } from '../../../server/src/contracts';

import { useLabels } from '../hooks/use-labels';
import { useTranslate } from '../hooks/use-translate';
import type { ColumnMapping } from '../utils/mapping';
import { MappingCell } from './MappingCell';
import { ToneBadge } from './ToneBadge';

const CONFIDENCE_TONE = { exact: 'success', synonym: 'success', guess: 'warning' } as const;

interface MappingTableRowProps {
  column: ColumnMapping;
  fields: FieldDescriptor[];
  /** The cell of the row that is previewed. */
  sample: string;
  isDouble: boolean;
  onChange: (column: ColumnMapping) => void;
}

// Memoised: a file may have 1,000 columns, and a step of the preview or one choice must not draw every select anew.
export const MappingTableRow = React.memo(({ column, fields, sample, isDouble, onChange }: MappingTableRowProps) => {
  const t = useTranslate();
  const labels = useLabels();
  const name = column.column === '' ? `#${column.columnIndex + 1}` : column.column;

  return (
    <tr>
      <MappingCell tag="td">
        <Typography ellipsis tag="p" maxWidth="22rem" title={sample} textColor={sample === '' ? 'neutral500' : 'neutral800'}>
          {sample === '' ? t('mapping.empty') : sample}
        </Typography>
      </MappingCell>
      <MappingCell tag="td">
        <Typography fontWeight="semiBold" ellipsis tag="p" maxWidth="22rem" title={name}>
          {name}
        </Typography>
      </MappingCell>
      <MappingCell tag="td">
        <Box width="28rem">
          <SingleSelect
            size="S"
            aria-label={t('mapping.fieldOf', { column: name })}
            hasError={isDouble}
            placeholder={t('mapping.none')}
            value={column.field}
            clearLabel={t('mapping.none')}
            onClear={() => onChange({ ...column, field: null, include: false, confidence: null })}
            onChange={(field) =>
              onChange({ ...column, field: field === '' ? null : String(field), include: field !== '', confidence: null })
            }
          >
            {fields.map((field) => (
              <SingleSelectOption key={field.path} value={field.path}>
                {labels.field(field.path, field.label) + (field.required ? ' *' : '')}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Box>
        {isDouble ? (
          <Typography variant="pi" textColor="danger600" role="alert">
            {t('mapping.double')}
          </Typography>
        ) : null}
      </MappingCell>
      <MappingCell tag="td">
        {column.confidence === null ? null : (
          <ToneBadge tone={CONFIDENCE_TONE[column.confidence]}>{t(`confidence.${column.confidence}`)}</ToneBadge>
        )}
      </MappingCell>
      <MappingCell tag="td">
        <Checkbox
          aria-label={t('mapping.includeOf', { column: name })}
          checked={column.include && column.field !== null}
          disabled={column.field === null}
          onCheckedChange={(checked) => onChange({ ...column, include: checked === true })}
        />
      </MappingCell>
    </tr>
  );
});
MappingTableRow.displayName = 'MappingTableRow';
