'use strict';

const { assertMay, findPerson } = require('./actor');
const { CommandError, print, tell } = require('./output');

/** @type {import('./services').Command} */
const template = async ({ options, arguments: [target], open }) => {
  if (target === undefined) throw new CommandError('Of which target? external-contacts template contacts|organizations');
  if (target !== 'contacts' && target !== 'organizations') throw new CommandError(`No target ${target}: contacts or organizations`);
  const app = await open();
  await print(await app.service('presets').templateCsv(target, { sample: options.sample ?? false, preset: options.preset }));
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

/** Forgets a person, in the contacts and in all that imports have stored. @type {import('./services').Command} */
const erase = async ({ options, arguments: [contact], open }) => {
  if (contact === undefined) throw new CommandError('Which contact? external-contacts erase CONTACT --yes');
  if (!options.yes) throw new CommandError('erase deletes the contact for good, and blanks it in all that imports have stored. Say it with --yes.');
  const app = await open();
  const person = await findPerson(app, options.as);
  assertMay(person, 'contact.erase');
  const { records } = await app.service('erasures').erase(contact, person.viewer.actor);
  const rows = await app.service('erasures').work();
  tell(`Erased ${records} records and blanked ${rows} stored rows`);
  return 0;
};

/** Makes a ready-made role, which Strapi's role editor then shows. @type {import('./services').Command} */
const createRole = async ({ options, arguments: [key], open }) => {
  if (key !== 'importer' && key !== 'coordinator') throw new CommandError('Which role? external-contacts create-role importer|coordinator');
  const app = await open();
  const { name, actions, role } = await app.service('roles').create(key);
  const { viewer } = await findPerson(app, undefined);
  await app.service('audit').record({ action: 'role.create', actor: viewer.actor, subject: { id: role?.id ?? '', name } });
  await print(options.json ? `${JSON.stringify({ id: role?.id, name, rights: actions })}\n` : `Made the role ${name} with ${actions.length} rights: give it to people in Settings → Users.\n`);
  return 0;
};

module.exports = { createRole, erase, purge, reindex, template };
