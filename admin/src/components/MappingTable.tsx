import { Box, Typography } from '@strapi/design-system';
import type { FieldDescriptor, ImportFileDto } from '../../../server/src/contracts';

import { usePreviewRow } from '../hooks/use-preview-row';
import { useTranslate } from '../hooks/use-translate';
import type { ColumnMapping } from '../utils/mapping';
import { ErrorNote } from './ErrorNote';
import { MappingCell } from './MappingCell';
import { MappingTableRow } from './MappingTableRow';
import { PreviewRowSwitch } from './PreviewRowSwitch';

const MAPPING_COLUMNS = ['column', 'field', 'suggestion', 'include', 'rules'] as const;

interface MappingTableProps {
  file: ImportFileDto;
  columns: ColumnMapping[];
  fields: FieldDescriptor[];
  doubles: Set<string>;
  onChange: (column: ColumnMapping) => void;
}

/** The file's columns from top to bottom; the first column shows one of its rows. */
export const MappingTable = ({ file, columns, fields, doubles, onChange }: MappingTableProps) => {
  const t = useTranslate();
  const { row, total, cells, error, goTo } = usePreviewRow(file);

  return (
    <>
      <ErrorNote error={error} />
      <Box background="neutral0" hasRadius shadow="tableShadow" overflow="auto">
        <Box tag="table" width="100%" aria-label={t('mapping.title')} style={{ borderCollapse: 'collapse' }}>
          <thead>
            <tr>
              <MappingCell tag="th">
                <PreviewRowSwitch row={row} total={total} onChange={goTo} />
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
                file={file.id}
                column={column}
                fields={fields}
                sample={cells[column.columnIndex] ?? ''}
                isDouble={column.include && column.field !== null && doubles.has(column.field)}
                onChange={onChange}
              />
            ))}
          </tbody>
        </Box>
      </Box>
    </>
  );
};
