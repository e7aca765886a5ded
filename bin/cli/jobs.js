'use strict';

const { CommandError, print, tell } = require('./output');

/** The independent checker: it reads only the file and the database. @type {import('./services').Command} */
const verify = async ({ options, arguments: [uid], open }) => {
  if (uid === undefined) throw new CommandError('Which job? external-contacts verify JOB');
  const app = await open();
  const found = await app.service('runner').verify(uid);
  await print(options.json ? `${JSON.stringify(found)}\n` : `${JSON.stringify(found, null, 2)}\n`);
  return found.ok ? 0 : 1;
};

/** Claims jobs until it is told to stop; Strapi's own SIGTERM handling finishes the slice and releases the lease. @type {import('./services').Command} */
const worker = async ({ open }) => {
  // In this role the plugin starts its runner by itself.
  await open();
  tell(`Worker ${process.pid} is waiting for jobs. Stop it with Ctrl-C.`);
  return new Promise(() => {
    // Keeps the process alive where the runner's timer does not.
    setInterval(() => {}, 60_000);
  });
};

module.exports = { verify, worker };
