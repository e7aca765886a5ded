import { createHash } from 'node:crypto';
import type { PlanRow, SliceOutcome } from '../../pipeline/types';
import { unpackJson } from '../jobs/compress';
import { TABLES } from '../models';
import type { Database } from '../sql/client';

type Counts = Record<string, number>;

/** One run of a job. */
export interface RunOf {
  jobId: number;
  attempt: number;
}

interface StoredPlan { ordinal: number; first_row: number; hash: string; data: Buffer; counts: string; issue_counts: string }
interface StoredSlice { data: Buffer; counts: string; issue_counts: string; first_row: number; row_count: number }

export type LedgerReader = ReturnType<typeof createLedgerReader>;

/** A job's stored plans and outcomes as they are, for the auditor: nothing is repaired or filled in. */
export const createLedgerReader = (database: Database) => {
  const plan = async ({ jobId, attempt }: RunOf, ordinal: number): Promise<StoredPlan | undefined> =>
    (await database.knex()(TABLES.planBlocks).where({ job_id: jobId, attempt, ordinal }).first()) as StoredPlan | undefined;
  const ordinals = async ({ jobId, attempt }: RunOf): Promise<number[]> => {
    const rows = (await database.knex()(TABLES.planBlocks).select('ordinal').where({ job_id: jobId, attempt }).orderBy('ordinal')) as { ordinal: number }[];
    return rows.map((row) => Number(row.ordinal));
  };

  return {
    ordinals,

    /** null where the run has planned no row of the block. */
    async readBlock(run: RunOf, ordinal: number) {
      const stored = await plan(run, ordinal);
      if (stored === undefined) return null;
      const slices = (await database.knex()(TABLES.outcomes).where({ job_id: run.jobId, attempt: run.attempt, ordinal }).orderBy('first_row')) as StoredSlice[];
      return {
        ordinal,
        firstRow: Number(stored.first_row),
        plan: { rows: await unpackJson<PlanRow[]>(stored.data), counts: JSON.parse(stored.counts) as Counts, issueCounts: JSON.parse(stored.issue_counts) as Counts },
        slices: await Promise.all(
          slices.map(async ({ data, counts, issue_counts: issueCounts }) => ({
            outcome: await unpackJson<SliceOutcome>(data),
            counts: JSON.parse(counts) as Counts,
            issueCounts: JSON.parse(issueCounts) as Counts,
          })),
        ),
      };
    },

    async planHash(run: RunOf, ordinal: number): Promise<{ stored: string; recomputed: string }> {
      const stored = await plan(run, ordinal);
      if (stored === undefined) throw new Error(`Block ${ordinal} has no plan`);
      return { stored: stored.hash, recomputed: createHash('sha256').update(stored.data).digest('hex') };
    },
  };
};
