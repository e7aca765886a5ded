'use strict';

// One life of an application that imports a file: it goes on wherever an earlier life was killed, and says when it is ready.
const { createReadStream, writeFileSync } = require('node:fs');
const path = require('node:path');
const { openApp } = require('../../bin/cli/open-app');
const { readDump } = require('./dump.cjs');

const { CRASH_FILE, CRASH_SETTING, CRASH_AT, CRASH_SIGNAL, CRASH_BLOCK_ROWS, CRASH_LEASE_MS, CRASH_RESULT, CRASH_RESET } = process.env;
const VIEWER = { actor: { kind: 'command-line', id: 'crash', name: 'Crash' }, all: true };

const reached = [];
let struck = false;
globalThis[Symbol.for('external-contacts.failpoint')] = (name) => {
  reached.push(name);
  if (name !== CRASH_AT || struck) return;
  struck = true;
  writeFileSync(`${CRASH_RESULT}.struck`, name);
  process.kill(process.pid, CRASH_SIGNAL);
};

const main = async () => {
  const app = await openApp(path.resolve(__dirname, '../../playground'));
  const { strapi } = app;
  // Small blocks, so that a small file has many commits.
  const config = strapi.config.get('plugin::external-contacts');
  strapi.config.set('plugin::external-contacts', { ...config, leaseMs: Number(CRASH_LEASE_MS), limits: { ...config.limits, blockRows: Number(CRASH_BLOCK_ROWS) } });
  if (CRASH_RESET === 'yes') await reset(strapi);
  process.send?.('ready');

  const sources = app.service('external-sources');
  if ((await sources.findByName('CRM')) === null) await sources.create({ name: 'CRM' });
  const runner = app.service('runner');
  const uid = await jobOf(app);
  await runner.drive(uid);
  const planned = await app.service('jobs').get(uid, VIEWER);
  if (planned.state === 'validated') {
    await app.service('jobs').import(uid, { planHash: planned.planHash }, VIEWER);
    await runner.drive(uid);
  }
  writeFileSync(CRASH_RESULT, JSON.stringify({ reached, verify: await runner.verify(uid), dump: await readDump(strapi, uid) }));
  await app.close();
};

/** The job of an earlier life, or a new one. */
const jobOf = async (app) => {
  const known = await app.strapi.db.connection('external_contacts_jobs').first('uid');
  if (known !== undefined) return known.uid;
  return (await app.service('jobs').create({ file: await fileOf(app), setting: JSON.parse(CRASH_SETTING) }, VIEWER.actor)).id;
};

/** The file of an earlier life, or a new upload. */
const fileOf = async (app) => {
  const known = await app.strapi.db.connection('external_contacts_files').where({ state: 'ready' }).first('uid');
  if (known !== undefined) return known.uid;
  const file = await app.service('files').upload({ stream: createReadStream(CRASH_FILE), name: 'people.csv', actor: VIEWER.actor });
  return file.id;
};

const reset = async (strapi) => {
  const names = (await strapi.db.dialect.schemaInspector.getTables()).filter((name) => name.startsWith('external_contacts_'));
  for (const name of names.sort((left, right) => Number(right.endsWith('_lnk')) - Number(left.endsWith('_lnk')))) await strapi.db.connection(name).del();
};

main().then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
