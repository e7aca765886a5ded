import { Button, Checkbox, Flex, Link, Td, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { NavLink } from 'react-router-dom';
import type { HeldRowDto } from '../../../server/src/contracts';

import { useIssueText } from '../hooks/use-issue-text';
import { useTranslate } from '../hooks/use-translate';
import { ADDRESS } from '../utils/addresses';
import { describeHeldRow } from '../utils/held-rows';
import { ListActions, ListTable } from './ListTable';

interface HeldRowsTableProps {
  rows: HeldRowDto[];
  selected: ReadonlySet<string>;
  /** Absent where nothing can be decided at once. */
  onSelect?: (selected: Set<string>) => void;
  onOpen: (row: HeldRowDto) => void;
}

/** Rows that wait for a person; some or all of them can be chosen for one decision. */
export const HeldRowsTable = ({ rows, selected, onSelect, onOpen }: HeldRowsTableProps) => {
  const t = useTranslate();
  const all = rows.every(({ id }) => selected.has(id));
  const toggle = (id: string): Set<string> => new Set(selected.has(id) ? [...selected].filter((other) => other !== id) : [...selected, id]);

  return (
    <ListTable
      label={t('held.title')}
      columns={(['row', 'import', 'why', 'candidates'] as const).map((column) => t(`held.column.${column}`))}
      rowCount={rows.length}
      start={
        onSelect === undefined ? undefined : (
          <Checkbox
            aria-label={t('held.selectAll')}
            checked={all ? true : selected.size > 0 ? 'indeterminate' : false}
            onCheckedChange={() => onSelect(new Set(all ? [] : rows.map(({ id }) => id)))}
          />
        )
      }
    >
      {rows.map((row) => (
        <Tr key={row.id}>
          {onSelect === undefined ? null : (
            <Td>
              <Checkbox aria-label={t('held.select', { name: describeHeldRow(row) })} checked={selected.has(row.id)} onCheckedChange={() => onSelect(toggle(row.id))} />
            </Td>
          )}
          <HeldRowCells row={row} />
          <ListActions>
            <Button variant="secondary" size="S" aria-label={t('held.openOf', { name: describeHeldRow(row) })} onClick={() => onOpen(row)}>
              {row.decision === null ? t('held.open') : t('held.show')}
            </Button>
          </ListActions>
        </Tr>
      ))}
    </ListTable>
  );
};

const HeldRowCells = ({ row }: { row: HeldRowDto }) => {
  const t = useTranslate();
  const { formatNumber } = useIntl();
  const issueText = useIssueText();

  return (
    <>
      <Td>
        <Flex direction="column" alignItems="flex-start">
          <Typography fontWeight="semiBold" ellipsis tag="p" maxWidth="36rem" title={describeHeldRow(row)}>
            {describeHeldRow(row)}
          </Typography>
          <Typography variant="pi" textColor="neutral600">
            {t('held.where', { row: formatNumber(row.row), line: formatNumber(row.line) })}
          </Typography>
        </Flex>
      </Td>
      <Td>
        <Link tag={NavLink} to={ADDRESS.job(row.job.id)}>
          {row.job.name}
        </Link>
      </Td>
      <Td>
        <Typography tag="p" variant="pi" maxWidth="34rem" style={{ whiteSpace: 'normal' }}>
          {issueText({ code: row.code })}
        </Typography>
      </Td>
      <Td>
        <Typography>
          {row.decision === null ? formatNumber(row.candidates.length) : t('held.decidedBy', { decision: t(`held.decision.${row.decision}`), by: row.decidedBy ?? '–' })}
        </Typography>
      </Td>
    </>
  );
};
