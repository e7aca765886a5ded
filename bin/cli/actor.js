'use strict';

const os = require('node:os');
const { CommandError } = require('./output');

/**
 * On whose behalf the command acts: `--as EMAIL` is that administrator, with that person's rights; without it, the system, with the
 * name of the operating system's user in the audit.
 * @param {import('./services').App} app
 * @param {string | undefined} email
 * @returns {Promise<import('./services').Viewer>}
 */
const findViewer = async (app, email) => {
  if (email === undefined) {
    const user = os.userInfo().username;
    return { actor: { kind: 'command-line', id: user, name: `system (${user})` }, all: true };
  }
  const admin = await app.strapi.db.query('admin::user').findOne({ where: { email: email.toLowerCase() } });
  if (!admin || !admin.isActive || admin.blocked) throw new CommandError(`No active administrator ${email}`);
  const name = [admin.firstname, admin.lastname].filter(Boolean).join(' ') || `user ${admin.id}`;
  return { actor: { kind: 'admin', id: String(admin.id), name }, all: false };
};

module.exports = { findViewer };
