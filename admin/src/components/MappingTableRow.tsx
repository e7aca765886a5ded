import * as React from 'react';
import { Checkbox, TextButton, Typography } from '@strapi/design-system';
import { ChevronDown, ChevronUp } from '@strapi/icons';
import type { FieldDescriptor } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { hasOwnRules, type ColumnMapping } from '../utils/mapping';
import { MappingCell } from './MappingCell';
import { MappingFieldSelect } from './MappingFieldSelect';
import { MappingRules } from './MappingRules';
import { MappingValues } from './MappingValues';
import { ToneBadge } from './ToneBadge';

const CONFIDENCE_TONE = { exact: 'success', synonym: 'success', guess: 'warning' } as const;
/** The rules stand in a row of their own, as wide as the table. */
const COLUMN_COUNT = 6;

interface MappingTableRowProps {
  file: string;
  column: ColumnMapping;
  fields: FieldDescriptor[];
  /** The cell of the row that is previewed. */
  sample: string;
  isDouble: boolean;
  onChange: (column: ColumnMapping) => void;
}

// Memoised: a file may have 1,000 columns, and a step of the preview or one choice must not draw every select anew.
export const MappingTableRow = React.memo(({ file, column, fields, sample, isDouble, onChange }: MappingTableRowProps) => {
  const t = useTranslate();
  const rulesId = React.useId();
  const [open, setOpen] = React.useState(false);
  const name = column.column === '' ? `#${column.columnIndex + 1}` : column.column;
  const isMapped = column.field !== null;
  const rules = hasOwnRules(column.rules) ? t('mapping.rules.own') : t('mapping.rules.usual');

  return (
    <>
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
          <MappingFieldSelect column={column} name={name} fields={fields} isDouble={isDouble} onChange={onChange} />
        </MappingCell>
        <MappingCell tag="td">
          {column.confidence === null ? null : (
            <ToneBadge tone={CONFIDENCE_TONE[column.confidence]}>{t(`confidence.${column.confidence}`)}</ToneBadge>
          )}
        </MappingCell>
        <MappingCell tag="td">
          <Checkbox
            aria-label={t('mapping.includeOf', { column: name })}
            checked={column.include && isMapped}
            disabled={!isMapped}
            onCheckedChange={(checked) => onChange({ ...column, include: checked === true })}
          />
        </MappingCell>
        <MappingCell tag="td">
          {isMapped ? (
            <TextButton
              aria-expanded={open}
              aria-controls={rulesId}
              aria-label={`${rules}: ${t('mapping.rulesOf', { column: name })}`}
              endIcon={open ? <ChevronUp /> : <ChevronDown />}
              onClick={() => setOpen(!open)}
            >
              {rules}
            </TextButton>
          ) : null}
        </MappingCell>
      </tr>
      {open && isMapped ? (
        <tr id={rulesId}>
          <MappingCell tag="td" colSpan={COLUMN_COUNT}>
            <MappingRules name={name} value={column.rules} onChange={(rules) => onChange({ ...column, rules })} />
            <MappingValues
              file={file}
              columnIndex={column.columnIndex}
              name={name}
              field={fields.find(({ path }) => path === column.field)}
              value={column.rules.values}
              onChange={(values) => onChange({ ...column, rules: { ...column.rules, values } })}
            />
          </MappingCell>
        </tr>
      ) : null}
    </>
  );
});
MappingTableRow.displayName = 'MappingTableRow';
