'use strict';

const { createInterface } = require('node:readline/promises');
const { assertMay } = require('./actor');
const { follow } = require('./follow');
const { print, tell } = require('./output');
const { MAX_ISSUES, exitCodeOf, sentenceOf, summaryOf } = require('./summary');

/** Counts of a plan that are no kinds of rows. @type {Record<string, string>} */
const PLAN_WORDS = { clears: 'values emptied', organizationsCreate: 'organizations to create', organizationsUpdate: 'organizations to update' };

/**
 * From a resting job to its report: asks for the go where the job waits for one.
 * @param {import('./services').App} app
 * @param {import('./services').Job} job
 * @param {import('./services').Options} options
 * @param {import('./services').Person} person
 */
const finish = async (app, job, options, person) => {
  const { viewer } = person;
  let current = job;
  let refused = false;
  if (job.state === 'validated' && !options['validate-only'] && job.planHash !== null) {
    tell(`Plan: ${Object.entries(job.plan ?? {}).filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${PLAN_WORDS[kind] ?? kind}`).join(', ')}`);
    if (job.blockers.length > 0) {
      refused = true;
      for (const { code, limit, count } of job.blockers) tell(`Not imported: ${code} (${count}, the setting allows ${limit})`);
    } else if (options.yes || (await confirm(`Import ${job.attempt.rows} rows?`))) {
      assertMay(person, 'import-job.edit');
      await app.service('jobs').import(job.id, { planHash: job.planHash }, viewer);
      current = await follow(app, job.id, viewer);
    } else {
      refused = true;
      tell(`Not imported. To go on: external-contacts resume ${job.id} --yes`);
    }
  }
  if (options.json) await print(`${JSON.stringify(summaryOf(current, await firstIssues(app, job.id, viewer)))}\n`);
  else await print(`${sentenceOf(current)}\n`);
  return refused ? 1 : exitCodeOf(current);
};

/**
 * @param {import('./services').App} app
 * @param {string} uid
 * @param {import('./services').Viewer} viewer
 */
const firstIssues = async (app, uid, viewer) => {
  /** @type {import('./services').Issue[]} */
  const issues = [];
  /** @type {number | null} */
  let cursor = null;
  do {
    const page = await app.service('jobs').issues(uid, cursor === null ? {} : { cursor }, viewer);
    issues.push(...page.issues);
    cursor = page.nextCursor;
  } while (cursor !== null && issues.length < MAX_ISSUES);
  return issues;
};

/**
 * Without a terminal nobody can answer: `--yes` says it beforehand.
 * @param {string} question
 */
const confirm = async (question) => {
  if (!process.stdin.isTTY) return false;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question(`${question} [y/N] `);
  asking.close();
  return /^y(es)?$/i.test(answer.trim());
};

module.exports = { confirm, finish };
