import { Cancelled, LeaseLost, ShuttingDown } from '../../jobs/control-errors';
import type { JobRow } from '../../store/jobs/job-row';
import { createJobStore } from '../../store/jobs/job-store';
import { release, type Claim } from '../../store/jobs/lease';
import { cancelJob, failJob, isPause, pauseJob } from './end-job';
import type { EngineParts } from './engine-parts';
import { importJob } from './import-job';
import { validateJob } from './validate-job';

/** Does the next part of a claimed job. The only place that catches control errors. */
export const runClaimed = async (claim: Claim, job: JobRow, parts: EngineParts): Promise<void> => {
  try {
    if (job.state === 'cancelling') throw new Cancelled(job.uid);
    if (job.validatedMs === null) await validateJob(claim, job, parts);
    else await importJob(claim, job, parts);
    await release(parts.database, claim);
  } catch (error) {
    await settle(error, claim, { job, parts });
  }
};

const settle = async (error: unknown, claim: Claim, { job, parts }: { job: JobRow; parts: EngineParts }): Promise<void> => {
  if (error instanceof LeaseLost) return;
  if (error instanceof ShuttingDown) return release(parts.database, claim);
  // Reads the job again: its counts have moved on while it ran.
  const fresh = async (): Promise<JobRow> => (await createJobStore(parts.database).find(job.uid)) ?? job;
  if (error instanceof Cancelled) return cancelJob(claim, await fresh(), parts);
  if (isPause(error)) return pauseJob(claim, { parts, error });
  return failJob(claim, await fresh(), { parts, error });
};
