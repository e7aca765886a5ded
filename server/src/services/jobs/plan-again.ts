import type { Knex } from 'knex';
import { conflict, FINAL_STATES, type Actor, type JobState } from '../../contracts';
import type { Correction } from '../../pipeline/corrections/apply-corrections';
import { recordAct } from '../../store/audit/audit-log';
import { beginAttempt } from '../../store/jobs/attempt-store';
import { insertCorrections } from '../../store/jobs/correction-store';
import { dropHeldRows } from '../../store/jobs/held-row-store';
import { attemptOf, type JobPatch, type JobRow } from '../../store/jobs/job-row';
import type { JobStore } from '../../store/jobs/job-store';
import { deletePlans, listPlans } from '../../store/jobs/plan-store';
import type { Database } from '../../store/sql/client';
import type { OpenFile } from '../files/read-rows';
import { countRetryRows, findRetryRows } from './retry-rows';

export interface PlanAgainParts {
  database: Database;
  store: JobStore;
}

const RETRIED: readonly JobState[] = FINAL_STATES.filter((state) => state !== 'completed' && state !== 'undone');

/** Whether a job waits for its go, so that its plan may change, or has ended, so that a retry may follow. Throws for the others. */
export const stageOf = ({ state, attemptKind, test }: JobRow): 'planned' | 'ended' => {
  if (state === 'validated') return 'planned';
  if (state === 'undone' || attemptKind === 'undo') throw conflict('job.undone', 'An import that was taken back is not gone on with', { state });
  if (state === 'completed') throw conflict('retry.nothing', 'Every row of the job is done', { state });
  if (!RETRIED.includes(state)) throw conflict('job.busy', 'The job is under way: wait until it waits or has ended', { state });
  if (test) throw conflict('job.test-run', 'A test run is not gone on with');
  return 'ended';
};

/** The run that corrections made now are read in first. */
export const nextAttempt = (job: JobRow): number => (stageOf(job) === 'planned' ? job.attempt : job.attempt + 1);

/** What a correction comes with: written in the same transaction. */
export interface Corrected {
  corrections: readonly Correction[];
  actor: Actor;
  also?: (trx: Knex.Transaction) => Promise<void>;
}

/**
 * Plans a waiting job anew, from the first block that a correction concerns: a superset of the later rows that share a key
 * with it. Whoever corrects looks at the plan again, whatever the job's `start` said.
 */
export const planAgain = async (job: JobRow, file: OpenFile, { corrected, parts: { database, store } }: { corrected: Corrected; parts: PlanAgainParts }): Promise<void> => {
  const { ordinal, firstRow } = firstConcerned(job, corrected.corrections, file);
  const kept = (await listPlans(database.knex(), attemptOf(job))).filter((plan) => plan.ordinal < ordinal);
  const patch: JobPatch = {
    ...UNPLANNED,
    state: 'validating', start: 'wait', validateStartedMs: Date.now(), planCursor: ordinal, plannedRows: kept.reduce((sum, { rowCount }) => sum + rowCount, 0),
  };
  const isChanged = await store.change(job, patch, async (trx) => {
    await insertCorrections(trx, job, corrected);
    await deletePlans(trx, attemptOf(job), ordinal);
    await dropHeldRows(trx, job, firstRow);
    await corrected.also?.(trx);
  });
  if (!isChanged) throw conflict('job.busy', 'The job has gone on meanwhile');
};

const UNPLANNED: JobPatch = { planHash: null, planCounts: null, validatedMs: null, queuedMs: null, blockers: [] };

const firstConcerned = ({ setting }: JobRow, corrections: readonly Correction[], file: OpenFile): { ordinal: number; firstRow: number } => {
  // Rows that gave way to a later one of the file are taken once that one is left out, or says somebody else.
  const looksAhead = setting.inFileDuplicates === 'last' || setting.inFileDuplicates === 'reject';
  if (corrections.some(({ kind }) => kind === 'everywhere' || (looksAhead && kind !== 'decision'))) return { ordinal: 0, firstRow: 1 };
  const first = corrections.reduce((least, correction) => ('row' in correction ? Math.min(least, correction.row) : least), Infinity);
  return file.blockOfRow(first) ?? { ordinal: 0, firstRow: 1 };
};

/** Begins a retry of an ended job: a run of the rows that earlier ones left over. */
export const beginRetry = async (
  job: JobRow,
  file: OpenFile,
  { actor, start, corrected, parts: { database, store } }: { actor: Actor; start: 'always' | 'wait'; corrected?: Corrected; parts: PlanAgainParts },
): Promise<void> => {
  const attempt = job.attempt + 1;
  // Corrections that come with it are not stored yet; they are about rows that a retry takes up, or makes them such.
  const attemptRows = await countRetryRows(await findRetryRows(database, job, { file, attempt }), file);
  if (attemptRows === 0 && corrected === undefined) throw conflict('retry.nothing', 'No row failed, is held, was not reached, or was corrected');
  const nowMs = Date.now();
  const patch: JobPatch = {
    ...UNPLANNED,
    state: 'validating', start, attempt, attemptKind: 'retry', attemptRows, planCursor: 0, plannedRows: 0, importRow: 1,
    validateStartedMs: nowMs, importStartedMs: null, finishedMs: null, error: null, reason: null,
    // Of an order to take the run back that a person cancelled before anything was.
    undoCounts: null,
  };
  const isChanged = await store.change(job, patch, async (trx) => {
    await beginAttempt(trx, job, { kind: 'retry', actor, rowCount: attemptRows });
    await recordAct(trx, { action: 'job.retry', actor, job, counts: { rows: attemptRows } });
    if (corrected !== undefined) await insertCorrections(trx, job, corrected);
    await corrected?.also?.(trx);
  });
  if (!isChanged) throw conflict('job.busy', 'The job has gone on meanwhile');
};
