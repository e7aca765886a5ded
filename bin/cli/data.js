'use strict';

const { CommandError, print, tell } = require('./output');

/** @type {import('./services').Command} */
const template = async ({ options, arguments: [target], open }) => {
  if (target === undefined) throw new CommandError('Of which target? external-contacts template contacts|organizations');
  if (target !== 'contacts' && target !== 'organizations') throw new CommandError(`No target ${target}: contacts or organizations`);
  const app = await open();
  await print(app.service('targets').templateCsv(target, { sample: options.sample ?? false }));
  return 0;
};

/** Rebuilds the look-up keys from the records, after somebody wrote to the tables by other means. @type {import('./services').Command} */
const reindex = async ({ options, open }) => {
  const app = await open();
  const contacts = /** @type {{ reindex?: () => Promise<unknown> }} */ (/** @type {unknown} */ (app.service('contacts')));
  if (!contacts.reindex) throw new CommandError('This version cannot rebuild its keys');
  await print(`${JSON.stringify(await contacts.reindex(), null, options.json ? 0 : 2)}\n`);
  return 0;
};

/** Before the plugin is removed for good: empties its tables, and lets Strapi drop them. @type {import('./services').Command} */
const purge = async ({ options, open }) => {
  if (!options.yes) throw new CommandError('purge deletes all contacts, organizations, settings and jobs. Say it with --yes.');
  const app = await open();
  const emptied = await app.service('maintenance').purge();
  tell(`Emptied ${emptied.length} tables. Remove the plugin now: the next start of the application without it drops them.`);
  return 0;
};

module.exports = { purge, reindex, template };
