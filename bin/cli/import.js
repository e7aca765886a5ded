'use strict';

const { createReadStream, existsSync, statSync } = require('node:fs');
const path = require('node:path');
const { createInterface } = require('node:readline/promises');
const { assertMay, findPerson } = require('./actor');
const { follow } = require('./follow');
const { CommandError, print, tell } = require('./output');
const { createSource, prepareSetting, readSetting } = require('./setting');
const { MAX_ISSUES, exitCodeOf, sentenceOf, summaryOf } = require('./summary');

/** @type {import('./services').Command} */
const importFile = async ({ options, arguments: [file], open }) => {
  if (file === undefined) throw new CommandError('Which file? external-contacts import FILE --setting NAME|setting.json');
  if (options.setting === undefined) throw new CommandError('Which setting? --setting NAME of a saved one, or the path of a .json file');
  const filename = path.resolve(file);
  if (!existsSync(filename) || !statSync(filename).isFile()) throw new CommandError(`No such file: ${filename}`);
  const given = readSetting(options.setting);

  const app = await open();
  const person = await findPerson(app, options.as);
  assertMay(person, 'external-entity.import', 'import-job.add', 'import-csv-job.add', 'import-csv-file.add');
  if (options['create-source']) await createSource(app, given, person);
  const setting = await prepareSetting(app, given, person);

  const { actor } = person.viewer;
  const choice = typeof given === 'string' ? {} : given.file ?? {};
  const uploaded = await app.service('files').upload({ stream: createReadStream(filename), name: path.basename(filename), actor, choice });
  tell(`${uploaded.rows} rows, ${uploaded.columns.length} columns`);
  const request = { file: uploaded.id, setting, start: /** @type {const} */ ('wait'), ...(options.name === undefined ? {} : { name: options.name }) };
  const created = await app.service('jobs').create(request, actor);
  return finish(app, await follow(app, created.id, person.viewer), options, person);
};

/** @type {import('./services').Command} */
const resume = async ({ options, arguments: [uid], open }) => {
  const app = await open();
  const person = await findPerson(app, options.as);
  assertMay(person, 'import-job.edit');
  if (uid !== undefined) return finish(app, await follow(app, uid, person.viewer), options, person);
  const unfinished = await listUnfinished(app, person.viewer);
  if (unfinished.length === 0) tell('Nothing to resume.');
  let worst = 0;
  for (const each of unfinished) worst = Math.max(worst, await finish(app, await follow(app, each, person.viewer), options, person));
  return worst;
};

/**
 * What a killed process leaves behind, oldest first.
 * @param {import('./services').App} app
 * @param {import('./services').Viewer} viewer
 */
const listUnfinished = async (app, viewer) => {
  /** @type {import('./services').Job[]} */
  const found = [];
  for (const status of ['new', 'in-progress']) {
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const { results, pagination } = await app.service('jobs').list({ status, page, pageSize: 100 }, viewer);
      found.push(...results);
      pages = pagination.pageCount;
    }
  }
  return found.sort((left, right) => left.createdAt.localeCompare(right.createdAt)).map(({ id }) => id);
};

/**
 * From a resting job to its report: asks for the go where the job waits for one.
 * @param {import('./services').App} app
 * @param {import('./services').Job} job
 * @param {import('./services').Options} options
 * @param {import('./services').Person} person
 */
const finish = async (app, job, options, person) => {
  const { viewer } = person;
  let current = job;
  let refused = false;
  if (job.state === 'validated' && !options['validate-only'] && job.planHash !== null) {
    tell(`Plan: ${Object.entries(job.plan ?? {}).filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
    if (options.yes || (await confirm(`Import ${job.rows} rows?`))) {
      assertMay(person, 'import-job.edit');
      await app.service('jobs').import(job.id, { planHash: job.planHash }, viewer);
      current = await follow(app, job.id, viewer);
    } else {
      refused = true;
      tell(`Not imported. To go on: external-contacts resume ${job.id} --yes`);
    }
  }
  if (options.json) await print(`${JSON.stringify(summaryOf(current, await firstIssues(app, job.id, viewer)))}\n`);
  else await print(`${sentenceOf(current)}\n`);
  return refused ? 1 : exitCodeOf(current);
};

/**
 * @param {import('./services').App} app
 * @param {string} uid
 * @param {import('./services').Viewer} viewer
 */
const firstIssues = async (app, uid, viewer) => {
  /** @type {import('./services').Issue[]} */
  const issues = [];
  /** @type {number | null} */
  let cursor = null;
  do {
    const page = await app.service('jobs').issues(uid, cursor === null ? {} : { cursor }, viewer);
    issues.push(...page.issues);
    cursor = page.nextCursor;
  } while (cursor !== null && issues.length < MAX_ISSUES);
  return issues;
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

module.exports = { importFile, resume };
