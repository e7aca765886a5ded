import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import mysql from 'mysql2/promise';
import { Client } from 'pg';

export const DATABASE_KINDS = ['sqlite', 'postgres', 'mysql'] as const;
export type DatabaseKind = (typeof DATABASE_KINDS)[number];

/** One empty database for one test file; `env` is what the playground reads. */
export interface TestDatabase {
  kind: DatabaseKind;
  env: Record<string, string>;
  drop: () => Promise<void>;
}

const TEMPORARY = path.resolve(__dirname, '../../.tmp/tests');

/** Makes an empty database of a name that nobody else uses; throws where there is no server (`findUnavailable` tells before). */
export const createTestDatabase = async (kind: DatabaseKind): Promise<TestDatabase> => {
  const name = `ec_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  switch (kind) {
    case 'sqlite':
      return createSqlite(name);
    case 'postgres':
      return createPostgres(name);
    case 'mysql':
      return createMysql(name);
  }
};

/** Why tests cannot run on this kind of database, or null when they can. */
export const findUnavailable = async (kind: DatabaseKind): Promise<string | null> => {
  if (kind === 'sqlite') return null;
  const url = kind === 'postgres' ? postgresUrl() : mysqlUrl();
  try {
    await (kind === 'postgres' ? onPostgres(url, 'select 1') : onMysql(url, 'select 1'));
    return null;
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error);
    return `no server at ${url.host}: ${reason} (${kind === 'postgres' ? 'TEST_POSTGRES_URL' : 'TEST_MYSQL_URL'} names another)`;
  }
};

const postgresUrl = (): URL => new URL(process.env['TEST_POSTGRES_URL'] ?? 'postgres://postgres:postgres@127.0.0.1:5432/postgres');
const mysqlUrl = (): URL => new URL(process.env['TEST_MYSQL_URL'] ?? 'mysql://root@127.0.0.1:3306');

const createSqlite = (name: string): TestDatabase => {
  mkdirSync(TEMPORARY, { recursive: true });
  const filename = path.join(TEMPORARY, `${name}.db`);
  return {
    kind: 'sqlite',
    env: { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: filename },
    drop: async () => {
      for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${filename}${suffix}`, { force: true });
    },
  };
};

/** Variables of all kinds, so that a test's database never mixes with what the shell had set. */
const serverEnv = (client: string, url: URL, name: string): Record<string, string> => ({
  DATABASE_CLIENT: client,
  DATABASE_HOST: url.hostname,
  DATABASE_PORT: url.port || (client === 'postgres' ? '5432' : '3306'),
  DATABASE_NAME: name,
  DATABASE_USERNAME: decodeURIComponent(url.username),
  DATABASE_PASSWORD: decodeURIComponent(url.password),
});

const onPostgres = async (url: URL, statement: string): Promise<void> => {
  const client = new Client({ connectionString: url.href, connectionTimeoutMillis: 3_000 });
  await client.connect();
  await client.query(statement).finally(() => client.end());
};

const onMysql = async (url: URL, statement: string): Promise<void> => {
  const connection = await mysql.createConnection({ uri: url.href, connectTimeout: 3_000 });
  await connection.query(statement).finally(() => connection.end());
};

const createPostgres = async (name: string): Promise<TestDatabase> => {
  const url = postgresUrl();
  await onPostgres(url, `create database ${name}`);
  return { kind: 'postgres', env: serverEnv('postgres', url, name), drop: () => onPostgres(url, `drop database if exists ${name} with (force)`) };
};

const createMysql = async (name: string): Promise<TestDatabase> => {
  const url = mysqlUrl();
  await onMysql(url, `create database ${name} character set utf8mb4`);
  return { kind: 'mysql', env: serverEnv('mysql', url, name), drop: () => onMysql(url, `drop database if exists ${name}`) };
};
