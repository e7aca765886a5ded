import type { Knex } from 'knex';
import { conflict, PLAN_VALID_MS } from '../../contracts';
import { canChange } from '../../jobs/states';
import { countsBefore } from '../../store/jobs/attempt-store';
import { dropHeldRows } from '../../store/jobs/held-row-store';
import type { JobPatch, JobRow } from '../../store/jobs/job-row';
import type { Database } from '../../store/sql/client';

/** What a person changes on a job; `also` happens in the same transaction. */
export interface JobChange {
  patch: JobPatch;
  also?: (trx: Knex.Transaction) => Promise<void>;
}

/** The go: only for the plan that was seen. A second click finds the job on its way and changes nothing. */
export const decideImport = (job: JobRow, planHash: string): JobChange | null => {
  const isUnderWay = job.state === 'queued' || job.importStartedMs !== null;
  if (isUnderWay && job.planHash === planHash) return null;
  if (job.test) throw conflict('job.test-run', 'A test run is not imported');
  if (job.state !== 'validated') throw conflict('job.not-validated', 'The job has no plan to import', { state: job.state });
  if (job.planHash !== planHash) throw conflict('plan.changed', 'The plan is not the one that was confirmed');
  if (Date.now() - (job.validatedMs ?? 0) > PLAN_VALID_MS) throw conflict('plan.expired', 'The plan is older than seven days: validate the file again');
  if (job.blockers.length > 0) throw conflict('plan.blocked', 'The plan would do more, or has more bad rows, than the setting allows', { blockers: job.blockers });
  return { patch: { state: 'queued', queuedMs: Date.now() } };
};

export const decideCancel = async (job: JobRow, database: Database): Promise<JobChange | null> => {
  if (job.state === 'cancelling' || job.state === 'cancelled') return null;
  // A paused import has rows to report as not processed: a worker ends it like a running one.
  if (canChange(job.state, 'cancelled') && job.importStartedMs === null) {
    const patch: JobPatch = { state: 'cancelled', finishedMs: Date.now(), blockers: [], ...(await countsBefore(database.knex(), job)) };
    return { patch, also: (trx) => dropHeldRows(trx, job) };
  }
  if (!canChange(job.state, 'cancelling')) throw conflict('job.ended', 'The job has ended already', { state: job.state });
  return { patch: { state: 'cancelling' } };
};
