import type { Knex } from 'knex';
import type { JobState } from '../../contracts';
import { Cancelled, LeaseLost } from '../../jobs/control-errors';
import { reach } from '../../jobs/failpoint';
import { assertChange, canChange } from '../../jobs/states';
import { TABLES } from '../models';
import { NOW_MS, type Client, type Database } from '../sql/client';
import { noteRest } from './at-rest';
import { chooseJob, isFree, isWaitingForRoom, type ChooseOptions } from './choose-job';
import { databaseNow, readClaimable, readMoment } from './claimable';
import { countCrash } from './crashes';
import { toColumns, toImportProgress, toJobRow, toUndoProgress, type JobPatch, type JobRow } from './job-row';

/** A worker's hold on a job. `generation` is the fencing token: it grows with every claim. */
export interface Claim {
  jobId: number;
  uid: string;
  generation: number;
}

export interface LeaseOptions extends ChooseOptions {
  owner: string;
  leaseMs: number;
  maxCrashes: number;
}

export interface Claimed {
  claim: Claim;
  job: JobRow;
}

/** Any 64-bit number; PostgreSQL has no table lock that leaves readers alone and costs less. */
const CLAIM_LOCK = 7_405_926_118;

/**
 * Claims the next job that can run: interrupted ones before waiting ones, as many imports as there is room for, validation always.
 * Claims are made one after another (advisory lock, row locks, or SQLite's single writer), so two never start together.
 */
export const claimNext = async (database: Database, options: LeaseOptions): Promise<Claimed | null> => {
  const locked = database.client === 'mysql' ? await findLockable(database, options) : null;
  if (locked?.length === 0) return null;
  const claimed = await database.transaction(async (trx): Promise<Claimed | null> => {
    await lockClaims(trx, database.client, locked);
    const jobs = await readClaimable(trx);
    const moment = await readMoment(trx, database.client, jobs);
    const next = chooseJob(jobs, options, moment);
    // One that came since the look is for the next claim.
    if (next === null || locked?.includes(next.id) === false) return null;
    const generation = next.generation + 1;
    const won = await trx(TABLES.jobs)
      .where({ id: next.id, generation: next.generation })
      .update({ generation, lease_owner: options.owner, lease_until_ms: moment.nowMs + options.leaseMs });
    if (won !== 1) return null;
    // Read again under the row's lock: the worker before may have committed a slice since the first look.
    const row = (await trx(TABLES.jobs).where({ id: next.id }).first()) as Record<string, unknown>;
    const job = toJobRow(row);
    // Whoever stops gives the job back: another owner that still stands there has died, or stood still as long as one that has. One's own: the
    // database was away when the job was to be given back.
    const died = next.leaseOwner === null || next.leaseOwner === options.owner ? null : countCrash(job, options.maxCrashes);
    if (died !== null) await trx(TABLES.jobs).where({ id: next.id }).update({ crash_place: died.crashPlace, crashes: died.crashes });
    reach('claim.before-commit');
    return { claim: { jobId: next.id, uid: next.uid, generation }, job: { ...job, ...died } };
  });
  if (claimed !== null) reach('claim.after-commit');
  return claimed;
};

/**
 * MariaDB has no advisory lock that ends with a transaction: the rows of all that could be claimed stand for one. Whatever
 * waits for its turn is among them, so that of two claims that could start two imports each waits for the other. A job
 * that runs is not: its worker holds its row for a slice at a time. Empty: nothing is free, and nothing is locked.
 */
const findLockable = async (database: Database, options: LeaseOptions): Promise<number[]> => {
  const nowMs = await databaseNow(database.knex(), database.client);
  const jobs = await readClaimable(database.knex());
  if (!jobs.some((job) => isFree(job, nowMs, options))) return [];
  return jobs.filter((job) => isFree(job, nowMs, options) || isWaitingForRoom(job)).map(({ id }) => id);
};

/** Must come first: what is read after it is what the claim before has left. */
const lockClaims = async (trx: Knex.Transaction, client: Client, ids: readonly number[] | null): Promise<void> => {
  if (client === 'postgres') await trx.raw('SELECT pg_advisory_xact_lock(?)', [CLAIM_LOCK]);
  if (ids !== null) await trx(TABLES.jobs).whereIn('id', [...ids]).orderBy('id').forUpdate().select('id');
};

/**
 * The first statement of every transaction of a job: renews the lease and checks the token. It locks the job's row,
 * so a rival waits until this transaction ends, and then finds that its own token is the newer one or is refused here.
 * Throws LeaseLost when another worker has claimed the job since, Cancelled when a person asked to stop.
 */
