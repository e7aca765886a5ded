// `npm run cluster`: the deployment of docs/deployment.md on this machine, with the playground as the application: two web nodes, two workers,
// PostgreSQL and Redis. DATABASE_URL names an empty or earlier database of yours (default: `external_contacts_cluster` on the server that the
// tests use, made when it is absent); REDIS_URL a Redis. Ctrl-C stops all. `--built` takes what is built already, `--exit` stops once all are up.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { findPostgres, findRedis } from './servers.mjs';
import { freePort, startNode } from './cluster/start-node.mjs';
import { install, playground, root } from './support.mjs';

const DATABASE = 'external_contacts_cluster';
const require = createRequire(import.meta.url);
const strapi = path.join(path.dirname(require.resolve('@strapi/strapi/package.json')), 'bin/strapi.js');
const command = path.join(root, 'bin/external-contacts.js');
const folder = path.join(root, '.tmp', 'cluster');

const say = (line) => console.log(line);

/** A PostgreSQL database: the one that is given, or one of our own on the server of the tests. */
const findDatabase = async () => {
  const given = process.env.DATABASE_URL;
  if (given) return { url: new URL(given), stop: async () => {} };
  const server = await findPostgres();
  if (server.missing !== null) throw new Error(server.missing);
  const url = new URL(server.env.TEST_POSTGRES_URL ?? process.env.TEST_POSTGRES_URL ?? 'postgres://postgres:postgres@127.0.0.1:5432/postgres');
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
  if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  await client.end();
  url.pathname = `/${DATABASE}`;
  return { url, stop: server.stop };
};

const findQueue = async () => {
  const url = process.env.REDIS_URL ?? process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379';
  process.env.TEST_REDIS_URL = url;
  const { missing } = await findRedis();
  // It works without: that is what this deployment is for.
  if (missing !== null) say(`No Redis at ${new URL(url).host}: workers find jobs by looking at the database.`);
  return url;
};

const envOf = (database, redis) => ({
  DATABASE_CLIENT: 'postgres', DATABASE_HOST: database.hostname, DATABASE_PORT: database.port || '5432', DATABASE_NAME: database.pathname.slice(1),
  DATABASE_USERNAME: decodeURIComponent(database.username), DATABASE_PASSWORD: decodeURIComponent(database.password),
  EXTERNAL_CONTACTS_ENGINE: 'bullmq', REDIS_URL: redis, REDIS_PREFIX: DATABASE, NODE_ENV: 'production',
});

const main = async () => {
  await install();
  if (!process.argv.includes('--built')) await (await import('./build.mjs')).build();
  const database = await findDatabase();
  const env = envOf(database.url, await findQueue());
  mkdirSync(folder, { recursive: true });
  const nodes = [];
  const add = async (name, args, more) => nodes.push(await startNode({ name, args, env: { ...env, ...more }, cwd: playground, folder }));
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await Promise.all(nodes.map((node) => node.stop()));
    await database.stop();
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
  try {
    // The first alone: it makes the tables.
    let port = Number(process.env.PORT ?? 1337);
    for (const name of ['web 1', 'web 2']) {
      port = await freePort(port);
      await add(name, [strapi, 'start'], { EXTERNAL_CONTACTS_ROLE: 'web', PORT: String(port) });
      port += 1;
    }
    await Promise.all(['worker 1', 'worker 2'].map((name) => add(name, [command, 'worker', '--app', playground], {})));
    for (const { name, pid, url, logFile } of nodes) say(`${name.padEnd(9)} pid ${String(pid).padEnd(7)} ${(url ?? '').padEnd(22)} log ${path.relative(process.cwd(), logFile)}`);
    say(`\nThe panel: ${nodes[0].url}/admin and ${nodes[1].url}/admin\nCtrl-C stops all.`);
    if (process.argv.includes('--exit')) await stop();
    await Promise.all(nodes.map(({ ended }) => ended));
  } finally {
    await stop();
  }
};

await main();
