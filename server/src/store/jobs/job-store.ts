import type { Knex } from 'knex';
import { actorKey, conflict, FINAL_STATES, isFinal, type Actor, type JobState, type NotifyChoice, type ResolvedSetting, type Start, type Target } from '../../contracts';
import { reach } from '../../jobs/failpoint';
import { JOB_FORMAT } from '../../jobs/job-format';
import { inTurn } from '../../jobs/in-turn';
import { ACTIVE_IMPORT, assertChange } from '../../jobs/states';
import { recordAct } from '../audit/audit-log';
import { TABLES } from '../models';
import type { Database } from '../sql/client';
import { whereContains } from '../sql/like';
import { noteRest } from './at-rest';
import { hasRoom, isWaitingForRoom, isWaitingUndo, type ParallelImports } from './choose-job';
import { databaseNow, readClaimable, readLastStarts } from './claimable';
import { toColumns, toJobRow, type JobPatch, type JobRow } from './job-row';

/** A request that may be repeated: the same key of the same actor makes no second job. */
export interface Idempotency {
  key: string;
  requestHash: string;
  /** How long the key stands, and only while its job has not ended; for ever where absent. */
  windowMs?: number;
}

export interface NewJob {
  uid: string;
  name: string;
  target: Target;
  fileId: number;
  setting: ResolvedSetting;
  settingHash: string;
  settingId: string | null;
  start: Start;
  test: boolean;
  notify: NotifyChoice;
  actor: Actor;
  rowCount: number;
  /** null: each request makes a job. */
  idempotency: Idempotency | null;
}

export interface JobFilter {
  states?: readonly JobState[];
  target?: Target;
  q?: string;
  /** Only this actor's jobs. */
  actorKey?: string;
  page: number;
  pageSize: number;
}

export type JobStore = ReturnType<typeof createJobStore>;

