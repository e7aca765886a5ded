import { TABLES } from '../models';
import { NOW_MS, type Database } from '../sql/client';

/** A worker is taken for alive when it was seen within this time. */
const ALIVE_MS = 15_000;
/** Not more often than this, whatever the runner's pace: each sighting is a write. */
const SEEN_EVERY_MS = 5_000;
/** A dead worker's row tells for so long when it was seen last. */
const KEPT_MS = 24 * 60 * 60 * 1_000;
/** Length of the columns. */
const MAX_TEXT = 255;

/** Roles of processes that look for jobs by themselves; a command line only does its own. */
const RUNNING_ROLES = ['all', 'worker'];

export interface Worker {
  owner: string;
  role: string;
  engine: string;
  /** The plugin's. */
  version: string;
  /** Ids of the jobs that it runs now. */
  jobs: readonly string[];
}

const lastSeen = new WeakMap<Database, number>();

/** Notes that this process runs jobs, and which: a command line beside it only enqueues, and people see who works. */
export const seeWorker = async (database: Database, { owner, role, engine, version, jobs }: Worker): Promise<void> => {
  if (Date.now() - (lastSeen.get(database) ?? 0) < SEEN_EVERY_MS) return;
  lastSeen.set(database, Date.now());
  const knex = database.knex();
  const now = knex.raw(NOW_MS[database.client]);
  const seen = { role, engine, version, job_uid: jobs.length === 0 ? null : jobs.join(',').slice(0, MAX_TEXT), seen_ms: now };
  const known = await knex(TABLES.workers).where({ owner }).update(seen);
  if (known > 0) return;
  await knex(TABLES.workers).insert({ owner, ...seen, started_ms: now }).onConflict('owner').ignore();
  await knex(TABLES.workers).where('seen_ms', '<', knex.raw(`${NOW_MS[database.client]} - ?`, [KEPT_MS])).delete();
};

export const forgetWorker = async (database: Database, owner: string): Promise<void> => {
  await database.knex()(TABLES.workers).where({ owner }).delete();
};

/** A process that runs jobs, or did within a day. */
export interface SeenWorker extends Omit<Worker, 'jobs'> {
  jobs: string[];
  alive: boolean;
  /** It looks for jobs by itself; a command line does not. */
  looks: boolean;
  startedMs: number;
  seenMs: number;
}

/** Newest first. */
export const listWorkers = async (database: Database): Promise<SeenWorker[]> => {
  const knex = database.knex();
  const rows = (await knex(TABLES.workers).select('*', knex.raw(`${NOW_MS[database.client]} AS now_ms`)).orderBy('id', 'desc')) as Record<string, unknown>[];
  return rows.map((row) => ({
    owner: String(row['owner']),
    role: String(row['role'] ?? ''),
    engine: String(row['engine'] ?? ''),
    version: String(row['version'] ?? ''),
    jobs: String(row['job_uid'] ?? '').split(',').filter(Boolean),
    alive: Number(row['now_ms']) - Number(row['seen_ms']) < ALIVE_MS,
    looks: RUNNING_ROLES.includes(String(row['role'])),
    startedMs: Number(row['started_ms'] ?? row['seen_ms']),
    seenMs: Number(row['seen_ms']),
  }));
};

/** Owners of other processes that look for jobs now. */
export const otherWorkers = async (database: Database, owner: string): Promise<string[]> => {
  const knex = database.knex();
  const rows = (await knex(TABLES.workers)
    .select('owner')
    .whereNot({ owner })
    .whereIn('role', RUNNING_ROLES)
    .where('seen_ms', '>', knex.raw(`${NOW_MS[database.client]} - ?`, [ALIVE_MS]))) as { owner: string }[];
  return rows.map((row) => row.owner);
};
