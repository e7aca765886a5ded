import type { JobState, Target } from '../../contracts';
import type { Work } from '../../jobs/job-engine';
import { CLAIMABLE } from '../../jobs/states';
import { TABLES } from '../models';
import { NOW_MS, type Client, type Connection, type Database } from '../sql/client';
import { chooseAll, isFree, type ChooseOptions, type Claimable, type Moment } from './choose-job';

/** Every job that has not ended and does not wait for a person, oldest first. */
export const readClaimable = async (connection: Connection): Promise<Claimable[]> => {
  const rows = (await connection(TABLES.jobs)
    .select('id', 'uid', 'state', 'format', 'target', 'actor_key', 'generation', 'lease_owner', 'lease_until_ms', 'created_ms', 'queued_ms', 'validated_ms', 'import_started_ms', 'undo_row')
    .whereIn('state', [...CLAIMABLE])
    .orderBy('id')) as Record<string, unknown>[];
  return rows.map((row) => ({
    id: Number(row['id']),
    uid: String(row['uid']),
    state: row['state'] as JobState,
    format: Number(row['format'] ?? 1),
    target: row['target'] as Target,
    actorKey: String(row['actor_key'] ?? ''),
    generation: Number(row['generation'] ?? 0),
    leaseOwner: row['lease_owner'] as string | null,
    leaseUntilMs: ms(row['lease_until_ms']),
    createdMs: Number(row['created_ms']),
    queuedMs: ms(row['queued_ms']),
    validatedMs: ms(row['validated_ms']),
    importStartedMs: ms(row['import_started_ms']),
    undoRow: ms(row['undo_row']),
  }));
};

/** When each of these people began an import and a validation last. */
export const readLastStarts = async (connection: Connection, actorKeys: readonly string[]): Promise<Moment['lastStarts']> => {
  const people = [...new Set(actorKeys)];
  // Alone in the line, nobody takes turns.
  if (people.length < 2) return { import: new Map(), validation: new Map() };
  const rows = (await connection(TABLES.jobs)
    .select('actor_key').max({ import: 'import_started_ms', validation: 'validate_started_ms' })
    .whereIn('actor_key', people).groupBy('actor_key')) as (Record<Work, unknown> & { actor_key: string })[];
  const lastOf = (work: Work): Map<string, number> => new Map(rows.filter((row) => row[work] !== null).map((row) => [row.actor_key, Number(row[work])]));
  return { import: lastOf('import'), validation: lastOf('validation') };
};

export const readMoment = async (connection: Connection, client: Client, jobs: readonly Claimable[]): Promise<Moment> => {
  const waiting = jobs.filter(({ state }) => state === 'new' || state === 'queued' || state === 'undoing');
  return { nowMs: await databaseNow(connection, client), lastStarts: await readLastStarts(connection, waiting.map(({ actorKey }) => actorKey)) };
};

/** Jobs that a worker could begin now. */
export const findStartable = async (database: Database, options: ChooseOptions): Promise<string[]> => {
  const jobs = await readClaimable(database.knex());
  if (jobs.length === 0) return [];
  const moment = await readMoment(database.knex(), database.client, jobs);
  return jobs.some((job) => isFree(job, moment.nowMs, options)) ? chooseAll(jobs, options, moment).map(({ uid }) => uid) : [];
};

export const databaseNow = async (connection: Connection, client: Client): Promise<number> => {
  const result = (await connection.select(connection.raw(`${NOW_MS[client]} AS now_ms`)).first()) as { now_ms: number | string };
  return Number(result.now_ms);
};

const ms = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));
