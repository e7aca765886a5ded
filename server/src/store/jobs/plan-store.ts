import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Outcome } from '../../contracts';
import type { PlanRow } from '../../pipeline/types';
import type { BlockPlan } from '../../pipeline/plan/plan-block';
import { TABLES } from '../models';
import type { Connection } from '../sql/client';
import { packJson, unpackJson } from './compress';

export interface PackedPlan {
  ordinal: number;
  firstRow: number;
  lastRow: number;
  rowCount: number;
  hash: string;
  data: Buffer;
  journal: Buffer;
  counts: string;
  issueCounts: string;
}

/** Makes a block's plan ready to store; done outside the transaction, compression costs more than the insert. */
export const packPlan = async (ordinal: number, plan: BlockPlan, journal: Buffer, before?: CountsBefore): Promise<PackedPlan> => {
  const data = await packJson(plan.rows);
  return {
    ordinal,
    firstRow: plan.rows[0]?.row ?? 0,
    lastRow: plan.rows.at(-1)?.row ?? 0,
    rowCount: plan.rows.length,
    // Of the bytes as stored: what runs is exactly what was hashed.
    hash: createHash('sha256').update(data).digest('hex'),
    data,
    journal,
    counts: JSON.stringify(before === undefined ? plan.counts : { ...plan.counts, before }),
    issueCounts: JSON.stringify(plan.issueCounts),
  };
};

export const insertPlan = async (trx: Knex.Transaction, { jobId, attempt }: AttemptOf, plan: PackedPlan): Promise<void> => {
  await trx(TABLES.planBlocks).insert({
    job_id: jobId, attempt, ordinal: plan.ordinal, first_row: plan.firstRow, last_row: plan.lastRow, row_count: plan.rowCount, hash: plan.hash,
    keys_data: plan.journal, data: plan.data, counts: plan.counts, issue_counts: plan.issueCounts,
  });
};

/** One run of a job: what is planned and done is stored by it. */
export interface AttemptOf {
  jobId: number;
  attempt: number;
}

/** What the rows of a retry's block counted for before it: no longer, once they are planned anew. */
export interface CountsBefore {
  outcomes: Partial<Record<Outcome, number>>;
  issues: Record<string, number>;
}

export interface PlanBlockInfo {
  ordinal: number;
  firstRow: number;
  /** Rows of a retry have gaps, so that it does not follow from their number. */
  lastRow: number;
  rowCount: number;
  hash: string;
  counts: Record<string, number>;
  issueCounts: Record<string, number>;
  /** Of retries only. */
  before?: CountsBefore;
}

/** All blocks in order, or only those that hold rows from `fromRow` on. A million rows are some 500 of them. */
export const listPlans = async (connection: Connection, { jobId, attempt }: AttemptOf, { fromRow = 1, limit }: { fromRow?: number; limit?: number } = {}): Promise<PlanBlockInfo[]> => {
  const rows = (await connection(TABLES.planBlocks)
    .select('ordinal', 'first_row', 'last_row', 'row_count', 'hash', 'counts', 'issue_counts')
    .where({ job_id: jobId, attempt })
    .modify((query) => {
      if (fromRow > 1) void query.where('last_row', '>=', fromRow);
      if (limit !== undefined) void query.limit(limit);
    })
    .orderBy('ordinal')) as { ordinal: number; first_row: number; last_row: number; row_count: number; hash: string; counts: string; issue_counts: string }[];
  return rows.map((row) => {
    const { before, ...counts } = JSON.parse(row.counts) as Record<string, number> & { before?: CountsBefore };
    return {
      ordinal: row.ordinal,
      firstRow: row.first_row,
      lastRow: row.last_row,
      rowCount: row.row_count,
      hash: row.hash,
      counts,
      issueCounts: JSON.parse(row.issue_counts) as Record<string, number>,
      ...(before === undefined ? {} : { before }),
    };
  });
};

export const readPlan = async (connection: Connection, { jobId, attempt }: AttemptOf, ordinal: number): Promise<PlanRow[]> => {
  const row = (await connection(TABLES.planBlocks).select('data').where({ job_id: jobId, attempt, ordinal }).first()) as { data: Buffer } | undefined;
  return row === undefined ? [] : unpackJson<PlanRow[]>(row.data);
};

export const readJournal = async (connection: Connection, { jobId, attempt }: AttemptOf, ordinal: number): Promise<Buffer> => {
  const row = (await connection(TABLES.planBlocks).select('keys_data').where({ job_id: jobId, attempt, ordinal }).first()) as { keys_data: Buffer } | undefined;
  return row?.keys_data ?? Buffer.alloc(0);
};

/** Names a plan: the same rows under the same setting and file give the same hash. */
export const planHash = (settingHash: string, fileSha256: string, plans: PlanBlockInfo[]): string => {
  const hash = createHash('sha256').update(settingHash).update(fileSha256);
  for (const plan of plans) hash.update(plan.hash);
  return hash.digest('hex');
};

/** Takes back the plan of a run from a block on, to be made anew. */
export const deletePlans = async (trx: Knex.Transaction, { jobId, attempt }: AttemptOf, fromOrdinal: number): Promise<void> => {
  await trx(TABLES.planBlocks).where({ job_id: jobId, attempt }).where('ordinal', '>=', fromOrdinal).delete();
};
