'use strict';

const { assertMay, findPerson } = require('./actor');
const { confirm } = require('./finish');
const { follow } = require('./follow');
const { CommandError, print, tell } = require('./output');

/** Takes a whole import back, after saying what that will do. @type {import('./services').Command} */
const undo = async ({ options, arguments: [uid], open }) => {
  if (uid === undefined) throw new CommandError('Which job? external-contacts undo JOB');
  const app = await open();
  const person = await findPerson(app, options.as);
  assertMay(person, 'import-job.undo');
  const { viewer } = person;
  const preview = await app.service('undos').preview(uid, viewer);
  if (options.preview) {
    await print(`${options.json ? JSON.stringify(preview) : [sentenceOf(preview), ...preview.findings.map(lineOf)].join('\n')}\n`);
    return 0;
  }
  tell(sentenceOf(preview));
  if (!options.yes && !(await confirm(`Take ${preview.rows} rows back?`))) {
    tell(`Nothing was taken back. To do it: external-contacts undo ${uid} --yes`);
    return 1;
  }
  await app.service('undos').start(uid, viewer);
  const job = await follow(app, uid, viewer);
  const counts = job.undo ?? preview.counts;
  const done = { job: job.id, status: job.state, ...counts };
  await print(options.json ? `${JSON.stringify(done)}\n` : `${job.id}: ${job.state}: ${countsOf(counts)}\n`);
  if (job.state !== 'undone') return 1;
  return counts.kept + counts.cannot + counts.organizationsKept > 0 ? 2 : 0;
};

/** @param {import('../../server/src/contracts').UndoCounts} counts */
const countsOf = (counts) =>
  `${counts.reversed} reversed, ${counts.kept} kept, ${counts.cannot} cannot; organizations: ${counts.organizationsReversed} reversed, ${counts.organizationsKept} kept`;

/** @param {import('../../server/src/contracts').UndoPreviewDto} preview */
const sentenceOf = ({ counts, complete, rowsSeen, rows }) => `${complete ? '' : `Of the last ${rowsSeen} of ${rows} rows: `}${countsOf(counts)}`;

/** @param {import('../../server/src/contracts').UndoPreviewDto['findings'][number]} finding */
const lineOf = ({ row, result, code, field }) => `  row ${row}: ${result}, ${code}${field === null ? '' : ` (${field})`}`;

module.exports = { undo };
