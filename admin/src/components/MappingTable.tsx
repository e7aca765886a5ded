import * as React from 'react';
import { Box, Typography } from '@strapi/design-system';
import type { FieldDescriptor, FilePreviewDto } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import type { ColumnMapping } from '../utils/mapping';
import { MappingCell } from './MappingCell';
import { MappingTableRow } from './MappingTableRow';
import { PreviewRowSwitch } from './PreviewRowSwitch';

const MAPPING_COLUMNS = ['column', 'field', 'suggestion', 'include', 'rules'] as const;

interface MappingTableProps {
  columns: ColumnMapping[];
  fields: FieldDescriptor[];
  doubles: Set<string>;
  rows: FilePreviewDto['rows'];
  total: number;
  onChange: (column: ColumnMapping) => void;
}

/** The file's columns from top to bottom; the first column shows one of its rows and steps through the first ten. */
export const MappingTable = ({ columns, fields, doubles, rows, total, onChange }: MappingTableProps) => {
  const t = useTranslate();
  const [index, setIndex] = React.useState(0);
  const row = rows[index];

  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" overflow="auto">
      <Box tag="table" width="100%" aria-label={t('mapping.title')} style={{ borderCollapse: 'collapse' }}>
        <thead>
          <tr>
            <MappingCell tag="th">
              <PreviewRowSwitch row={row?.row ?? null} index={index} count={rows.length} total={total} onChange={setIndex} />
            </MappingCell>
            {MAPPING_COLUMNS.map((column) => (
              <MappingCell key={column} tag="th">
                <Typography variant="sigma">{t(`mapping.${column}`)}</Typography>
              </MappingCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <MappingTableRow
              key={column.columnIndex}
              column={column}
              fields={fields}
              sample={row?.cells[column.columnIndex] ?? ''}
              isDouble={column.include && column.field !== null && doubles.has(column.field)}
              onChange={onChange}
            />
          ))}
        </tbody>
      </Box>
    </Box>
  );
};
