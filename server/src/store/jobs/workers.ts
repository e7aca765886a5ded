import { TABLES } from '../models';
import { NOW_MS, type Database } from '../sql/client';

/** A worker is taken for alive when it was seen within this time. */
const ALIVE_MS = 15_000;
/** Not more often than this, whatever the runner's pace: each sighting is a write. */
const SEEN_EVERY_MS = 5_000;

const lastSeen = new WeakMap<Database, number>();

/** Notes that this process runs jobs, so that a command line beside it only enqueues. */
export const seeWorker = async (database: Database, owner: string): Promise<void> => {
  if (Date.now() - (lastSeen.get(database) ?? 0) < SEEN_EVERY_MS) return;
  lastSeen.set(database, Date.now());
  const table = () => database.knex()(TABLES.workers);
  const seen = { seen_ms: database.knex().raw(NOW_MS[database.client]) };
  const known = await table().where({ owner }).update(seen);
  if (known === 0) await table().insert({ owner, ...seen }).onConflict('owner').ignore();
};

export const forgetWorker = async (database: Database, owner: string): Promise<void> => {
  await database.knex()(TABLES.workers).where({ owner }).delete();
};

/** Owners of other processes that run jobs now. */
export const otherWorkers = async (database: Database, owner: string): Promise<string[]> => {
  const knex = database.knex();
  const rows = (await knex(TABLES.workers)
    .select('owner')
    .whereNot({ owner })
    .where('seen_ms', '>', knex.raw(`${NOW_MS[database.client]} - ?`, [ALIVE_MS]))) as { owner: string }[];
  return rows.map((row) => row.owner);
};
