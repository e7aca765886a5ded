'use strict';

const { createWriteStream, renameSync, rmSync } = require('node:fs');
const path = require('node:path');
const { Readable } = require('node:stream');
const { pipeline } = require('node:stream/promises');
const { assertMay, findPerson } = require('./actor');
const { CommandError, print, tell } = require('./output');

/** All records of a target as a file that can be imported again. @type {import('./services').Command} */
const exportRecords = async ({ options, arguments: [target], open }) => {
  if (target === undefined) throw new CommandError('Of which target? external-contacts export contacts|organizations');
  if (target !== 'contacts' && target !== 'organizations') throw new CommandError(`No target ${target}: contacts or organizations`);
  const app = await open();
  const person = await findPerson(app, options.as);
  assertMay(person, 'export.add', 'contact.view');
  await app.service('audit').record({ action: 'export.download', actor: person.viewer.actor, subject: { id: target, name: null } });
  const { lines } = await app.service('exports').csv(target, options.source === undefined ? {} : { source: options.source });
  if (options.output === undefined) {
    for await (const chunk of lines) await print(chunk);
  } else {
    await writeWhole(path.resolve(options.output), lines);
    tell(`Written to ${path.resolve(options.output)}`);
  }
  return 0;
};

/**
 * Under its name only once it is whole: nobody takes half of a directory for all of it.
 * @param {string} filename
 * @param {AsyncIterable<string>} lines
 */
const writeWhole = async (filename, lines) => {
  const part = `${filename}.part`;
  try {
    await pipeline(Readable.from(lines, { objectMode: false }), createWriteStream(part));
    renameSync(part, filename);
  } catch (error) {
    rmSync(part, { force: true });
    throw error instanceof Error && 'code' in error && 'path' in error ? new CommandError(`Cannot write ${filename}: ${String(error.code)}`, { cause: error }) : error;
  }
};

module.exports = { exportRecords };
