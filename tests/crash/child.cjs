'use strict';

// One life of an application that imports: it goes on wherever an earlier life was killed, and says when it is ready.
const { existsSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { openApp } = require('../../bin/cli/open-app');
const { readDirectory, readDump } = require('./dump.cjs');
const { createSteps } = require('./steps.cjs');

const { CRASH_STEPS, CRASH_AT, CRASH_NTH, CRASH_SIGNAL, CRASH_BLOCK_ROWS, CRASH_LEASE_MS, CRASH_RESULT, CRASH_RESET } = process.env;
const VIEWER = { actor: { kind: 'command-line', id: 'crash', name: 'Crash' }, all: true };
const STEPS = JSON.parse(CRASH_STEPS);
/** Only where something is taken back: of large files it takes long. */
const KEEPS_DIRECTORY = STEPS.length > 1;

const reached = [];
let struck = false;
let passes = 0;
globalThis[Symbol.for('external-contacts.failpoint')] = (name) => {
  reached.push(name);
  if (name !== CRASH_AT || struck) return;
  passes += 1;
  if (passes < Number(CRASH_NTH)) return;
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
  const steps = createSteps(app, VIEWER);
  for (const [index, step] of STEPS.entries()) {
    const moment = `${CRASH_RESULT}.${index}`;
    if (existsSync(moment)) continue;
    const uid = await steps[step.do](step);
    write(moment, await look(app, uid));
  }
  write(CRASH_RESULT, { reached });
  await app.close();
};

/** What a step has left, seen before the next one begins. */
const look = async (app, uid) => ({
  verify: uid === undefined ? { ok: true, equation: '', findings: [] } : await app.service('runner').verify(uid),
  dump: await readDump(app.strapi),
  directory: KEEPS_DIRECTORY ? await readDirectory(app.strapi) : {},
});

/** The file is there when it is whole: the next life takes it for a step that is done. */
const write = (file, content) => {
  writeFileSync(`${file}.part`, JSON.stringify(content));
  renameSync(`${file}.part`, file);
};

const reset = async (strapi) => {
  const names = (await strapi.db.dialect.schemaInspector.getTables()).filter((name) => name.startsWith('external_contacts_') || name.startsWith('tickets'));
  for (const name of names.sort((left, right) => Number(isLink(right)) - Number(isLink(left)))) await strapi.db.connection(name).del();
};
const isLink = (name) => /_(?:lnk|cmps|mph)$/u.test(name);

main().then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`${error.stack} ${JSON.stringify(error.details ?? null)}\n`);
    process.exit(1);
  },
);
