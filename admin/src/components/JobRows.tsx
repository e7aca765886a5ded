import * as React from 'react';
import { Button, Flex, Loader, Typography } from '@strapi/design-system';
import { ChevronLeft, ChevronRight, Cross } from '@strapi/icons';
import { useSearchParams } from 'react-router-dom';
import type { JobDto } from '../../../server/src/contracts';

import { useGetJobRowsQuery } from '../api/jobs-api';
import { useRowFilter } from '../hooks/use-row-filter';
import { useTranslate } from '../hooks/use-translate';
import { ErrorNote } from './ErrorNote';
import { JobRowsTable } from './JobRowsTable';
import { Panel } from './Panel';
import { RowDialog } from './RowDialog';
import { RowFilter } from './RowFilter';
import { SearchField } from './SearchField';

const LIMIT = 20;

interface JobRowsProps {
  job: JobDto;
  columns: string[];
}

/** The rows of a job with what is planned for each or what became of it; the filter stands in the address. */
export const JobRows = ({ job, columns }: JobRowsProps) => {
  const t = useTranslate();
  const { plan, outcome, code, q, setFilter } = useRowFilter();
  // Pages go by row number, so the way back is the list of pages seen.
  const [cursors, setCursors] = React.useState<number[]>([]);
  React.useEffect(() => setCursors([]), [plan, outcome, code, q, job.id]);
  const cursor = cursors.at(-1);
  // A link from a record leads to the row that wrote it.
  const [params] = useSearchParams();
  const [opened, setOpened] = React.useState<number | null>(() => Number(params.get('row')) || null);

  const { data, isFetching, error } = useGetJobRowsQuery(
    { id: job.id, plan, outcome, code, q, cursor, limit: LIMIT },
    { refetchOnMountOrArgChange: true },
  );

  return (
    <Panel
      bare
      title={t('rows.title')}
      hint={t('rows.hint')}
      action={
        <Flex gap={3} alignItems="flex-end" wrap="wrap">
          {code === undefined ? null : (
            <Button variant="secondary" endIcon={<Cross />} onClick={() => setFilter({ code: undefined })}>
              {t('rows.onlyCode', { code })}
            </Button>
          )}
          <SearchField size="S" label={t('rows.search')} value={q ?? ''} onChange={(text) => setFilter({ q: text === '' ? undefined : text })} />
          <RowFilter job={job} value={outcome ?? plan} onChange={setFilter} />
        </Flex>
      }
    >
      <ErrorNote error={error} />
      {data === undefined ? (
        error === undefined ? <Loader>{t('loading')}</Loader> : null
      ) : data.rows.length === 0 ? (
        <Typography textColor="neutral600">{t('rows.none')}</Typography>
      ) : (
        <>
          <JobRowsTable rows={data.rows} columns={columns} onOpen={setOpened} />
          <Flex paddingTop={4} gap={2} justifyContent="flex-end">
            <Button
              variant="tertiary"
              startIcon={<ChevronLeft />}
              disabled={cursors.length === 0 || isFetching}
              onClick={() => setCursors(cursors.slice(0, -1))}
            >
              {t('rows.previous')}
            </Button>
            <Button
              variant="tertiary"
              endIcon={<ChevronRight />}
              disabled={data.nextCursor === null || isFetching}
              onClick={() => setCursors(data.nextCursor === null ? cursors : [...cursors, data.nextCursor])}
            >
              {t('rows.next')}
            </Button>
          </Flex>
        </>
      )}
      {opened === null ? null : <RowDialog job={job} row={opened} onClose={() => setOpened(null)} />}
    </Panel>
  );
};
