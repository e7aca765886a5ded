import { FINAL_STATES, type JobState } from '../../contracts';
import { deleteBlocksOf, TABLES_OF_JOB } from './stored-data';
import { TABLES } from '../models';
import type { Database } from '../sql/client';
import { giveWay } from '../sql/give-way';

/** States in which a job's stored data may be deleted: it has ended, or waits for a go that nobody gave. */
export const PURGEABLE: readonly JobState[] = [...FINAL_STATES, 'validated'];

/** Jobs that ended, or were planned and left, before this moment, oldest first. */
export const findExpiredJobs = async (database: Database, beforeMs: number, limit: number): Promise<string[]> => {
  const rows = (await database
    .knex()(TABLES.jobs)
    .select('uid')
    .whereNull('purged_ms')
    .where((where) =>
      where
        .where((ended) => ended.whereIn('state', [...FINAL_STATES]).where('finished_ms', '<', beforeMs))
        .orWhere((left) => left.where({ state: 'validated' }).where('validated_ms', '<', beforeMs)),
    )
    .orderBy('id')
    .limit(limit)) as { uid: string }[];
  return rows.map(({ uid }) => uid);
};

/** Deletes what is still stored of jobs whose data is to go, a few rows at a time, so that nobody waits. Safe to repeat, and for two at once. */
export const deletePurgedJobs = async (database: Database): Promise<void> => {
  for (const { table, column } of TABLES_OF_JOB) {
    const purged = () => database.knex()(TABLES.jobs).select('id').whereNotNull('purged_ms');
    await deleteBlocksOf(database, table, (query) => query.whereIn(column, purged()));
  }
};

/**
 * Files that no job needs any more lose their bytes; name, hash and number of rows stay where a job tells of them. An upload that no job was
 * made of goes altogether, once it is as old as that.
 */
export const purgeFiles = async (database: Database, beforeMs: number): Promise<number> => {
  const knex = database.knex();
  const needed = () => knex(TABLES.jobs).select('file_id').whereNull('purged_ms');
  const known = () => knex(TABLES.jobs).select('file_id');
  const ready = () => knex(TABLES.files).select('id').where({ state: 'ready' });
  const forgotten = (await ready().where('created_ms', '<', beforeMs).whereNotIn('id', known())) as { id: number }[];
  const done = (await ready().whereIn('id', known()).whereNotIn('id', needed())) as { id: number }[];
  let count = 0;
  for (const { id } of [...forgotten, ...done]) if (await closeFile(database, Number(id))) count += 1;
  const purged = () => database.knex()(TABLES.files).select('id').where({ state: 'purged' });
  await deleteBlocksOf(database, TABLES.blocks, (query) => query.whereIn('file_id', purged()));
  await knex(TABLES.files).where({ state: 'purged' }).whereNotIn('id', known()).delete();
  await giveWay(database);
  return count;
};

/** Nobody reads it from now on. Locks the file's row: a job that is made of it at this moment wins. */
const closeFile = (database: Database, id: number): Promise<boolean> =>
  database.transaction(async (trx) => {
    const file: unknown = await trx(TABLES.files).where({ id, state: 'ready' }).forUpdate().first('id');
    const needed: unknown = await trx(TABLES.jobs).where({ file_id: id }).whereNull('purged_ms').first('id');
    if (file === undefined || needed !== undefined) return false;
    await trx(TABLES.files).where({ id }).update({ state: 'purged', idempotency_key: null });
    return true;
  });
