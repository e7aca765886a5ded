import * as React from 'react';
import { Button, Flex, Typography } from '@strapi/design-system';
import type { FieldDescriptor, ImportFileDto } from '../../../server/src/contracts';

import { useLabels } from '../hooks/use-labels';
import { useTranslate } from '../hooks/use-translate';
import { COLUMN_VIEWS, findDoubles, findMissing, isInView, type ColumnMapping, type ColumnView } from '../utils/mapping';
import { ChoiceField } from './ChoiceField';
import { MappingTable } from './MappingTable';
import { Note } from './Note';

/** Rows of selects that a browser draws at once without a pause; a wider file is shown in parts. */
const COLUMNS_PER_PART = 50;
/** As many names as a line holds; the choice beside it shows them all. */
const NAMED_COLUMNS = 8;

interface MappingFormProps {
  file: ImportFileDto;
  columns: ColumnMapping[];
  fields: FieldDescriptor[];
  onChange: (column: ColumnMapping) => void;
}

export const MappingForm = ({ file, columns, fields, onChange }: MappingFormProps) => {
  const t = useTranslate();
  const labels = useLabels();
  const [part, setPart] = React.useState(0);
  const [view, setView] = React.useState<ColumnView>('all');
  const doubles = React.useMemo(() => findDoubles(columns), [columns]);
  // The columns of a view stand still while it is worked on: one that was just given a field must not vanish under the hand.
  const [inView, setInView] = React.useState<ReadonlySet<number> | null>(null);
  const shown = inView === null ? columns : columns.filter(({ columnIndex }) => inView.has(columnIndex));
  const parts = Math.ceil(shown.length / COLUMNS_PER_PART);
  const missing = findMissing(columns, fields);
  const unmapped = columns.filter((column) => isInView(column, 'unmapped'));

  const look = (chosen: ColumnView): void => {
    setView(chosen);
    setPart(0);
    setInView(chosen === 'all' ? null : new Set(columns.flatMap((column) => (isInView(column, chosen) ? [column.columnIndex] : []))));
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {missing.length === 0 ? null : (
        <Note kind="warning" title={t('mapping.missing.title')}>
          {t('mapping.missing', { fields: missing.map((field) => labels.field(field.path, field.label)).join(', ') })}
        </Note>
      )}
      {doubles.size === 0 ? null : <Note kind="danger">{t('mapping.doubles')}</Note>}
      <Flex justifyContent="space-between" alignItems="flex-end" gap={4} wrap="wrap">
        <Flex direction="column" alignItems="flex-start" gap={1} flex="1">
          <Typography role="status">{t('mapping.count', { included: columns.length - unmapped.length, total: columns.length })}</Typography>
          {unmapped.length === 0 ? null : (
            <Typography variant="pi" textColor="neutral600">
              {t('mapping.unmapped', {
                columns: unmapped.slice(0, NAMED_COLUMNS).map(({ column, columnIndex }) => (column === '' ? `#${columnIndex + 1}` : column)).join(', '),
                more: Math.max(0, unmapped.length - NAMED_COLUMNS),
              })}
            </Typography>
          )}
        </Flex>
        <ChoiceField
          name="view"
          label={t('mapping.view')}
          value={view}
          options={COLUMN_VIEWS.map((value) => ({ value, label: t(`mapping.view.${value}`, { count: columns.filter((column) => isInView(column, value)).length }) }))}
          onChange={look}
        />
      </Flex>
      <MappingTable
        file={file}
        columns={shown.slice(part * COLUMNS_PER_PART, (part + 1) * COLUMNS_PER_PART)}
        fields={fields}
        doubles={doubles}
        onChange={onChange}
      />
      {parts < 2 ? null : (
        <Flex gap={3} justifyContent="flex-end">
          <Button variant="tertiary" disabled={part === 0} onClick={() => setPart(part - 1)}>
            {t('mapping.previousColumns')}
          </Button>
          <Typography>{t('mapping.part', { part: part + 1, parts })}</Typography>
          <Button variant="tertiary" disabled={part === parts - 1} onClick={() => setPart(part + 1)}>
            {t('mapping.nextColumns')}
          </Button>
        </Flex>
      )}
    </Flex>
  );
};
