import { emptyOutcomeCounts, OperationError, sumOutcomes } from '../../contracts';
import { databaseProblem } from '../../jobs/database-errors';
import type { JobPatch, JobRow } from '../../store/jobs/job-row';
import { advance, pause, release, type Claim } from '../../store/jobs/lease';
import type { EngineParts } from './engine-parts';

/** How soon a paused job is tried again. */
const PAUSE_MS = 5_000;

/** Cancelled: what is done stays done and reported, every other row is not processed. */
export const cancelJob = async (claim: Claim, job: JobRow, parts: EngineParts): Promise<void> => {
  await write(claim, parts, { state: 'cancelled', finishedMs: Date.now(), ...withRest(job) });
};

/**
 * A defect: the job ends, its stack is kept, and nothing is tried again blindly. A database error's message repeats
 * the statement with its values, so that only our own errors keep theirs; of the others, name, code and frames tell.
 */
export const failJob = async (claim: Claim, job: JobRow, { parts, error }: { parts: EngineParts; error: unknown }): Promise<void> => {
  const own = error instanceof OperationError;
  const { name, stack = '' } = error instanceof Error ? error : { name: typeof error };
  const given = (error as { code?: unknown } | null)?.code;
  const code = typeof given === 'string' ? given : 'defect';
  const frames = stack.split('\n').filter((line) => /^\s+at /u.test(line)).join('\n');
  parts.log.error(`external-contacts: job ${job.uid} failed: ${name} (${code})\n${frames}`);
  await write(claim, parts, {
    state: 'failed',
    reason: code,
    error: { code, message: own ? error.message : 'An internal error stopped the job', stack: `${name} (${code})\n${frames}` },
    finishedMs: Date.now(),
    ...withRest(job),
  });
};

/** The database is away or full: the job waits a little and goes on by itself. */
export const pauseJob = async (claim: Claim, { parts, error }: { parts: EngineParts; error: unknown }): Promise<void> => {
  const { database, log } = parts;
  const reason = String((error as { code?: unknown }).code ?? 'database-unavailable');
  log.warn(`external-contacts: job ${claim.uid} pauses: ${reason}`);
  await pause(database, claim, { reason, pauseMs: PAUSE_MS });
};

export const isPause = (error: unknown): boolean => databaseProblem(error) === 'transient';

const write = async (claim: Claim, { database }: EngineParts, patch: JobPatch): Promise<void> => {
  await database.transaction((trx) => advance(trx, claim, patch));
  await release(database, claim);
};

/** Once an import has begun, rows without an outcome are counted as not processed, so that the ledger adds up here too. */
const withRest = (job: JobRow): JobPatch => {
  if (job.importStartedMs === null) return {};
  const counts = job.outcomeCounts ?? emptyOutcomeCounts();
  return { outcomeCounts: { ...counts, notProcessed: job.rowCount - (sumOutcomes(counts) - counts.notProcessed) } };
};