/** Jobs outside of a run: created, read, listed, and changed by people. Workers write through `lease.ts`. */
export const createJobStore = (database: Database) => {
  const table = () => database.knex()(TABLES.jobs);

  return {
    async create(job: NewJob): Promise<JobRow> {
      const nowMs = Date.now();
      reach('job.create.before-insert');
      await database.transaction(async (trx) => {
        // Locks the file's row: reading the file anew puts another cut in its place only while no job is there.
        const file: unknown = await trx(TABLES.files).select('id').where({ id: job.fileId, state: 'ready' }).forUpdate().first();
        if (file === undefined) throw conflict('file.changed', 'The file was read anew meanwhile: ask for the job again');
        if (job.idempotency?.windowMs !== undefined) await freeKey(trx, job.idempotency, job.actor);
        await trx(TABLES.jobs).insert({
          uid: job.uid, name: job.name, target: job.target, file_id: job.fileId,
          setting: JSON.stringify(job.setting), setting_hash: job.settingHash, setting_id: job.settingId,
          state: 'new', start: job.start, format: JOB_FORMAT, test: job.test, notify: JSON.stringify(job.notify), actor: JSON.stringify(job.actor), actor_key: actorKey(job.actor),
          row_count: job.rowCount, plan_cursor: 0, planned_rows: 0, import_row: 1, attempt: 1, attempt_kind: 'import', attempt_rows: job.rowCount, generation: 0,
          idempotency_key: job.idempotency?.key ?? null, request_hash: job.idempotency?.requestHash ?? null, created_ms: nowMs, updated_ms: nowMs,
        });
        await recordAct(trx, { action: 'job.create', actor: job.actor, job: { uid: job.uid, name: job.name }, counts: { rows: job.rowCount } });
      });
      reach('job.create.after-insert');
      const created = await this.find(job.uid);
      if (created === null) throw new Error('A job that was just inserted cannot be read');
      return created;
    },

    async find(uid: string): Promise<JobRow | null> {
      const row = (await table().where({ uid }).first()) as Record<string, unknown> | undefined;
      return row === undefined ? null : toJobRow(row);
    },

    async findById(id: number): Promise<JobRow | null> {
      const row = (await table().where({ id }).first()) as Record<string, unknown> | undefined;
      return row === undefined ? null : toJobRow(row);
    },

    /** What these jobs are called, by uid. */
    async namesOf(uids: readonly string[]): Promise<ReadonlyMap<string, string>> {
      if (uids.length === 0) return new Map();
      const rows = (await table().select(['uid', 'name']).whereIn('uid', [...new Set(uids)])) as { uid: string; name: string }[];
      return new Map(rows.map(({ uid, name }) => [uid, name]));
    },

    /** The job that this key has made for this actor, and what was asked for then. */
    async findByIdempotencyKey(key: string, actor: Actor): Promise<{ job: JobRow; requestHash: string | null } | null> {
      const row = (await table().where({ idempotency_key: key, actor_key: actorKey(actor) }).first()) as Record<string, unknown> | undefined;
      return row === undefined ? null : { job: toJobRow(row), requestHash: (row['request_hash'] as string | null) ?? null };
    },

    /** The job that the same request has made within its window, unless it has ended. */
    async findRepeated({ key, windowMs = Infinity }: Idempotency, actor: Actor): Promise<JobRow | null> {
      const found = await this.findByIdempotencyKey(key, actor);
      return found === null || found.job.createdMs < Date.now() - windowMs || isFinal(found.job.state) ? null : found.job;
    },

    async list(filter: JobFilter): Promise<{ jobs: JobRow[]; total: number }> {
      const query = table();
      if (filter.states !== undefined) void query.whereIn('state', [...filter.states]);
      if (filter.target !== undefined) void query.where({ target: filter.target });
      if (filter.actorKey !== undefined) void query.where({ actor_key: filter.actorKey });
      if (filter.q !== undefined && filter.q !== '') whereContains(query, database.client, { column: 'name', text: filter.q });
      const counted = (await query.clone().count({ total: '*' }).first()) as { total: number | string };
      const rows = (await query.clone().orderBy('id', 'desc').limit(filter.pageSize).offset((filter.page - 1) * filter.pageSize)) as Record<string, unknown>[];
      return { jobs: rows.map(toJobRow), total: Number(counted.total) };
    },

    /** Jobs that may have stored something of records that were there at this moment, oldest first. */
    async listStored(target: Target, beforeMs: number): Promise<JobRow[]> {
      const rows = (await table().where({ target }).whereNull('purged_ms').where('created_ms', '<=', beforeMs).orderBy('id')) as Record<string, unknown>[];
      return rows.map(toJobRow);
    },

    /** Jobs of files with these bytes that have imported, newest first; `actorKey`: only this actor's. */
    async findImportsOf(sha256: string, { limit, actorKey: key }: { limit: number; actorKey?: string }): Promise<JobRow[]> {
      const files = database.knex()(TABLES.files).select('id').where({ sha256 }).whereIn('state', ['ready', 'purged']);
      const query = table().whereIn('file_id', files).where({ test: false }).whereNotNull('outcome_counts');
      if (key !== undefined) void query.where({ actor_key: key });
      return ((await query.orderBy('id', 'desc').limit(limit)) as Record<string, unknown>[]).map(toJobRow);
    },

    /**
     * Changes a job only while it is in the state, the run and at the plan that were read; false when something else was
     * faster. In the same state it may have been corrected and planned again. `also` is done in the same transaction, which locks the job's row first.
     */
    async change(job: JobRow, patch: JobPatch, also?: (trx: Knex.Transaction) => Promise<void>): Promise<boolean> {
      if (patch.state !== undefined) assertChange(job.state, patch.state);
      reach('job.change.before-update');
      const isChanged = await database.transaction(async (trx) => {
        const changed = await trx(TABLES.jobs)
          .where({ id: job.id, state: job.state, attempt: job.attempt, plan_hash: job.planHash })
          .whereNull('purged_ms')
          .update({ ...toColumns(patch), updated_ms: Date.now() });
        if (changed === 1) await also?.(trx);
        if (changed === 1 && patch.state !== undefined) await noteRest(trx, job.id, patch.state);
        return changed === 1;
      });
      reach('job.change.after-update');
      return isChanged;
    },

    /** Whether a further import or undo could begin at once, as far as others that are active or wait are concerned. */
    async hasRoom(target: Target, parallel: ParallelImports): Promise<boolean> {
      const active = (await table().whereIn('state', [...ACTIVE_IMPORT, 'queued']).whereNotNull('queued_ms').select('target')) as { target: Target }[];
      return hasRoom(target, active, parallel);
    },

    /** Database id → place in the queue, from 1: undos first, then imports as people take turns. */
    async queuePositions(): Promise<Map<number, number>> {
      const waiting = (await readClaimable(database.knex())).filter(isWaitingForRoom).map((job) => ({ ...job, sinceMs: job.queuedMs }));
      const { import: lastStarts } = await readLastStarts(database.knex(), waiting.map(({ actorKey: key }) => key));
      const undos = waiting.filter(isWaitingUndo);
      const ordered = [...inTurn(undos, lastStarts), ...inTurn(waiting.filter((job) => !undos.includes(job)), lastStarts)];
      return new Map(ordered.map(({ id }, index) => [id, index + 1]));
    },

    databaseNow: (): Promise<number> => databaseNow(database.knex(), database.client),
  };
};

/** Takes the key from a job that is too old for it or has ended. Of two requests at once, the unique index lets one in. */
const freeKey = async (trx: Knex.Transaction, { key, windowMs = 0 }: Idempotency, actor: Actor): Promise<void> => {
  await trx(TABLES.jobs)
    .where({ idempotency_key: key, actor_key: actorKey(actor) })
    .where((where) => where.where('created_ms', '<', Date.now() - windowMs).orWhereIn('state', [...FINAL_STATES]))
    .update({ idempotency_key: null });
};
