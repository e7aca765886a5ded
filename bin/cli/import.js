'use strict';

const { createReadStream, existsSync, readFileSync, statSync } = require('node:fs');
const path = require('node:path');
const { createInterface } = require('node:readline/promises');
const { findViewer } = require('./actor');
const { follow } = require('./follow');
const { CommandError, print, tell } = require('./output');
const { MAX_ISSUES, exitCodeOf, sentenceOf, summaryOf } = require('./summary');

/** @type {import('./services').Command} */
const importFile = async ({ options, arguments: [file], open }) => {
  if (file === undefined) throw new CommandError('Which file? external-contacts import FILE --setting NAME|setting.json');
  if (options.setting === undefined) throw new CommandError('Which setting? --setting NAME of a saved one, or the path of a .json file');
  const filename = path.resolve(file);
  if (!existsSync(filename) || !statSync(filename).isFile()) throw new CommandError(`No such file: ${filename}`);
  const given = readSetting(options.setting);

  const app = await open();
  const viewer = await findViewer(app, options.as);
  const setting = typeof given === 'string' ? await findSetting(app, given) : given;
  if (options['create-source'] && typeof setting === 'object') await createSource(app, setting, viewer);

  const choice = typeof setting === 'object' && 'file' in setting ? /** @type {object} */ (setting.file) : undefined;
  const uploaded = await app.service('files').upload({ stream: createReadStream(filename), name: path.basename(filename), actor: viewer.actor, choice });
  tell(`${uploaded.rows} rows, ${uploaded.columns.length} columns`);
  const created = await app
    .service('jobs')
    .create({ file: uploaded.id, setting, start: 'wait', ...(options.name === undefined ? {} : { name: options.name }) }, viewer.actor);
  return finish(app, await follow(app, created.id, viewer), options, viewer);
};

/** @type {import('./services').Command} */
const resume = async ({ options, arguments: [uid], open }) => {
  const app = await open();
  const viewer = await findViewer(app, options.as);
  if (uid !== undefined) return finish(app, await follow(app, uid, viewer), options, viewer);
  const rows = /** @type {{ uid: string }[]} */ (
    await app.strapi.db.connection('external_contacts_jobs').select('uid').whereIn('state', INTERRUPTIBLE).orderBy('created_ms')
  );
  if (rows.length === 0) tell('Nothing to resume.');
  let worst = 0;
  for (const { uid: each } of rows) worst = Math.max(worst, await finish(app, await follow(app, each, viewer), options, viewer));
  return worst;
};

/** States that a killed process leaves behind. */
const INTERRUPTIBLE = ['new', 'validating', 'queued', 'importing', 'paused', 'interrupted', 'cancelling', 'undoing'];

/**
 * From a resting job to its report: asks for the go where the job waits for one.
 * @param {import('./services').App} app
 * @param {import('./services').Job} job
 * @param {import('./services').Options} options
 * @param {import('./services').Viewer} viewer
 */
const finish = async (app, job, options, viewer) => {
  let current = job;
  let refused = false;
  if (job.state === 'validated' && !options['validate-only'] && job.planHash !== null) {
    tell(`Plan: ${Object.entries(job.plan ?? {}).filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
    if (options.yes || (await confirm(`Import ${job.rows} rows?`))) {
      await app.service('jobs').import(job.id, { planHash: job.planHash }, viewer);
      current = await follow(app, job.id, viewer);
    } else {
      refused = true;
      tell(`Not imported. To go on: external-contacts resume ${job.id} --yes`);
    }
  }
  const found = await app.service('jobs').issues(job.id, { limit: MAX_ISSUES }, viewer);
  const summary = summaryOf(current, Array.isArray(found) ? found : found.issues);
  if (options.json) await print(`${JSON.stringify(summary)}\n`);
  else await print(`${sentenceOf(current)}\n`);
  return refused ? 1 : exitCodeOf(current);
};

/**
 * Without a terminal nobody can answer: `--yes` says it beforehand.
 * @param {string} question
 */
const confirm = async (question) => {
  if (!process.stdin.isTTY) return false;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question(`${question} [y/N] `);
  asking.close();
  return /^y(es)?$/i.test(answer.trim());
};

/**
 * A path of a JSON file gives the setting itself, anything else is the name of a saved one.
 * @param {string} given
 * @returns {string | Record<string, unknown>}
 */
const readSetting = (given) => {
  if (!given.endsWith('.json') && !existsSync(given)) return given;
  let text;
  try {
    text = readFileSync(given, 'utf8');
  } catch (cause) {
    throw new CommandError(`Cannot read the setting ${given}`, { cause });
  }
  /** @type {unknown} */
  let parsed;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new CommandError(`${given} is not valid JSON: ${/** @type {Error} */ (cause).message}`, { cause });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new CommandError(`${given} does not hold an import setting`);
  return /** @type {Record<string, unknown>} */ (parsed);
};

/**
 * @param {import('./services').App} app
 * @param {string} name
 */
const findSetting = async (app, name) => {
  const found = await app.strapi.db.query('plugin::external-contacts.import-setting').findMany({ where: { name }, limit: 2 });
  if (found.length === 0) throw new CommandError(`No import setting named "${name}"`);
  if (found.length > 1) throw new CommandError(`Several import settings are named "${name}": use the setting's file instead`);
  return /** @type {string} */ (found[0].documentId);
};

/**
 * @param {import('./services').App} app
 * @param {Record<string, unknown>} setting
 * @param {import('./services').Viewer} viewer
 */
const createSource = async (app, setting, viewer) => {
  const name = setting['externalSource'];
  if (typeof name !== 'string' || name === '') return;
  const existing = await app.strapi.db.query('plugin::external-contacts.external-source').findOne({ where: { name } });
  if (!existing) await app.service('external-sources').create({ name }, viewer);
};

module.exports = { importFile, resume };
