'use strict';

/** Every row ends in exactly one of these (server/src/contracts/jobs.ts). */
const OUTCOMES = /** @type {const} */ (['created', 'updated', 'merged', 'deleted', 'unchanged', 'skipped', 'held', 'invalid', 'failed', 'notProcessed']);

/** DESIGN: the first 1,000 issues; errors.csv has them all. */
const MAX_ISSUES = 1000;

/**
 * The object that `--json` prints on one line: `ImportSummary` of server/src/contracts/jobs.ts.
 * @param {import('./services').Job} job
 * @param {import('./services').Issue[]} issues
 */
const summaryOf = (job, issues) => {
  /** @type {Partial<Record<string, number>>} */
  const counts = job.outcome ?? {};
  return {
    job: job.id,
    status: job.state,
    rows: job.rows,
    ...Object.fromEntries(OUTCOMES.map((outcome) => [outcome, counts[outcome] ?? 0])),
    recordsMergedAway: counts['recordsMergedAway'] ?? 0,
    issues: issues.slice(0, MAX_ISSUES).map(({ file, row, line, column, code, severity }) => ({ file, row, line, column, code, severity })),
  };
};

/**
 * @param {import('./services').Job} job
 * @returns {string}
 */
const sentenceOf = (job) => {
  /** @type {Partial<Record<string, number>>} */
  const counts = job.outcome ?? {};
  const parts = OUTCOMES.filter((outcome) => (counts[outcome] ?? 0) > 0).map((outcome) => `${counts[outcome]} ${outcome}`);
  const codes = Object.entries(job.issueCounts).sort(([, a], [, b]) => Number(b) - Number(a));
  return [
    `${job.id}: ${job.state}, ${job.rows} rows${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`,
    ...codes.map(([code, count]) => `  ${String(count).padStart(7)}  ${code}`),
    ...(job.error ? [`  ${job.error.code}: ${job.error.message}`] : []),
  ].join('\n');
};

/**
 * 0 completed, 2 completed with errors, 1 failed or refused. A job that was only validated is judged by its plan.
 * @param {import('./services').Job} job
 */
const exitCodeOf = (job) => {
  if (job.state === 'completed') return 0;
  if (job.state === 'completed-with-errors') return 2;
  if (job.state !== 'validated') return 1;
  return (job.plan?.invalid ?? 0) + (job.plan?.hold ?? 0) > 0 ? 2 : 0;
};

module.exports = { MAX_ISSUES, OUTCOMES, exitCodeOf, sentenceOf, summaryOf };
