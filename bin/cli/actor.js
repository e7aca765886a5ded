'use strict';

const os = require('node:os');
const { CommandError } = require('./output');

/**
 * On whose behalf the command acts: `--as EMAIL` is that administrator, with that person's rights; without it, the system, with the
 * name of the operating system's user in the audit.
 * @param {import('./services').App} app
 * @param {string | undefined} email
 * @returns {Promise<import('./services').Person>}
 */
const findPerson = async (app, email) => {
  if (email === undefined) {
    const user = os.userInfo().username;
    return { viewer: { actor: { kind: 'command-line', id: user, name: `system (${user})` }, all: true }, rights: () => true };
  }
  const admin = await app.strapi.db.query('admin::user').findOne({ where: { email: email.toLowerCase() }, populate: ['roles'] });
  // Strapi gives an inactive administrator a full ability: only the log-in refuses.
  if (!admin || !admin.isActive || admin.blocked) throw new CommandError(`No active administrator ${email}`);
  const permissions = /** @type {PermissionService} */ (/** @type {unknown} */ (app.strapi.service('admin::permission')));
  const ability = await permissions.engine.generateUserAbility(admin);
  /** @type {import('./services').Person['rights']} */
  const rights = (action) => ability.can(`plugin::external-contacts.${action}`);
  const name = [admin.firstname, admin.lastname].filter(Boolean).join(' ') || `user ${admin.id}`;
  return { viewer: { actor: { kind: 'admin', id: String(admin.id), name }, all: rights('import-job.view-all') }, rights };
};

/** @typedef {{ engine: { generateUserAbility(user: object): Promise<{ can(action: string): boolean }> } }} PermissionService */

/**
 * The services trust their callers: over HTTP the routes ask for these rights, here we do.
 * @param {import('./services').Person} person
 * @param {Parameters<import('./services').Person['rights']>[0][]} actions
 */
const assertMay = ({ rights, viewer }, ...actions) => {
  const lacking = actions.filter((action) => !rights(action));
  if (lacking.length > 0) throw new CommandError(`${viewer.actor.name} may not do this: ${lacking.join(', ')}`);
};

module.exports = { assertMay, findPerson };
