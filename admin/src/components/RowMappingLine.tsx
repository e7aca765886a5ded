import * as React from 'react';
import { Checkbox, Flex, IconButton, TextInput, Typography } from '@strapi/design-system';
import { Pencil } from '@strapi/icons';
import type { RowExplanationDto } from '../../../server/src/contracts';

import { useIssueText } from '../hooks/use-issue-text';
import { useLabels } from '../hooks/use-labels';
import { useTranslate } from '../hooks/use-translate';
import { useTranslateMaybe } from '../hooks/use-translate-maybe';
import { useValueText } from '../hooks/use-value-text';
import type { CellEdit } from '../utils/cell-edits';
import { MappingCell } from './MappingCell';

interface RowMappingLineProps {
  line: RowExplanationDto['mapping'][number];
  column: string | number;
  /** `none`: may be corrected and is not yet; null: may not. */
  edit: CellEdit | 'none' | null;
  onEdit: (edit: CellEdit) => void;
}

export const RowMappingLine = ({ line, column, edit, onEdit }: RowMappingLineProps) => {
  const maybe = useTranslateMaybe();
  const labels = useLabels();
  const issueText = useIssueText();
  const valueText = useValueText();

  return (
    <tr>
      <MappingCell tag="td">
        <Typography fontWeight="semiBold">{line.column === '' ? '–' : line.column}</Typography>
      </MappingCell>
      <MappingCell tag="td">
        {edit === null || edit === 'none' ? (
          <CellText line={line} onEdit={edit === null ? null : () => onEdit(startEdit(line, column))} />
        ) : (
          <CellEditor name={line.column} edit={edit} onEdit={onEdit} />
        )}
        {line.issues.map((code) => (
          <Typography key={code} tag="p" variant="pi" textColor="danger700" paddingTop={1}>
            {issueText({ code })}
          </Typography>
        ))}
      </MappingCell>
      <MappingCell tag="td">
        <Typography tag="p">{valueText(line.value)}</Typography>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {[labels.field(line.field, line.field), line.rule === null ? '' : maybe(`rule.${line.rule}`, line.rule)].filter((text) => text !== '').join(' · ')}
        </Typography>
      </MappingCell>
    </tr>
  );
};

const startEdit = ({ cell, corrected }: RowMappingLineProps['line'], column: string | number): CellEdit => {
  const now = corrected ?? cell;
  return { column, from: now, to: now, everywhere: false };
};

/** What the file says, struck through where a correction stands in its place. */
const CellText = ({ line, onEdit }: { line: RowMappingLineProps['line']; onEdit: (() => void) | null }) => {
  const t = useTranslate();

  return (
    <Flex gap={2} justifyContent="space-between">
      <Flex direction="column" alignItems="flex-start">
        <Typography textColor={line.cell === '' ? 'neutral600' : 'neutral800'} style={line.corrected === null ? undefined : { textDecoration: 'line-through' }}>
          {line.cell === '' ? t('mapping.empty') : line.cell}
        </Typography>
        {line.corrected === null ? null : (
          <Typography>
            {line.corrected === '' ? t('mapping.empty') : line.corrected}{' '}
            <Typography variant="pi" textColor="neutral600">
              {t('row.corrected')}
            </Typography>
          </Typography>
        )}
      </Flex>
      {onEdit === null ? null : (
        <IconButton size="S" variant="ghost" label={t('fix.edit', { column: line.column })} onClick={onEdit}>
          <Pencil />
        </IconButton>
      )}
    </Flex>
  );
};

const CellEditor = ({ name, edit, onEdit }: { name: string; edit: CellEdit; onEdit: (edit: CellEdit) => void }) => {
  const t = useTranslate();

  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <TextInput
        size="S"
        // The pencil that had the focus is gone.
        autoFocus
        aria-label={t('fix.value', { column: name })}
        value={edit.to}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => onEdit({ ...edit, to: event.target.value })}
      />
      <Checkbox checked={edit.everywhere} onCheckedChange={(checked) => onEdit({ ...edit, everywhere: checked === true })}>
        {edit.from === '' ? t('fix.everywhere.blank') : t('fix.everywhere', { value: edit.from })}
      </Checkbox>
    </Flex>
  );
};