export const fence = async (trx: Knex.Transaction, client: Client, claim: Claim, { leaseMs, running }: { leaseMs: number; running: JobState[] }): Promise<void> => {
  const held = await trx(TABLES.jobs)
    .where({ id: claim.jobId, generation: claim.generation })
    .whereIn('state', running)
    .update({ lease_until_ms: trx.raw(`${NOW_MS[client]} + ?`, [leaseMs]) });
  if (held === 1) return endWithLease(trx, client, leaseMs);
  const row = (await trx(TABLES.jobs).where({ id: claim.jobId }).first()) as Record<string, unknown> | undefined;
  if (row !== undefined && Number(row['generation']) === claim.generation && row['state'] === 'cancelling') throw new Cancelled(claim.uid);
  throw new LeaseLost(claim.uid);
};

/**
 * A process that stands still (swapping, a paused machine) keeps its transaction open, and with it the job's row locked: nobody could take
 * the job over. So PostgreSQL ends a transaction in which nothing has happened for as long as the lease. MariaDB can do so for a whole
 * server only: `idle_write_transaction_timeout`, see docs/deployment.md.
 */
const endWithLease = async (trx: Knex.Transaction, client: Client, leaseMs: number): Promise<void> => {
  if (client === 'postgres') await trx.raw("SELECT set_config('idle_in_transaction_session_timeout', ?, true)", [String(leaseMs)]);
};

/**
 * Writes what the transaction did to the job; call it last. Throws LeaseLost when another worker has claimed the job
 * since, and refuses a change of state that the table does not know.
 */
export const advance = async (trx: Knex.Transaction, claim: Claim, patch: JobPatch): Promise<void> => {
  if (patch.state !== undefined) {
    const held = await lockState(trx, claim);
    if (held !== null) assertChange(held, patch.state);
  }
  const done = await trx(TABLES.jobs)
    .where({ id: claim.jobId, generation: claim.generation })
    .update({ ...toColumns(patch), updated_ms: Date.now() });
  if (done !== 1) throw new LeaseLost(claim.uid);
  if (patch.state !== undefined) await noteRest(trx, claim.jobId, patch.state);
};

/**
 * How far the import has got, as committed. Ask for it after `fence`, which locks the job's row. Read with a lock, which costs nothing more:
 * MariaDB would show the whole transaction the database of this moment otherwise, and not as it is once records are locked.
 */
export const readProgress = async (trx: Knex.Transaction, claim: Claim): Promise<Pick<JobRow, 'importRow' | 'outcomeCounts' | 'issueCounts'>> => {
  const row = (await trx(TABLES.jobs).where({ id: claim.jobId }).forUpdate().first('import_row', 'outcome_counts', 'issue_counts')) as Record<string, unknown> | undefined;
  return toImportProgress(row ?? {});
};

/** How far the undo has got, as committed. Ask for it after `fence`, which locks the job's row. */
export const readUndoProgress = async (trx: Knex.Transaction, claim: Claim): Promise<Pick<JobRow, 'undoRow' | 'undoCounts'>> => {
  const row = (await trx(TABLES.jobs).where({ id: claim.jobId }).first('undo_row', 'undo_counts')) as Record<string, unknown> | undefined;
  return toUndoProgress(row ?? {});
};

/** The state of the job, locked until the transaction ends; null when the claim has passed on. */
const lockState = async (trx: Knex.Transaction, claim: Claim): Promise<JobState | null> => {
  const row = (await trx(TABLES.jobs).where({ id: claim.jobId, generation: claim.generation }).forUpdate().first('state')) as { state: JobState } | undefined;
  return row?.state ?? null;
};

/**
 * Gives the job back for a while. It becomes `paused` only from a state that may: one that has not begun, that a person
 * is cancelling, or that ended in the very commit whose answer was lost keeps its state, and only its lease waits.
 */
export const pause = (database: Database, claim: Claim, { reason, pauseMs }: { reason: string; pauseMs: number }): Promise<void> =>
  database.transaction(async (trx) => {
    const state = await lockState(trx, claim);
    if (state === null) return;
    const paused = state === 'paused' || canChange(state, 'paused') ? { state: 'paused', reason } : {};
    await trx(TABLES.jobs)
      .where({ id: claim.jobId, generation: claim.generation })
      .update({ ...paused, lease_owner: null, lease_until_ms: trx.raw(`${NOW_MS[database.client]} + ?`, [pauseMs]) });
  });

/** Gives the job back, so that another worker may go on at once. */
export const release = async (database: Database, claim: Claim): Promise<void> => {
  await database.knex()(TABLES.jobs).where({ id: claim.jobId, generation: claim.generation }).update({ lease_owner: null, lease_until_ms: null });
};
