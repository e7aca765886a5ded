'use strict';

const path = require('node:path');
const { parseArgs } = require('node:util');
const { createRole, erase, purge, reindex, template } = require('./data');
const { exportRecords } = require('./export');
const { fix, retry } = require('./fix');
const { importFile, resume } = require('./import');
const { verify, worker } = require('./jobs');
const { openApp } = require('./open-app');
const { undo } = require('./undo');
const { CommandError, keepStdoutClean, print, tell } = require('./output');

const USAGE = `Usage: external-contacts COMMAND [--app DIR] [--json] [--verbose]

  import FILE --setting NAME|setting.json [--preset NAME] [--as EMAIL] [--name NAME] [--create-source] [--validate-only] [--yes]
                          validate a file and import it; a corrected errors.csv needs no setting: it joins its job
  resume [JOB] [--yes]    go on with a job that was interrupted or waits for its go; without JOB, all interrupted ones
  retry JOB [--yes]       run what an ended job has left over: failed, held, not reached and corrected rows
  fix JOB FILE [--yes]    take a corrected errors.csv back into its job
  undo JOB [--preview] [--yes]
                          take a whole import back; --preview only says what that would do
  verify JOB              check a job's result against the file and the database
  template TARGET [--preset NAME]
                          print an empty CSV (contacts, organizations); --sample adds rows
  export TARGET [--source NAME] [--output FILE]
                          write all contacts or organizations as a CSV that can be imported again
  worker                  work on jobs in this process until it is stopped
  reindex                 rebuild the keys by which records are found
  create-role importer|coordinator
                          make a role that may import, or also export and say whom to ask
  erase CONTACT --yes     forget a person, in the contacts and in what imports have stored
  purge --yes             delete everything that the plugin stores, before it is removed

--app is the folder of the Strapi application (default: this one). Exit codes: 0 completed, 2 completed with errors, 1 failed or refused.
`;

/** @type {Record<string, import('./services').Command>} */
const COMMANDS = { import: importFile, resume, retry, fix, undo, verify, template, export: exportRecords, worker, reindex, 'create-role': createRole, erase, purge };

const OPTIONS = /** @type {const} */ ({
  app: { type: 'string' },
  as: { type: 'string' },
  setting: { type: 'string' },
  preset: { type: 'string' },
  name: { type: 'string' },
  source: { type: 'string' },
  output: { type: 'string' },
  sample: { type: 'boolean' },
  'create-source': { type: 'boolean' },
  'validate-only': { type: 'boolean' },
  preview: { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
  json: { type: 'boolean' },
  verbose: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
});

/**
 * @param {string[]} argv
 * @returns {Promise<number>} the exit code
 */
const main = async (argv) => {
  /** @type {import('./services').App | null} */
  let app = null;
  try {
    const { values, positionals } = parse(argv);
    const [name, ...rest] = positionals;
    if (values.help || name === undefined) {
      await print(USAGE);
      return values.help ? 0 : 1;
    }
    const command = COMMANDS[name];
    if (command === undefined) throw new CommandError(`Unknown command: ${name}\n\n${USAGE}`);
    keepStdoutClean();
    const open = async () => {
      app = await openApp(path.resolve(values.app ?? '.'), { role: name === 'worker' ? 'worker' : 'cli', verbose: values.verbose ?? false });
      return app;
    };
    return await command({ options: values, arguments: rest, open });
  } catch (error) {
    explain(error);
    return 1;
  } finally {
    await close(app);
  }
};

/** @param {string[]} argv */
const parse = (argv) => {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw new CommandError(/** @type {Error} */ (cause).message, { cause });
  }
};

/**
 * A person's mistake, or a refusal with a code, is a sentence; anything else is a defect and shows its stack.
 * @param {unknown} error
 */
const explain = (error) => {
  if (error instanceof CommandError) return tell(error.message);
  if (error instanceof Error && error.name === 'OperationError' && 'code' in error) return tell(`${String(error.code)}: ${error.message}`);
  tell(error instanceof Error ? error.stack ?? error.message : String(error));
};

/** @param {import('./services').App | null} app */
const close = async (app) => {
  try {
    await app?.close();
  } catch (error) {
    explain(error);
  }
};

module.exports = { main };
