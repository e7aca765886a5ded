// Two empty databases of one kind for one run: the import's own, and the copy that the floor and the document service are measured on.
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { findMysql, findPostgres } from '../scripts/servers.mjs';
import { UsageError } from './options.mjs';

/**
 * `create(role)` gives `{ name, env, open, drop }`: `env` is what the playground reads, `open` connects the benchmark itself.
 * `stop` ends a server that was started for the run.
 */
export const findDatabases = async (kind, folder) => {
  const prefix = `ec_bench_${process.pid}_${randomBytes(3).toString('hex')}`;
  if (kind === 'sqlite') return { create: async (role) => sqlite(path.join(folder, `${role}.db`)), stop: async () => {} };
  const server = await (kind === 'postgres' ? findPostgres() : findMysql());
  if (server.missing !== null) throw new UsageError(server.missing);
  Object.assign(process.env, server.env);
  const create = kind === 'postgres' ? postgres : mysql;
  return { create: (role) => create(`${prefix}_${role}`), stop: server.stop };
};

const sqlite = async (filename) => {
  const { default: Database } = await import('better-sqlite3');
  return {
    name: filename,
    env: { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: filename },
    open: async () => {
      const connection = new Database(filename);
      return {
        native: connection,
        all: async (sql) => connection.prepare(sql).all(),
        run: async (sql) => void connection.exec(sql),
        close: async () => void connection.close(),
      };
    },
    drop: async () => {
      for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${filename}${suffix}`, { force: true });
    },
  };
};

const serverEnv = (client, url, name) => ({
  DATABASE_CLIENT: client,
  DATABASE_HOST: url.hostname,
  DATABASE_PORT: url.port || (client === 'postgres' ? '5432' : '3306'),
  DATABASE_NAME: name,
  DATABASE_USERNAME: decodeURIComponent(url.username),
  DATABASE_PASSWORD: decodeURIComponent(url.password),
});

const withConnection = async (open, work) => {
  const connection = await open();
  return work(connection).finally(() => connection.close());
};

const postgres = async (name) => {
  const { default: pg } = await import('pg');
  const url = new URL(process.env.TEST_POSTGRES_URL ?? 'postgres://postgres:postgres@127.0.0.1:5432/postgres');
  const openUrl = async (target) => {
    const connection = new pg.Client({ connectionString: target.href, connectionTimeoutMillis: 5_000 });
    await connection.connect();
    return {
      native: connection,
      all: async (sql) => (await connection.query(sql)).rows,
      run: async (sql) => void (await connection.query(sql)),
      close: () => connection.end(),
    };
  };
  await withConnection(() => openUrl(url), (server) => server.run(`create database ${name}`));
  const own = Object.assign(new URL(url), { pathname: `/${name}` });
  return {
    name,
    url: own,
    env: serverEnv('postgres', url, name),
    open: () => openUrl(own),
    drop: () => withConnection(() => openUrl(url), (server) => server.run(`drop database if exists ${name} with (force)`)),
  };
};

const mysql = async (name) => {
  const { default: mysql2 } = await import('mysql2/promise');
  const url = new URL(process.env.TEST_MYSQL_URL ?? 'mysql://root@127.0.0.1:3306');
  const open = async (database) => {
    // Texts for dates: what is read here is written back as it is.
    const connection = await mysql2.createConnection({ uri: url.href, connectTimeout: 5_000, dateStrings: true, supportBigNumbers: true, ...(database ? { database } : {}) });
    return {
      native: connection,
      all: async (sql) => (await connection.query(sql))[0],
      run: async (sql) => void (await connection.query(sql)),
      close: () => connection.end(),
    };
  };
  await withConnection(() => open(), (server) => server.run(`create database ${name} character set utf8mb4`));
  return {
    name,
    env: serverEnv('mysql', url, name),
    open: () => open(name),
    drop: () => withConnection(() => open(), (server) => server.run(`drop database if exists ${name}`)),
  };
};
