import { OperationError } from '../../contracts';
import { Cancelled, LeaseLost, ShuttingDown } from '../../jobs/control-errors';
import { isNarrowerThan } from '../../pipeline/plan/write-limits';
import { crashesHere, phaseOf } from '../../store/jobs/crashes';
import type { JobRow } from '../../store/jobs/job-row';
import { createJobStore } from '../../store/jobs/job-store';
import { release, type Claim } from '../../store/jobs/lease';
import { cancelJob, failJob, isPause, pauseJob } from './end-job';
import type { EngineParts } from './engine-parts';
import { importJob } from './import-job';
import { undoJob } from './undo-job';
import { validateJob } from './validate-job';

/** Does the next part of a claimed job. The only place that catches control errors. */
export const runClaimed = async (claim: Claim, job: JobRow, base: EngineParts): Promise<void> => {
  try {
    if (job.state === 'cancelling') throw new Cancelled(job.uid);
    assertSurvivable(job, base);
    if (phaseOf(job) === 'undo') await undoJob(claim, job, base);
    else await planOrImport(claim, job, base);
  } catch (error) {
    return settle(error, claim, { job, parts: base });
  }
  // Outside of the try: what happens here is no failure of a job whose part is done.
  await release(base.database, claim);
};

/** An import finds the row that kills. What kills a plan or an undo is not tried again and again. */
const assertSurvivable = (job: JobRow, { config: { maxCrashes } }: EngineParts): void => {
  if (phaseOf(job) === 'import' || crashesHere(job) <= maxCrashes) return;
  throw new OperationError('job.crashed', 500, `Its process died ${String(job.crashes)} times at the same place (${String(job.crashPlace)})`);
};

const planOrImport = async (claim: Claim, job: JobRow, base: EngineParts): Promise<void> => {
  const parts = await withRightsWatched(job, base);
  if (phaseOf(job) === 'plan') await validateJob(claim, job, parts);
  else await importJob(claim, job, parts);
};

/** Two to four reads by id: once in so many slices they cost nothing, and a withdrawn right stops the job this soon. */
const WATCH_MS = 2_000;

/** Asks for the actor's rights before the first slice and then again and again, between slices. */
const withRightsWatched = async (job: JobRow, base: EngineParts): Promise<EngineParts> => {
  const { adminId, mayDelete, limits, guard } = await base.rights.assertMayRun(job);
  let askedMs = performance.now();
  const breathe = async (): Promise<void> => {
    await base.breathe();
    if (performance.now() - askedMs < WATCH_MS) return;
    const now = await base.rights.assertMayRun(job);
    if (isNarrowerThan(now.limits, limits)) throw new OperationError('job.permission-withdrawn', 403, 'Fewer fields or records may be written than when this run began');
    askedMs = performance.now();
  };
  return { ...base, adminId, mayDelete, limits, guard, breathe };
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
