import * as React from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { JobDto, Outcome, PlanCounts as PlanCountsDto, PlanKind } from '../../../server/src/contracts';

import { useGetFileQuery } from '../api/files-api';
import { useAnnounce } from '../hooks/use-announce';
import { useRowFilter } from '../hooks/use-row-filter';
import { useRights } from '../hooks/use-rights';
import { useTranslate } from '../hooks/use-translate';
import { isFinishedJob, isRunning, toDisplayStatus } from '../utils/job-state';
import { BlockersNote } from './BlockersNote';
import { FixPanel } from './FixPanel';
import { FixResult } from './FixResult';
import { HeldNote } from './HeldNote';
import { ImportedBeforeNote } from './ImportedBeforeNote';
import { ImportReport } from './ImportReport';
import { IssueGroups } from './IssueGroups';
import { JobProgress } from './JobProgress';
import { JobRows } from './JobRows';
import { Note } from './Note';
import { PlanCounts } from './PlanCounts';
import { UndoReport } from './UndoReport';

/** Every row has an error: more often a choice in the steps before than every cell. */
const wouldLeaveOutAll = (plan: PlanCountsDto): boolean => plan.invalid > 0 && plan.create + plan.update + plan.merge + plan.delete + plan.unchanged === 0;

interface JobBodyProps {
  job: JobDto;
  isStale: boolean;
}

/** Everything there is to know about a job: progress, plan or report, findings, rows. */
export const JobBody = ({ job, isStale }: JobBodyProps) => {
  const t = useTranslate();
  const { formatDate } = useIntl();
  const { plan: shownPlan, setFilter } = useRowFilter();
  const rows = React.useRef<HTMLDivElement>(null);
  const canSeeFile = useRights()('import-csv-file.view');
  const { data: file } = useGetFileQuery(job.file.id, { skip: !canSeeFile || job.purgedAt !== null });
  useAnnounce(t('job.announce', { name: job.name, status: t(`status.${toDisplayStatus(job.state)}`) }));

  const hasRows = job.purgedAt === null && job.plan !== null && !isRunning(job.state) && job.rows > 0;
  const showRows = (filter: { code?: string; plan?: PlanKind; outcome?: Outcome }): void => {
    setFilter({ code: undefined, plan: undefined, outcome: undefined, q: undefined, ...filter });
    rows.current?.scrollIntoView();
    rows.current?.focus({ preventScroll: true });
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      {isStale ? <Note kind="warning">{t('job.stale')}</Note> : null}
      {job.attempt.number > 1 && !isFinishedJob(job) ? <AttemptNote job={job} /> : null}
      {job.error === null ? null : (
        <Note kind="danger" title={t('job.failed')}>
          {job.error.message} ({job.error.code})
        </Note>
      )}
      {job.purgedAt === null ? null : <Note kind="info">{t('purge.done', { at: formatDate(job.purgedAt, { dateStyle: 'long', timeStyle: 'short' }) })}</Note>}
      {job.rows === 0 && !isRunning(job.state) ? <Note kind="warning">{t('job.noRows')}</Note> : null}
      {job.state === 'validated' && job.plan !== null && wouldLeaveOutAll(job.plan) ? <Note kind="warning">{t('job.allInvalid')}</Note> : null}
      {file !== undefined && job.state === 'validated' && job.attempt.number === 1 ? <ImportedBeforeNote file={file} job={job} /> : null}
      <BlockersNote job={job} />
      <FixResult job={job} />
      <HeldNote job={job} />
      {isRunning(job.state) ? <JobProgress job={job} /> : null}
      <UndoReport job={job} />
      {isFinishedJob(job) && job.outcome !== null ? <ImportReport job={job} outcome={job.outcome} onShow={hasRows ? (outcome) => showRows({ outcome }) : undefined} /> : null}
      {job.plan !== null && !isFinishedJob(job) ? (
        <PlanCounts plan={job.plan} target={job.target} shown={shownPlan} onShow={hasRows ? (plan) => showRows({ plan }) : undefined} />
      ) : null}
      <FixPanel job={job} />
      <IssueGroups issueCounts={job.issueCounts} onShowRows={hasRows ? (code) => showRows({ code }) : null} />
      {hasRows ? (
        <Box ref={rows} tabIndex={-1} style={{ outline: 'none' }}>
          <JobRows key={`${job.attempt.number} ${job.planHash ?? ''} ${job.state}`} job={job} columns={file?.columns ?? []} />
        </Box>
      ) : null}
    </Flex>
  );
};

/** Which run this is, where there was more than one. The report of a finished job counts all of them. */
const AttemptNote = ({ job: { attempt } }: { job: JobDto }) => {
  const t = useTranslate();
  return (
    <Typography tag="p" textColor="neutral600">
      {attempt.kind === 'undo' ? t('job.attempt.undo', { number: attempt.number }) : t('job.attempt.retry', { number: attempt.number, rows: attempt.rows })}
    </Typography>
  );
};
