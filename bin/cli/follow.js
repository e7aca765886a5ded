'use strict';

const { setTimeout: wait } = require('node:timers/promises');
const { tell } = require('./output');

/** States in which nobody is going to move the job. `new` and `queued` are not among them: somebody will take it. */
const RESTING = new Set(['validated', 'completed', 'completed-with-errors', 'cancelled', 'failed', 'undone', 'paused']);

/**
 * Brings a job to its next resting state: in this process, or, beside a live server on the same SQLite file, by watching that server
 * do it (a second writer there makes the server's own requests fail).
 * @param {import('./services').App} app
 * @param {string} uid
 * @param {import('./services').Viewer} viewer
 * @returns {Promise<import('./services').Job>}
 */
const follow = async (app, uid, viewer) => {
  const runner = app.service('runner');
  const elsewhere = (await runner.isServedElsewhere?.()) ?? false;
  if (elsewhere) tell('A server runs on this database: it does the job, this command only follows.');
  const driven = elsewhere ? null : runner.drive(uid);
  let ended = false;
  const end = driven?.finally(() => {
    ended = true;
  });
  // The rejection is seen by the `await` below; until then it must not count as unhandled.
  end?.catch(() => {});

  let last = '';
  for (;;) {
    const job = await app.service('jobs').get(uid, viewer);
    last = report(job, last);
    if (elsewhere ? RESTING.has(job.state) : ended) break;
    await (end ? Promise.race([end.catch(() => {}), wait(1_000)]) : wait(1_000));
  }
  await end;
  return app.service('jobs').get(uid, viewer);
};

/**
 * @param {import('./services').Job} job
 * @param {string} last
 */
const report = (job, last) => {
  const { phase, done, total } = job.progress;
  const line = phase === null ? job.state : `${phase} ${done}/${total}`;
  if (line !== last) tell(line);
  return line;
};

module.exports = { follow };
