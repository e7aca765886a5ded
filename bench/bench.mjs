// `npm run bench -- --rows N --db sqlite|postgres|mysql [--scenario create] [--json] [--keep]`: what an import costs, beside what the same
// rows cost the database alone and Strapi's document service. The last line is JSON; docs/benchmark.md explains each figure.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { root } from '../scripts/support.mjs';
import { findDatabases } from './databases.mjs';
import { measureFloor } from './floor.mjs';
import { writeRows } from './make-rows.mjs';
import { measureImport } from './measure-import.mjs';
import { UsageError, readOptions } from './options.mjs';
import { toResult, toTable } from './report.mjs';
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

const measure = async (options, { cleanUp, folder, say }) => {
  const loadAtStart = Math.round(loadavg()[0] * 100) / 100;
  const logFile = path.join(folder, 'strapi.log');
  const databases = await findDatabases(options.kind, folder);
  cleanUp.add(databases.stop);
  const create = async (role) => {
    const database = await databases.create(role);
    if (!options.keep) cleanUp.add(database.drop);
    return database;
  };
  const main = await create('main');
  const copy = await create('copy');

  say(`Writing ${options.rows} rows`);
  const file = path.join(folder, 'contacts.csv');
  await writeRows(file, options.rows);
  say('Starting the playground');
  const server = await startServer(main, logFile);
  cleanUp.add(server.stop);
  say('Importing');
  const imported = await measureImport(server, { file, rows: options.rows });
  // The rest is measured with the machine to itself.
  await server.stop();
  const { stored, database } = await inspect(main, options.kind);
  say('Creating contacts with the document service');
  const loop = await runScript('documents-loop.mjs', { args: [String(options.rows)], env: playgroundEnv(copy), logFile });
  say('Loading the same rows with the database alone');
  const floor = await measureFloor({ kind: options.kind, main, copy, folder });
  if (options.keep) say(`Kept: ${main.name}, ${copy.name}, ${folder}`);

  const machine = { database, node: process.versions.node, cpus: cpus().length, loadAtStart };
  return { result: toResult({ options, imported, floor, loop, stored, machine }), stored, imported };
};

const main = async () => {
  const options = readOptions(process.argv.slice(2));
  const parent = path.join(root, '.tmp', 'bench');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, `${options.kind}-`));
  const cleanUp = createCleanUp();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void cleanUp.run().finally(() => process.exit(1)));
  try {
    const { result, stored, imported } = await measure(options, { cleanUp, folder, say: (text) => console.error(`${text}…`) });
    if (!options.keep) cleanUp.add(async () => rmSync(folder, { recursive: true, force: true }));
    if (!options.json) console.log(`\n${toTable(result, { stored, imported })}`);
    console.log(JSON.stringify(result));
  } catch (error) {
    // Nothing was started: no log is worth keeping.
    if (error instanceof UsageError) rmSync(folder, { recursive: true, force: true });
    throw error;
  } finally {
    await cleanUp.run();
  }
};

try {
  await main();
} catch (error) {
  // A defect shows its stack; a wrong argument or a missing server needs one sentence.
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = 1;
}
