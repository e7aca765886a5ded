import type { Knex } from 'knex';
import type { JobState } from '../../contracts';
import { Cancelled, LeaseLost } from '../../jobs/control-errors';
import { reach } from '../../jobs/failpoint';
import { ACTIVE_IMPORT, assertChange, canChange, CLAIMABLE } from '../../jobs/states';
import { TABLES } from '../models';
import { NOW_MS, type Client, type Connection, type Database } from '../sql/client';
import { toColumns, toImportProgress, toJobRow, toUndoProgress, type JobPatch, type JobRow } from './job-row';

/** A worker's hold on a job. `generation` is the fencing token: it grows with every claim. */
export interface Claim {
  jobId: number;
  uid: string;
  generation: number;
}

export interface LeaseOptions {
  owner: string;
  leaseMs: number;
  /** Whether a lease's owner is certainly dead (a process of this machine that is gone), so that nobody waits for its end. */
  isDead(owner: string): boolean;
  /** Only this job, for the command line. */
  only?: string;
}

export interface Claimed {
  claim: Claim;
  job: JobRow;
}

/** Any 64-bit number; PostgreSQL has no table lock that leaves readers alone and costs less. */
const CLAIM_LOCK = 7_405_926_118;

/**
 * Claims the next job that can run: interrupted ones before queued ones, one active import at a time, validation always.
 * Claims are made one after another (advisory lock, row locks, or SQLite's single writer), so two never start together.
 */
export const claimNext = async (database: Database, options: LeaseOptions): Promise<Claimed | null> => {
  const locked = database.client === 'mysql' ? await findLockable(database, options) : null;
  if (locked?.length === 0) return null;
  const claimed = await database.transaction(async (trx): Promise<Claimed | null> => {
    await lockClaims(trx, database.client, locked);
    const jobs = await readClaimable(trx);
    const nowMs = await databaseNow(trx, database.client);
    const next = chooseJob(jobs, nowMs, options);
    // One that came since the look is for the next claim.
    if (next === null || locked?.includes(next.id) === false) return null;
    const generation = next.generation + 1;
    const won = await trx(TABLES.jobs)
      .where({ id: next.id, generation: next.generation })
      .update({ generation, lease_owner: options.owner, lease_until_ms: nowMs + options.leaseMs });
    if (won !== 1) return null;
    // Read again under the row's lock: the worker before may have committed a slice since the first look.
    const row = (await trx(TABLES.jobs).where({ id: next.id }).first()) as Record<string, unknown>;
    reach('claim.before-commit');
    return { claim: { jobId: next.id, uid: next.uid, generation }, job: toJobRow(row) };
  });
  if (claimed !== null) reach('claim.after-commit');
  return claimed;
};

/** As much of a job as a claim looks at. */
type Claimable = Pick<JobRow, 'id' | 'uid' | 'state' | 'generation' | 'leaseOwner' | 'leaseUntilMs' | 'importStartedMs' | 'undoRow'>;

const readClaimable = async (connection: Connection): Promise<Claimable[]> => {
  const rows = (await connection(TABLES.jobs)
    .select('id', 'uid', 'state', 'generation', 'lease_owner', 'lease_until_ms', 'import_started_ms', 'undo_row')
    .whereIn('state', [...CLAIMABLE])
    .orderBy('id')) as Record<string, unknown>[];
  const ms = (value: unknown): number | null => (value === null ? null : Number(value));
  return rows.map((row) => ({
    id: Number(row['id']),
    uid: String(row['uid']),
    state: row['state'] as JobState,
    generation: Number(row['generation'] ?? 0),
    leaseOwner: row['lease_owner'] as string | null,
    leaseUntilMs: ms(row['lease_until_ms']),
    importStartedMs: ms(row['import_started_ms']),
    undoRow: ms(row['undo_row']),
  }));
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
  return jobs.filter((job) => isFree(job, nowMs, options) || job.state === 'queued' || isWaitingUndo(job)).map(({ id }) => id);
};

/** Must come first: what is read after it is what the claim before has left. */
const lockClaims = async (trx: Knex.Transaction, client: Client, ids: readonly number[] | null): Promise<void> => {
  if (client === 'postgres') await trx.raw('SELECT pg_advisory_xact_lock(?)', [CLAIM_LOCK]);
  if (ids !== null) await trx(TABLES.jobs).whereIn('id', [...ids]).orderBy('id').forUpdate().select('id');
};

const chooseJob = (jobs: Claimable[], nowMs: number, options: LeaseOptions): Claimable | null => {
  const free = jobs.filter((job) => isFree(job, nowMs, options) && (options.only === undefined || job.uid === options.only));
  const started = free.find((job) => job.state !== 'new' && job.state !== 'queued' && !isWaitingUndo(job));
  // A queued job that a worker holds is about to import, as an undo that it holds is about to begin.
  const held = jobs.filter((job) => !isFree(job, nowMs, options) && (job.state === 'queued' || isWaitingUndo(job)));
  const active = jobs.filter((job) => job.importStartedMs !== null && (ACTIVE_IMPORT as readonly JobState[]).includes(job.state));
  const isBusy = held.length > 0 || active.some((job) => !isWaitingUndo(job));
  // What was imported is taken back before more is imported.
  const undo = isBusy ? undefined : free.find(isWaitingUndo);
  return started ?? undo ?? free.find(({ state }) => state === 'new' || (state === 'queued' && !isBusy && active.length === 0)) ?? null;
};

/** Asked for, and not begun: it waits for its turn like a queued import. */
const isWaitingUndo = ({ state, undoRow }: Claimable): boolean => state === 'undoing' && undoRow === null;

const isFree = (job: Claimable, nowMs: number, { isDead }: LeaseOptions): boolean =>
  job.leaseUntilMs === null || job.leaseUntilMs < nowMs || (job.leaseOwner !== null && isDead(job.leaseOwner));

const databaseNow = async (trx: Connection, client: Client): Promise<number> => {
  const result = (await trx.select(trx.raw(`${NOW_MS[client]} AS now_ms`)).first()) as { now_ms: number | string };
  return Number(result.now_ms);
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
  if (held === 1) return;
  const row = (await trx(TABLES.jobs).where({ id: claim.jobId }).first()) as Record<string, unknown> | undefined;
  if (row !== undefined && Number(row['generation']) === claim.generation && row['state'] === 'cancelling') throw new Cancelled(claim.uid);
  throw new LeaseLost(claim.uid);
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
};

/** How far the import has got, as committed. Ask for it after `fence`, which locks the job's row. */
export const readProgress = async (trx: Knex.Transaction, claim: Claim): Promise<Pick<JobRow, 'importRow' | 'outcomeCounts' | 'issueCounts'>> => {
  const row = (await trx(TABLES.jobs).where({ id: claim.jobId }).first('import_row', 'outcome_counts', 'issue_counts')) as Record<string, unknown> | undefined;
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
