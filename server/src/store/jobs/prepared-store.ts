import type { Knex } from 'knex';
import { isUniqueViolation } from '../database';
import { TABLES } from '../models';
import type { Database } from '../sql/client';
import { packJson, unpackJson } from './compress';

/** The run of a job for which blocks are made ready: whoever claims the job after it makes its own. */
export interface PlanningRun {
  jobId: number;
  generation: number;
}

/** A job that somebody plans at this moment. */
export interface PlannedNow extends PlanningRun {
  uid: string;
  /** Blocks before this one have their plan. */
  planCursor: number;
}

const ofRun = ({ jobId, generation }: PlanningRun) => ({ job_id: jobId, generation });
const isPlanned = ({ jobId, generation }: PlanningRun) => ({ id: jobId, generation, state: 'validating' });

/** Jobs whose plan is being made by somebody, oldest first. Retries are left out: of their blocks only a few rows are planned. */
export const findPlannedNow = async (database: Database, besides: string): Promise<PlannedNow[]> => {
  const rows = (await database.knex()(TABLES.jobs)
    .select('id', 'uid', 'generation', 'plan_cursor')
    .where({ state: 'validating', attempt: 1 })
    .whereNotNull('lease_owner')
    .whereNot('lease_owner', besides)
    .orderBy('id')) as { id: number; uid: string; generation: number | string; plan_cursor: number | null }[];
  return rows.map((row) => ({ jobId: Number(row.id), uid: row.uid, generation: Number(row.generation), planCursor: Number(row.plan_cursor ?? 0) }));
};

/** Takes the first block of a range that nobody has begun; null when all of them are. What a worker that dies leaves begun is done by whoever plans. */
export const beginPrepared = async (database: Database, run: PlanningRun, range: { from: number; before: number }): Promise<number | null> => {
  const rows = (await database.knex()(TABLES.preparedBlocks).select('ordinal').where(ofRun(run)).where('ordinal', '>=', range.from)) as { ordinal: number }[];
  const begun = new Set(rows.map(({ ordinal }) => Number(ordinal)));
  for (let ordinal = range.from; ordinal < range.before; ordinal += 1) {
    if (begun.has(ordinal)) continue;
    try {
      await database.knex()(TABLES.preparedBlocks).insert({ ...ofRun(run), ordinal });
      return ordinal;
    } catch (error) {
      // Another worker was quicker: the next one.
      if (!isUniqueViolation(error)) throw error;
    }
  }
  return null;
};

/** Stores what was made ready, unless its run is over: then the row goes, so that nothing of the file stays behind. */
export const storePrepared = async (database: Database, run: PlanningRun, { ordinal, prepared }: { ordinal: number; prepared: unknown }): Promise<void> => {
  const data = await packJson(prepared);
  const knex = database.knex();
  await knex(TABLES.preparedBlocks).where({ ...ofRun(run), ordinal }).update({ data });
  const planned: unknown = await knex(TABLES.jobs).where(isPlanned(run)).where('plan_cursor', '<=', ordinal).first('id');
  if (planned === undefined) await knex(TABLES.preparedBlocks).where({ ...ofRun(run), ordinal }).delete();
};

export const readPrepared = async <T>(database: Database, run: PlanningRun, ordinal: number): Promise<T | null> => {
  const row = (await database.knex()(TABLES.preparedBlocks).select('data').where({ ...ofRun(run), ordinal }).whereNotNull('data').first()) as { data: Buffer } | undefined;
  return row === undefined ? null : unpackJson<T>(row.data);
};

/** What was made ready for runs of the job that are over. */
export const dropEarlierPrepared = async (connection: Knex, { jobId, generation }: PlanningRun): Promise<void> => {
  await connection(TABLES.preparedBlocks).where({ job_id: jobId }).whereNot({ generation }).delete();
};

/** What was made ready for this run: of blocks that are planned, or all of it. */
export const dropPrepared = async (connection: Knex, run: PlanningRun, upTo?: number): Promise<void> => {
  await connection(TABLES.preparedBlocks)
    .where(ofRun(run))
    .modify((query) => {
      if (upTo !== undefined) void query.where('ordinal', '<=', upTo);
    })
    .delete();
};
