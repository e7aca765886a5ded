import { Flex, Table, Tbody, Td, TextButton, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { JobRowDto } from '../../../server/src/contracts';

import { useTranslate } from '../hooks/use-translate';
import { RowFindings, RowKind } from './RowState';
import { ShortChanges } from './ShortChanges';

/** A file may have 1,000 columns; the first ones tell which person a row is about. */
const SHOWN_COLUMNS = 12;

interface JobRowsTableProps {
  rows: JobRowDto[];
  columns: string[];
  onOpen: (row: number) => void;
}

export const JobRowsTable = ({ rows, columns, onOpen }: JobRowsTableProps) => {
  const t = useTranslate();
  const shown = columns.slice(0, SHOWN_COLUMNS);
  const hasChanges = rows.some(({ changes }) => changes.some(({ before }) => before !== null));

  return (
    <Table colCount={shown.length + (hasChanges ? 4 : 3)} rowCount={rows.length + 1} aria-label={t('rows.title')}>
      <Thead>
        <Tr>
          <Th>
            <Typography variant="sigma">{t('rows.column.row')}</Typography>
          </Th>
          <Th>
            <Typography variant="sigma">{t('rows.column.what')}</Typography>
          </Th>
          <Th>
            <Typography variant="sigma">{t('rows.column.findings')}</Typography>
          </Th>
          {hasChanges ? (
            <Th>
              <Typography variant="sigma">{t('row.changes')}</Typography>
            </Th>
          ) : null}
          {shown.map((column, index) => (
            <Th key={index}>
              <Typography variant="sigma">{column === '' ? `#${index + 1}` : column}</Typography>
            </Th>
          ))}
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.row}>
            <Td>
              <RowNumber row={row} onOpen={() => onOpen(row.row)} />
            </Td>
            <Td>
              <RowKind row={row} />
            </Td>
            <Td>
              <RowFindings row={row} />
            </Td>
            {hasChanges ? (
              <Td>
                <ShortChanges changes={row.changes} />
              </Td>
            ) : null}
            {shown.map((_column, index) => (
              <Td key={index}>
                <Typography ellipsis tag="p" maxWidth="20rem" title={row.cells[index] ?? ''}>
                  {row.cells[index] ?? ''}
                </Typography>
              </Td>
            ))}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};

const RowNumber = ({ row, onOpen }: { row: JobRowDto; onOpen: () => void }) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();

  return (
    <Flex direction="column" alignItems="flex-start">
      <TextButton aria-label={t('row.open', { row: formatNumber(row.row) })} onClick={onOpen}>
        {formatNumber(row.row)}
      </TextButton>
      <Typography variant="pi" textColor="neutral600">
        {t('rows.line', { line: formatNumber(row.line) })}
      </Typography>
    </Flex>
  );
};
