'use strict';

const { createReadStream } = require('node:fs');
const path = require('node:path');
const { assertMay, findPerson } = require('./actor');
const { finish } = require('./finish');
const { follow } = require('./follow');
const { existingFile } = require('./given-file');
const { CommandError, tell } = require('./output');

/** Runs the rows that an ended job has left over: failed, held, not reached, corrected. @type {import('./services').Command} */
const retry = async ({ options, arguments: [uid], open }) => {
  if (uid === undefined) throw new CommandError('Which job? external-contacts retry JOB');
  const app = await open();
  const person = await findPerson(app, options.as);
  assertMay(person, 'external-entity.import', 'import-job.edit');
  await app.service('jobs').retry(uid, { start: 'wait' }, person.viewer);
  return finish(app, await follow(app, uid, person.viewer), options, person);
};

/** A corrected errors.csv joins its job. @type {import('./services').Command} */
const fix = async ({ options, arguments: [uid, file], open }) => {
  if (uid === undefined || file === undefined) throw new CommandError('Which job, and which file? external-contacts fix JOB errors.csv');
  const filename = existingFile(file);
  const app = await open();
  const person = await findPerson(app, options.as);
  assertMay(person, 'import-job.edit', 'import-csv-file.add');
  const uploaded = await app.service('files').upload({ stream: createReadStream(filename), name: path.basename(filename), actor: person.viewer.actor });
  return joinJob(app, uid, { uploaded, options, person });
};

/**
 * @param {import('./services').App} app
 * @param {string} uid
 * @param {{ uploaded: import('./services').File, options: import('./services').Options, person: import('./services').Person }} given
 */
const joinJob = async (app, uid, { uploaded, options, person }) => {
  const { taken, refused } = await app.service('jobs').fix(uid, { file: uploaded.id }, person.viewer, person.rights);
  tell(`${taken.cells} cells corrected in ${taken.rows} rows`);
  for (const [reason, count] of Object.entries(refused.counts)) if (count > 0) tell(`${count} rows not taken: ${reason}`);
  return finish(app, await follow(app, uid, person.viewer), options, person);
};

/**
 * The job of this database that a report's first rows name, null where they name none that this person may see.
 * @param {import('./services').App} app
 * @param {import('./services').File} file
 * @param {import('./services').Person} person
 * @returns {Promise<string | null>}
 */
const jobOfReport = async (app, file, { viewer }) => {
  const column = file.columns.findIndex((name) => name.trim().toLowerCase() === 'import:job');
  if (column < 0) return null;
  const { rows } = await app.service('files').preview(file.id, { row: 1, limit: 100 }, viewer);
  const named = [...new Set(rows.map(({ cells }) => (cells[column] ?? '').trim()))];
  if (named.length !== 1 || named[0] === undefined || named[0] === '') return null;
  const [uid] = named;
  try {
    return (await app.service('jobs').get(uid, viewer)).id;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'not-found') return null;
    throw error;
  }
};

module.exports = { fix, jobOfReport, joinJob, retry };
