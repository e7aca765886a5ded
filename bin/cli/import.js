'use strict';

const { createReadStream } = require('node:fs');
const path = require('node:path');
const { assertMay, findPerson } = require('./actor');
const { follow } = require('./follow');
const { finish } = require('./finish');
const { joinJob, jobOfReport } = require('./fix');
const { CommandError, tell } = require('./output');
const { existingFile, hasReportHeader } = require('./given-file');
const { createSource, prepareSetting, readSetting, withPreset } = require('./setting');

/** A file through a setting; without one, a corrected errors.csv that joins the job which it came from. @type {import('./services').Command} */
const importFile = async ({ options, arguments: [file], open }) => {
  if (file === undefined) throw new CommandError('Which file? external-contacts import FILE --setting NAME|setting.json');
  const filename = existingFile(file);
  const named = options.setting !== undefined || options.preset !== undefined;
  if (!named && !hasReportHeader(filename)) throw new CommandError('Which setting? --setting NAME of a saved one, or the path of a .json file; or --preset NAME');
  const read = options.setting === undefined ? null : readSetting(options.setting);

  const app = await open();
  const person = await findPerson(app, options.as);
  const given = await withPreset(app, read, { preset: options.preset, person });
  if (given === null) return importReport(app, filename, options, person);
  assertMay(person, 'external-entity.import', 'import-job.add', 'import-csv-job.add', 'import-csv-file.add');
  if (options['create-source']) await createSource(app, given, person);
  const setting = await prepareSetting(app, given, person);

  const { actor } = person.viewer;
  const choice = typeof given === 'string' ? {} : given.file ?? {};
  const uploaded = await app.service('files').upload({ stream: createReadStream(filename), name: path.basename(filename), actor, choice });
  tell(`${uploaded.rows} rows, ${uploaded.columns.length} columns`);
  const from = await jobOfReport(app, uploaded, person);
  if (from !== null) tell(`These rows come from job ${from}. This is an import of its own; to mend that job: external-contacts fix ${from} ${file}`);
  const request = { file: uploaded.id, setting, start: /** @type {const} */ ('wait'), ...(options.name === undefined ? {} : { name: options.name }) };
  const created = await app.service('jobs').create(request, actor);
  return finish(app, await follow(app, created.id, person.viewer), options, person);
};

/**
 * @param {import('./services').App} app
 * @param {string} filename
 * @param {import('./services').Options} options
 * @param {import('./services').Person} person
 */
const importReport = async (app, filename, options, person) => {
  assertMay(person, 'import-job.edit', 'import-csv-file.add');
  const uploaded = await app.service('files').upload({ stream: createReadStream(filename), name: path.basename(filename), actor: person.viewer.actor });
  const uid = await jobOfReport(app, uploaded, person);
  if (uid === null) throw new CommandError('The rows of this file name no job of this database: import it with --setting');
  tell(`These rows come from job ${uid}: it is mended with them.`);
  return joinJob(app, uid, { uploaded, options, person });
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

module.exports = { importFile, resume };
