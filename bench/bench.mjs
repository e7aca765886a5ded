// `npm run bench -- --rows N --db sqlite|postgres|mysql [--scenario create] …`: what an import costs, beside what the same rows cost the
// database alone and Strapi's document service. The last line is JSON; docs/benchmark.md explains each option and figure.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { startNode } from '../scripts/cluster/start-node.mjs';
import { playground, root } from '../scripts/support.mjs';
import { findDatabases } from './databases.mjs';
import { measureFloor } from './floor.mjs';
import { writeRows } from './make-rows.mjs';
import { measureImport } from './measure-import.mjs';
import { COMPARED_SHARE, UsageError, readOptions } from './options.mjs';
import { toComparison, toResult, toTable } from './report.mjs';
import { SCENARIOS, baseContacts } from './scenarios.mjs';
import { playgroundEnv, runScript, startServer } from './server.mjs';
import { storedBytes } from './tables.mjs';

const VERSION = { sqlite: "select 'SQLite ' || sqlite_version() as v", postgres: "select 'PostgreSQL ' || current_setting('server_version') as v", mysql: 'select version() as v' };

const inspect = async (main, kind) => {
  const connection = await main.open();
  try {
    return { stored: await storedBytes(connection), database: (await connection.all(VERSION[kind]))[0].v };
  } finally {
    await connection.close();
  }
};

/** Further processes that run jobs beside the server, which is the first one. */
const startWorkers = async (count, { database, folder, cleanUp }) => {
  const command = path.join(root, 'bin/external-contacts.js');
  const names = Array.from({ length: count }, (_, index) => `worker ${index + 2}`);
  if (count > 0) say(`Starting ${names.join(', ')}`);
  for (const name of names) {
    const worker = await startNode({ name, args: [command, 'worker', '--app', playground], env: playgroundEnv(database), cwd: playground, folder });
    cleanUp.add(worker.stop);
  }
};

/** What must be undone when the run ends in any way, last thing first. */
const createCleanUp = () => {
  const steps = [];
  return {
    add: (step) => steps.push(step),
    run: async () => {
      for (const step of steps.splice(0).reverse()) await step().catch((error) => console.error(`Cleaning up: ${error.message}`));
    },
  };
};

/** The scenario's file, and the one of the contacts that it finds in the database. */
const writeFiles = async ({ rows, scenario }, folder) => {
  const file = path.join(folder, 'contacts.csv');
  await writeRows(file, scenario.contacts(rows));
  const count = scenario.base(rows);
  if (count === 0) return { file, base: null };
  const base = { file: path.join(folder, 'before.csv'), rows: count };
  await writeRows(base.file, baseContacts(count, rows));
  return { file, base };
};

const measure = async (options, { cleanUp, folder }) => {
  const { rows, kind, skip } = options;
  const scenario = SCENARIOS[options.scenario];
  const loadAtStart = Math.round(loadavg()[0] * 100) / 100;
  const logFile = path.join(folder, 'strapi.log');
  const databases = await findDatabases(kind, folder);
  cleanUp.add(databases.stop);
  const create = async (role) => {
    const database = await databases.create(role);
    if (!options.keep) cleanUp.add(database.drop);
    return database;
  };
  const main = await create('main');

  say(`Writing ${rows} rows`);
  const { file, base } = await writeFiles({ rows, scenario }, folder);
  say('Starting the playground');
  const nodeArgs = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
  const server = await startServer(main, { logFile, nodeArgs });
  cleanUp.add(server.stop);
  await startWorkers(options.workers - 1, { database: main, folder, cleanUp });
  say(base === null ? 'Importing' : `Importing, after ${base.rows} contacts that must be there`);
  const imported = await measureImport(server, { file, rows, scenario, base, withGets: !skip.has('gets') });
  // The rest is measured with the machine to itself.
  await server.stop();
  const { stored, database } = await inspect(main, kind);
  const wantsFloor = scenario.floor !== null && !skip.has('floor');
  // The loop leaves Strapi's schema for the floor: few rows of it do where its own time is not asked for.
  const copy = wantsFloor || !skip.has('documents') ? await create('copy') : null;
  const loop = copy === null ? null : await loopDocuments({ rows, copy, logFile, measured: skip.has('documents') ? LEAST_LOOP : LOOP });
  if (wantsFloor) say('Loading the same rows with the database alone');
  const floor = wantsFloor ? await measureFloor({ kind, floor: scenario.floor, main, copy, folder }) : null;
  if (options.keep || options.profile) say(`Kept: ${main.name}, ${copy?.name ?? 'no copy'}, ${folder}`);

  const machine = { database, node: process.versions.node, cpus: cpus().length, loadAtStart };
  return { result: toResult({ options, imported, floor, loop: skip.has('documents') ? null : loop, stored, machine }), stored, imported };
};

/** Contacts that the document service creates, and how few of them where only their schema is wanted. */
const [LOOP, LEAST_LOOP] = [1_000, 10];

const loopDocuments = async ({ rows, copy, logFile, measured }) => {
  say('Creating contacts with the document service');
  return runScript('documents-loop.mjs', { args: [String(rows), String(measured)], env: playgroundEnv(copy), logFile });
};

const say = (text) => console.error(`${text}…`);

/** One measurement in a folder of its own. Databases are dropped and files removed before the next one starts. */
const run = async (options) => {
  const parent = path.join(root, '.tmp', 'bench');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, `${options.kind}-`));
  const cleanUp = createCleanUp();
  const onSignal = () => void cleanUp.run().finally(() => process.exit(1));
  for (const signal of SIGNALS) process.once(signal, onSignal);
  try {
    const measured = await measure(options, { cleanUp, folder });
    if (!options.keep && !options.profile) cleanUp.add(async () => rmSync(folder, { recursive: true, force: true }));
    return measured;
  } catch (error) {
    // Nothing was started: no log is worth keeping.
    if (error instanceof UsageError) rmSync(folder, { recursive: true, force: true });
    throw error;
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
    await cleanUp.run();
  }
};

const SIGNALS = ['SIGINT', 'SIGTERM'];

const main = async () => {
  const options = readOptions(process.argv.slice(2));
  const few = options.compare ? await run({ ...options, rows: options.rows / COMPARED_SHARE, skip: new Set([...options.skip, 'floor', 'documents']) }) : null;
  const { result, stored, imported } = await run(options);
  const whole = few === null ? result : { ...result, compared: toComparison(result, few.result) };
  if (!options.json) console.log(`\n${toTable(whole, { stored, imported })}`);
  console.log(JSON.stringify(whole));
};

try {
  await main();
} catch (error) {
  // A defect shows its stack; a wrong argument or a missing server needs one sentence.
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = 1;
}
