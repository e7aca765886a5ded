import { Flex, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { JobRowDto } from '../../../server/src/contracts';

import { useIssueText } from '../hooks/use-issue-text';
import { useTranslate } from '../hooks/use-translate';
import { ToneBadge } from './ToneBadge';

/** A file may have 1,000 columns; the first ones tell which person a row is about. */
const SHOWN_COLUMNS = 12;

interface JobRowsTableProps {
  rows: JobRowDto[];
  columns: string[];
}

export const JobRowsTable = ({ rows, columns }: JobRowsTableProps) => {
  const t = useTranslate();
  const shown = columns.slice(0, SHOWN_COLUMNS);

  return (
    <Table colCount={shown.length + 3} rowCount={rows.length + 1} aria-label={t('rows.title')}>
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
              <RowNumber row={row} />
            </Td>
            <Td>
              <RowKind row={row} />
            </Td>
            <Td>
              <RowFindings row={row} />
            </Td>
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

const RowNumber = ({ row }: { row: JobRowDto }) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();

  return (
    <Flex direction="column" alignItems="flex-start">
      <Typography>{formatNumber(row.row)}</Typography>
      <Typography variant="pi" textColor="neutral600">
        {t('rows.line', { line: formatNumber(row.line) })}
      </Typography>
    </Flex>
  );
};

const KIND_TONE = {
  create: 'success', update: 'success', merge: 'success', delete: 'danger', unchanged: 'neutral', skip: 'neutral', hold: 'warning', invalid: 'danger',
  created: 'success', updated: 'success', merged: 'success', deleted: 'danger', skipped: 'neutral', held: 'warning', failed: 'danger', notProcessed: 'neutral',
} as const;

const RowKind = ({ row }: { row: JobRowDto }) => {
  const t = useTranslate();

  if (row.outcome !== null) {
    return <ToneBadge tone={KIND_TONE[row.outcome]}>{t(`outcome.${row.outcome}`)}</ToneBadge>;
  }
  return row.plan === null ? null : <ToneBadge tone={KIND_TONE[row.plan]}>{t(`plan.${row.plan}`)}</ToneBadge>;
};

const RowFindings = ({ row }: { row: JobRowDto }) => {
  const issueText = useIssueText();

  return (
    <Flex direction="column" alignItems="flex-start" gap={1} minWidth={row.issues.length === 0 ? undefined : '24rem'} maxWidth="32rem">
      {row.issues.map((issue, index) => (
        <Typography
          key={index}
          variant="pi"
          textColor={issue.severity === 'error' ? 'danger700' : 'neutral700'}
          style={{ whiteSpace: 'normal' }}
        >
          {issue.column === null ? '' : `${issue.column}: `}
          {issueText(issue)}
        </Typography>
      ))}
    </Flex>
  );
};
