import { emptyOutcomeCounts, OperationError, sumOutcomes } from '../../contracts';
import { databaseProblem } from '../../jobs/database-errors';
import { countsBefore } from '../../store/jobs/attempt-store';
import { dropHeldRows } from '../../store/jobs/held-row-store';
import type { JobPatch, JobRow } from '../../store/jobs/job-row';
import { advance, pause, release, type Claim } from '../../store/jobs/lease';
import type { Database } from '../../store/sql/client';
import type { EngineParts } from './engine-parts';

/** How soon a paused job is tried again. */
const PAUSE_MS = 5_000;

/** Cancelled: what is done stays done and reported, every other row is not processed. */
export const cancelJob = async (claim: Claim, job: JobRow, parts: EngineParts): Promise<void> => {
  await write(claim, job, { parts, patch: { state: 'cancelled', finishedMs: Date.now() } });
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
  const told = { code, message: own ? error.message : 'An internal error stopped the job', stack: `${name} (${code})\n${frames}` };
  await write(claim, job, { parts, patch: { state: 'failed', reason: code, error: told, finishedMs: Date.now() } });
};

/** The database is away or full: the job waits a little and goes on by itself. */
export const pauseJob = async (claim: Claim, { parts, error }: { parts: EngineParts; error: unknown }): Promise<void> => {
  const { database, log } = parts;
  const reason = String((error as { code?: unknown }).code ?? 'database-unavailable');
  log.warn(`external-contacts: job ${claim.uid} pauses: ${reason}`);
  await pause(database, claim, { reason, pauseMs: PAUSE_MS });
};

export const isPause = (error: unknown): boolean => databaseProblem(error) === 'transient';

const write = async (claim: Claim, job: JobRow, { parts: { database }, patch }: { parts: EngineParts; patch: JobPatch }): Promise<void> => {
  const counts = await countsOfEnd(job, database);
  await database.transaction(async (trx) => {
    await advance(trx, claim, { ...patch, ...counts });
    // What a run that has imported nothing asked a person is no question any more.
    if (job.attemptKind !== 'undo' && job.importStartedMs === null) await dropHeldRows(trx, job);
  });
  await release(database, claim);
};

/**
 * Once an import has begun, rows without an outcome are counted as not processed, so that the ledger adds up here too. A
 * retry that has not begun gives back what the runs before it have left.
 */
const countsOfEnd = async (job: JobRow, database: Database): Promise<JobPatch> => {
  if (job.attemptKind === 'undo') return {};
  if (job.importStartedMs === null) return { blockers: [], ...(await countsBefore(database.knex(), job)) };
  const counts = job.outcomeCounts ?? emptyOutcomeCounts();
  return { outcomeCounts: { ...counts, notProcessed: job.rowCount - (sumOutcomes(counts) - counts.notProcessed) } };
};
