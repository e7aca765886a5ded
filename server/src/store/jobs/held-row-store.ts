import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { actorKey, isBlocking, type Actor, type HeldDecision, type Target } from '../../contracts';
import type { LinkedRecord, PlanRow } from '../../pipeline/types';
import { TABLES } from '../models';
import { inChunks, MAX_INSERT_ROWS, type Connection } from '../sql/client';
import type { JobRow } from './job-row';

/** A row that waits for a person, as the engine meets it. */
export interface HeldRowDraft {
  row: number;
  line: number;
  /** Why it is held: an issue's code. */
  code: string;
  candidates: LinkedRecord[];
}

export interface HeldRow extends HeldRowDraft {
  id: number;
  uid: string;
  jobId: number;
  attempt: number;
  target: Target;
  actorKey: string;
  state: 'open' | 'decided';
  decision: HeldDecision | null;
  decidedBy: Actor | null;
  decidedMs: number | null;
  createdMs: number;
}

/** Of a block's plan: the rows that wait for a person. */
export const heldOf = (rows: readonly PlanRow[]): HeldRowDraft[] =>
  rows
    .filter(({ kind }) => kind === 'hold')
    .map(({ row, line, issues, candidates }) => ({ row, line, code: (issues.find(isBlocking) ?? issues.at(-1))?.code ?? 'match.ambiguous', candidates: candidates ?? [] }));

/** Call it in the transaction that stores the plan or the outcome by which the rows are held. */
export const insertHeldRows = async (trx: Knex.Transaction, job: Pick<JobRow, 'id' | 'attempt' | 'target' | 'actor'>, rows: readonly HeldRowDraft[]): Promise<void> => {
  const common = { job_id: job.id, attempt: job.attempt, target: job.target, actor_key: actorKey(job.actor), state: 'open', created_ms: Date.now() };
  const inserts = rows.map(({ row, line, code, candidates }) => ({ ...common, uid: `h${randomBytes(16).toString('hex')}`, row_number: row, code, data: JSON.stringify({ line, candidates }) }));
  for (const chunk of inChunks(inserts, MAX_INSERT_ROWS)) await trx(TABLES.heldRows).insert(chunk);
};

/** Rows that this run plans anew: what earlier runs asked about them is no question any more. */
export const closeHeldRows = async (trx: Knex.Transaction, { id, attempt }: Pick<JobRow, 'id' | 'attempt'>, rows: readonly number[]): Promise<void> => {
  for (const chunk of inChunks(rows, 1_000)) {
    await trx(TABLES.heldRows).where({ job_id: id }).where('attempt', '<', attempt).whereNull('closed_by').whereIn('row_number', chunk).update({ closed_by: attempt });
  }
};

/** The job is taken back: nothing that its runs asked is a question any more. */
export const closeAllHeldRows = async (trx: Knex.Transaction, { id, attempt }: Pick<JobRow, 'id' | 'attempt'>): Promise<void> => {
  await trx(TABLES.heldRows).where({ job_id: id }).whereNull('closed_by').update({ closed_by: attempt });
};

/** Takes back what this run asked and closed, from a row on: these rows are planned again, or the run never was. */
export const dropHeldRows = async (trx: Connection, { id, attempt }: Pick<JobRow, 'id' | 'attempt'>, fromRow = 1): Promise<void> => {
  await trx(TABLES.heldRows).where({ job_id: id, attempt }).where('row_number', '>=', fromRow).delete();
  await trx(TABLES.heldRows).where({ job_id: id, closed_by: attempt }).where('row_number', '>=', fromRow).update({ closed_by: null });
};

export interface HeldRowFilter {
  jobId?: number;
  state?: HeldRow['state'];
  target?: Target;
  /** Only rows of this actor's jobs. */
  actorKey?: string;
  page: number;
  pageSize: number;
}

/** Newest job first, in file order within it. */
export const listHeldRows = async (connection: Connection, filter: HeldRowFilter): Promise<{ rows: HeldRow[]; total: number }> => {
  const query = connection(TABLES.heldRows).whereNull('closed_by');
  if (filter.jobId !== undefined) void query.where({ job_id: filter.jobId });
  if (filter.state !== undefined) void query.where({ state: filter.state });
  if (filter.target !== undefined) void query.where({ target: filter.target });
  if (filter.actorKey !== undefined) void query.where({ actor_key: filter.actorKey });
  const counted = (await query.clone().count({ total: '*' }).first()) as { total: number | string };
  const order = [{ column: 'job_id', order: 'desc' }, { column: 'row_number', order: 'asc' }];
  const rows = (await query.clone().orderBy(order).limit(filter.pageSize).offset((filter.page - 1) * filter.pageSize)) as Record<string, unknown>[];
  return { rows: rows.map(toHeldRow), total: Number(counted.total) };
};

export const findHeldRows = async (connection: Connection, uids: readonly string[]): Promise<HeldRow[]> => {
  const rows = (await connection(TABLES.heldRows).whereIn('uid', [...uids]).whereNull('closed_by').orderBy('id')) as Record<string, unknown>[];
  return rows.map(toHeldRow);
};

/** False when one of them was closed meanwhile. */
export const decideHeldRows = async (trx: Knex.Transaction, ids: readonly number[], { decision, actor }: { decision: HeldDecision; actor: Actor }): Promise<boolean> => {
  const decided = await trx(TABLES.heldRows)
    .whereIn('id', [...ids])
    .whereNull('closed_by')
    .update({ state: 'decided', decision, decided_by: JSON.stringify(actor), decided_ms: Date.now() });
  return decided === ids.length;
};

const toHeldRow = (row: Record<string, unknown>): HeldRow => ({
  id: Number(row['id']),
  uid: String(row['uid']),
  jobId: Number(row['job_id']),
  attempt: Number(row['attempt']),
  row: Number(row['row_number']),
  target: row['target'] as Target,
  code: String(row['code']),
  ...(JSON.parse(String(row['data'])) as Pick<HeldRow, 'line' | 'candidates'>),
  actorKey: String(row['actor_key']),
  state: row['state'] as HeldRow['state'],
  decision: (row['decision'] as HeldDecision | null) ?? null,
  decidedBy: row['decided_by'] === null ? null : (JSON.parse(String(row['decided_by'])) as Actor),
  decidedMs: row['decided_ms'] === null ? null : Number(row['decided_ms']),
  createdMs: Number(row['created_ms']),
});
