import type { Knex } from 'knex';
import { TABLES } from '../models';
import type { Database } from '../sql/client';
import { giveWay } from '../sql/give-way';

/** What is stored of a job beside its own row and its runs: cells of people, in one form or another. */
export const TABLES_OF_JOB = [
  { table: TABLES.planBlocks, column: 'job_id' },
  { table: TABLES.preparedBlocks, column: 'job_id' },
  { table: TABLES.outcomes, column: 'job_id' },
  { table: TABLES.undoSlices, column: 'job_id' },
  { table: TABLES.corrections, column: 'job_id' },
  { table: TABLES.heldRows, column: 'job_id' },
] as const;

/** A block is up to 1 MiB before compression: so many of them go in 10 ms. */
const AT_ONCE = 20;

/** Deletes the chosen rows of a table, a few at a time. */
export const deleteBlocksOf = async (database: Database, table: string, choose: (query: Knex.QueryBuilder) => Knex.QueryBuilder): Promise<void> => {
  for (;;) {
    const rows = (await choose(database.knex()(table).select('id')).limit(AT_ONCE)) as { id: number }[];
    if (rows.length === 0) return;
    await database.knex()(table).whereIn('id', rows.map(({ id }) => id)).delete();
    await giveWay(database);
  }
};
