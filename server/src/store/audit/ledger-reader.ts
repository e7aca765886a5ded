import { createHash } from 'node:crypto';
import type { PlanRow, SliceOutcome } from '../../pipeline/types';
import { unpackJson } from '../jobs/compress';
import { TABLES } from '../models';
import type { Database } from '../sql/client';

type Counts = Record<string, number>;

interface StoredPlan { ordinal: number; first_row: number; hash: string; data: Buffer; counts: string; issue_counts: string }
interface StoredSlice { data: Buffer; counts: string; issue_counts: string; first_row: number; row_count: number }

export type LedgerReader = ReturnType<typeof createLedgerReader>;

/** A job's stored plan and outcomes as they are, for the auditor: nothing is repaired or filled in. */
export const createLedgerReader = (database: Database) => {
  const plan = async (jobId: number, ordinal: number): Promise<StoredPlan> => {
    const row = (await database.knex()(TABLES.planBlocks).where({ job_id: jobId, ordinal }).first()) as StoredPlan | undefined;
    if (row === undefined) throw new Error(`Block ${ordinal} has no plan`);
    return row;
  };
  const ordinals = async (jobId: number): Promise<number[]> => {
    const rows = (await database.knex()(TABLES.planBlocks).select('ordinal').where({ job_id: jobId }).orderBy('ordinal')) as { ordinal: number }[];
    return rows.map((row) => Number(row.ordinal));
  };

  return {
    ordinals,

    async readBlock(jobId: number, ordinal: number) {
      const stored = await plan(jobId, ordinal);
      const slices = (await database.knex()(TABLES.outcomes).where({ job_id: jobId, ordinal }).orderBy('first_row')) as StoredSlice[];
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

    async planHash(jobId: number, ordinal: number): Promise<{ stored: string; recomputed: string }> {
      const stored = await plan(jobId, ordinal);
      return { stored: stored.hash, recomputed: createHash('sha256').update(stored.data).digest('hex') };
    },

    /** documentId → the last row that updates it: what earlier rows wrote may have been overwritten there. */
    async lastRows(jobId: number): Promise<Map<string, number>> {
      const last = new Map<string, number>();
      for (const ordinal of await ordinals(jobId)) {
        const rows = await unpackJson<PlanRow[]>((await plan(jobId, ordinal)).data);
        for (const { kind, record, row } of rows) if (kind === 'update' && record !== null) last.set(record.documentId, row);
      }
      return last;
    },
  };
};
