import type { Knex } from 'knex';
import type { SliceOutcome } from '../../pipeline/types';
import { TABLES } from '../models';
import type { Connection } from '../sql/client';
import { packJson, unpackJson } from './compress';
import type { AttemptOf } from './plan-store';

export interface StoredOutcome extends AttemptOf {
  ordinal: number;
  outcome: SliceOutcome;
  counts: object;
  issueCounts: object;
}

export const insertOutcome = async (trx: Knex.Transaction, { jobId, attempt, ordinal, outcome, counts, issueCounts }: StoredOutcome): Promise<void> => {
  await trx(TABLES.outcomes).insert({
    job_id: jobId, attempt, ordinal, first_row: outcome.firstRow, row_count: outcome.letters.length,
    data: await packJson(outcome), counts: JSON.stringify(counts), issue_counts: JSON.stringify(issueCounts),
  });
};

export interface OutcomeInfo {
  ordinal: number;
  firstRow: number;
  rowCount: number;
  counts: Record<string, number>;
  /** Of issues that arose while importing. */
  issueCounts: Record<string, number>;
}

export const listOutcomes = async (connection: Connection, { jobId, attempt }: AttemptOf): Promise<OutcomeInfo[]> => {
  const rows = (await connection(TABLES.outcomes)
    .select('ordinal', 'first_row', 'row_count', 'counts', 'issue_counts')
    .where({ job_id: jobId, attempt })
    .orderBy('first_row')) as { ordinal: number; first_row: number; row_count: number; counts: string; issue_counts: string }[];
  return rows.map((row) => ({ ordinal: row.ordinal, firstRow: row.first_row, rowCount: row.row_count, counts: JSON.parse(row.counts) as Record<string, number>, issueCounts: JSON.parse(row.issue_counts) as Record<string, number> }));
};

/** The outcomes of a block's slices, in row order. */
export const readOutcomes = async (connection: Connection, { jobId, attempt }: AttemptOf, ordinal: number): Promise<SliceOutcome[]> => {
  const rows = (await connection(TABLES.outcomes).select('data').where({ job_id: jobId, attempt, ordinal }).orderBy('first_row')) as { data: Buffer }[];
  return Promise.all(rows.map(({ data }) => unpackJson<SliceOutcome>(data)));
};
