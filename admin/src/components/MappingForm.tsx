import * as React from 'react';
import { Button, Flex, Typography } from '@strapi/design-system';
import type { FieldDescriptor, FilePreviewDto } from '../../../server/src/contracts';

import { useLabels } from '../hooks/use-labels';
import { useTranslate } from '../hooks/use-translate';
import { findDoubles, findMissing, type ColumnMapping } from '../utils/mapping';
import { MappingTable } from './MappingTable';
import { Note } from './Note';

/** Rows of selects that a browser draws at once without a pause; a wider file is shown in parts. */
const COLUMNS_PER_PART = 50;

interface MappingFormProps {
  columns: ColumnMapping[];
  fields: FieldDescriptor[];
  preview: FilePreviewDto;
  onChange: (column: ColumnMapping) => void;
}

export const MappingForm = ({ columns, fields, preview, onChange }: MappingFormProps) => {
  const t = useTranslate();
  const labels = useLabels();
  const [part, setPart] = React.useState(0);
  const parts = Math.ceil(columns.length / COLUMNS_PER_PART);
  const doubles = React.useMemo(() => findDoubles(columns), [columns]);
  const missing = findMissing(columns, fields);
  const included = columns.filter((column) => column.include && column.field !== null).length;

  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {missing.length === 0 ? null : (
        <Note kind="warning" title={t('mapping.missing.title')}>
          {t('mapping.missing', { fields: missing.map((field) => labels.field(field.path, field.label)).join(', ') })}
        </Note>
      )}
      {doubles.size === 0 ? null : <Note kind="danger">{t('mapping.doubles')}</Note>}
      <Typography role="status">{t('mapping.count', { included, total: columns.length })}</Typography>
      <MappingTable
        columns={columns.slice(part * COLUMNS_PER_PART, (part + 1) * COLUMNS_PER_PART)}
        fields={fields}
        doubles={doubles}
        rows={preview.rows}
        total={preview.total}
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
