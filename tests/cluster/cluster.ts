import knexModule, { type Knex } from 'knex';
import type { JobDto } from '../../server/src/contracts';
import { TABLES } from '../../server/src/store/models';
import type { TestDatabase } from '../support/databases';
import { freePort } from '../support/free-port';
import { until } from '../support/nodes';
import { openPanel, type Panel } from './panel';
import { startWeb, startWorker, stopAll, type Member, type WebMember } from './processes';

/** The shortest that the configuration takes. */
export const LEASE_MS = 5_000;
/** Small slices, so that there is a middle to strike at. */
const SLICE_MS = 50;

export interface Claimed {
  state: string;
  owner: string | null;
  importRow: number;
  plannedRows: number;
  undoRow: number | null;
  generation: number;
}

export interface Cluster {
  webs: WebMember[];
  panel: Panel;
  knex: Knex;
  addWorker(): Promise<Member>;
  /** The member that holds the job, or undefined. */
  holderOf(claimed: Claimed): Member | undefined;
  look(job: JobDto): Promise<Claimed>;
  /** Waits, by the database, until the job is as asked. */
  seen(job: JobDto, is: (claimed: Claimed) => boolean): Promise<Claimed>;
  stop(): Promise<void>;
}

/** Web nodes and an administrator on an empty database; workers come one by one. */
export const startCluster = async (database: TestDatabase, { engine, webs: count, role = 'web' }: { engine: Record<string, string>; webs: number; role?: string }): Promise<Cluster> => {
  const env = { ...database.env, ...engine, EXTERNAL_CONTACTS_LEASE_MS: String(LEASE_MS), EXTERNAL_CONTACTS_SLICE_MS: String(SLICE_MS) };
  const members: Member[] = [];
  const join = <T extends Member>(member: T): T => {
    members.push(member);
    return member;
  };
  const webs: WebMember[] = [];
  // One after another: the first makes the tables.
  for (let index = 0; index < count; index += 1) webs.push(join(await startWeb({ ...env, EXTERNAL_CONTACTS_ROLE: role }, await freePort())));
  const knex = openDatabase(database);
  const look = async ({ id }: JobDto): Promise<Claimed> => {
    const row = (await knex(TABLES.jobs).where({ uid: id }).first()) as Record<string, string | number | null>;
    const number = (column: string): number => Number(row[column] ?? 0);
    return {
      state: String(row['state']), owner: row['lease_owner'] as string | null, importRow: number('import_row'), plannedRows: number('planned_rows'),
      undoRow: row['undo_row'] === null ? null : number('undo_row'), generation: number('generation'),
    };
  };
  return {
    webs,
    panel: await openPanel(webs[0]?.url ?? ''),
    knex,
    addWorker: async () => join(await startWorker(env)),
    holderOf: ({ owner }) => members.find(({ pid }) => owner?.split(':').at(-2) === String(pid)),
    look,
    seen: (job, is) => until(() => look(job), is),
    stop: async () => {
      await stopAll(members);
      await knex.destroy();
    },
  };
};

const openDatabase = ({ kind, env }: TestDatabase): Knex =>
  knexModule({
    client: kind === 'mysql' ? 'mysql2' : 'pg',
    connection: { host: env['DATABASE_HOST'], port: Number(env['DATABASE_PORT']), database: env['DATABASE_NAME'], user: env['DATABASE_USERNAME'], password: env['DATABASE_PASSWORD'] },
    pool: { min: 0, max: 2 },
  });
