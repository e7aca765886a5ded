import { createHash } from 'node:crypto';
import type { PlanRow, SliceOutcome } from '../../pipeline/types';
import { packBlock, type StoredBlock } from '../blocks/block-store';
import { packJson, unpackJson } from '../jobs/compress';
import { TABLES } from '../models';
import type { Database } from '../sql/client';

/** What all runs of a job have stored of one block of its file. */
export interface StoredRows {
  plans: { id: number; rows: PlanRow[] }[];
  outcomes: { id: number; slice: SliceOutcome }[];
}

export const loadStoredRows = async (database: Database, place: { jobId: number; ordinal: number }): Promise<StoredRows> => {
  const read = async (table: string): Promise<{ id: number; data: Buffer }[]> => (await database.knex()(table).select('id', 'data').where({ job_id: place.jobId, ordinal: place.ordinal }).orderBy('id')) as { id: number; data: Buffer }[];
  const [plans, outcomes] = [await read(TABLES.planBlocks), await read(TABLES.outcomes)];
  return {
    plans: await Promise.all(plans.map(async ({ id, data }) => ({ id: Number(id), rows: await unpackJson<PlanRow[]>(data) }))),
    outcomes: await Promise.all(outcomes.map(async ({ id, data }) => ({ id: Number(id), slice: await unpackJson<SliceOutcome>(data) }))),
  };
};

/** Puts blanked rows in place of what was stored, and deletes corrections of these rows and questions about them: all of it or nothing. */
export const saveErased = async (database: Database, { jobId, fileId, stored, block, rows }: { jobId: number; fileId: number; stored: StoredRows; block: StoredBlock; rows: readonly number[] }): Promise<void> => {
  const plans = await Promise.all(stored.plans.map(async ({ id, rows: plan }) => ({ id, data: await packJson(plan) })));
  const outcomes = await Promise.all(stored.outcomes.map(async ({ id, slice }) => ({ id, data: await packJson(slice) })));
  const { data } = await packBlock(block);
  await database.transaction(async (trx) => {
    for (const plan of plans) await trx(TABLES.planBlocks).where({ id: plan.id }).update({ data: plan.data, hash: createHash('sha256').update(plan.data).digest('hex') });
    for (const outcome of outcomes) await trx(TABLES.outcomes).where({ id: outcome.id }).update({ data: outcome.data });
    if (rows.length === 0) return;
    await trx(TABLES.blocks).where({ file_id: fileId, ordinal: block.ordinal }).update({ data });
    await trx(TABLES.files).where({ id: fileId }).update({ erased: true });
    await trx(TABLES.corrections).where({ job_id: jobId }).whereIn('row_number', [...rows]).delete();
    await trx(TABLES.heldRows).where({ job_id: jobId }).whereIn('row_number', [...rows]).delete();
  });
};
