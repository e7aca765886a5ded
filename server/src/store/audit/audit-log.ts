import { actorKey, type Actor, type AuditAction } from '../../contracts';
import { TABLES } from '../models';
import type { Connection, Database } from '../sql/client';
import { whereContains } from '../sql/like';

/** Something that was done. Written in the transaction that does it, where there is one. */
export interface Act {
  action: AuditAction;
  /** null: the engine. */
  actor: Actor | null;
  job?: { uid: string; name: string };
  subject?: { id: string; name: string | null };
  counts?: Record<string, number>;
  state?: string;
}

export interface AuditEntry extends Act {
  id: number;
  atMs: number;
}

export interface AuditFilter {
  action?: AuditAction;
  /** A job's uid. */
  job?: string;
  /** In the actor's name. */
  q?: string;
  fromMs?: number;
  toMs?: number;
  page: number;
  pageSize: number;
}

/** Appended, never changed: it outlives what it tells of. */
export const recordAct = async (connection: Connection, { action, actor, job, subject, counts = {}, state }: Act): Promise<void> => {
  await connection(TABLES.audit).insert({
    at_ms: Date.now(), action,
    actor: actor === null ? null : JSON.stringify(actor), actor_key: actor === null ? null : actorKey(actor), actor_name: actor?.name ?? null,
    job_uid: job?.uid ?? null, job_name: job?.name ?? null, subject_id: subject?.id ?? null, subject_name: subject?.name ?? null,
    counts: Object.keys(counts).length === 0 ? null : JSON.stringify(counts), state: state ?? null,
  });
};

/** Newest first. */
export const listActs = async (database: Database, filter: AuditFilter): Promise<{ entries: AuditEntry[]; total: number }> => {
  const query = database.knex()(TABLES.audit);
  if (filter.action !== undefined) void query.where({ action: filter.action });
  if (filter.job !== undefined) void query.where({ job_uid: filter.job });
  if (filter.q !== undefined && filter.q !== '') whereContains(query, database.client, { column: 'actor_name', text: filter.q });
  if (filter.fromMs !== undefined) void query.where('at_ms', '>=', filter.fromMs);
  if (filter.toMs !== undefined) void query.where('at_ms', '<', filter.toMs);
  const counted = (await query.clone().count({ total: '*' }).first()) as { total: number | string };
  const rows = (await query.clone().orderBy('id', 'desc').limit(filter.pageSize).offset((filter.page - 1) * filter.pageSize)) as Record<string, unknown>[];
  return { entries: rows.map(toEntry), total: Number(counted.total) };
};

const text = (value: unknown): string | null => (value as string | null) ?? null;

const toEntry = (row: Record<string, unknown>): AuditEntry => {
  const [actor, job, subject, counts, state] = [text(row['actor']), text(row['job_uid']), text(row['subject_id']), text(row['counts']), text(row['state'])];
  return {
    id: Number(row['id']),
    atMs: Number(row['at_ms']),
    action: row['action'] as AuditAction,
    actor: actor === null ? null : (JSON.parse(actor) as Actor),
    ...(job === null ? {} : { job: { uid: job, name: text(row['job_name']) ?? '' } }),
    ...(subject === null ? {} : { subject: { id: subject, name: text(row['subject_name']) } }),
    ...(counts === null ? {} : { counts: JSON.parse(counts) as Record<string, number> }),
    ...(state === null ? {} : { state }),
  };
};
