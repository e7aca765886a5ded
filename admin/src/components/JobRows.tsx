import * as React from 'react';
import { Button, Field, Flex, Loader, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { ChevronLeft, ChevronRight, Cross } from '@strapi/icons';
import { OUTCOMES, PLAN_KINDS, type JobDto, type Outcome, type PlanKind } from '../../../server/src/contracts';

import { useGetJobRowsQuery } from '../api/jobs-api';
import { useRowFilter } from '../hooks/use-row-filter';
import { useTranslate } from '../hooks/use-translate';
import { ErrorNote } from './ErrorNote';
import { JobRowsTable } from './JobRowsTable';
import { Panel } from './Panel';

const LIMIT = 20;

interface JobRowsProps {
  job: JobDto;
  columns: string[];
}

/** The rows of a job with what is planned for each or what became of it; the filter stands in the address. */
export const JobRows = ({ job, columns }: JobRowsProps) => {
  const t = useTranslate();
  const { plan, outcome, code, setFilter } = useRowFilter();
  // Pages go by row number, so the way back is the list of pages seen.
  const [cursors, setCursors] = React.useState<number[]>([]);
  React.useEffect(() => setCursors([]), [plan, outcome, code, job.id]);
  const cursor = cursors.at(-1);

  const { data, isFetching, error } = useGetJobRowsQuery(
    { id: job.id, plan, outcome, code, cursor, limit: LIMIT },
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
          <JobRowsTable rows={data.rows} columns={columns} />
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
    </Panel>
  );
};

interface RowFilterProps {
  job: JobDto;
  value: PlanKind | Outcome | undefined;
  onChange: (filter: { plan?: PlanKind; outcome?: Outcome }) => void;
}

/** Offers only the kinds that this job has: outcomes once there are some, plans before. */
const RowFilter = ({ job, value, onChange }: RowFilterProps) => {
  const t = useTranslate();
  const id = React.useId();
  const { plan, outcome } = job;
  const byOutcome = outcome !== null;
  const options: { value: string; label: string }[] = byOutcome
    ? OUTCOMES.filter((kind) => outcome[kind] > 0).map((kind) => ({ value: kind, label: t(`outcome.${kind}`) }))
    : PLAN_KINDS.filter((kind) => plan !== null && plan[kind] > 0).map((kind) => ({ value: kind, label: t(`plan.${kind}`) }));

  const select = (selected: string | number): void => {
    const chosen = selected === 'all' ? undefined : selected;
    onChange(byOutcome ? { outcome: chosen as Outcome | undefined, plan: undefined } : { plan: chosen as PlanKind | undefined, outcome: undefined });
  };

  return (
    <Field.Root id={id} minWidth="20rem">
      <Field.Label>{t('rows.show')}</Field.Label>
      <SingleSelect value={value ?? 'all'} onChange={select} size="S">
        <SingleSelectOption value="all">{t('rows.all')}</SingleSelectOption>
        {options.map((option) => (
          <SingleSelectOption key={option.value} value={option.value}>
            {option.label}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Field.Root>
  );
};

