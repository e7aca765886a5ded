// `npm test`: installs and builds what is missing, then lint, types and all tests. The last line is `N passed, N failed, N skipped`,
// where lint, types, build and demo count as one test each. `npm test -- unit integration` runs only these projects; `npm run test:soak`
// (`--soak`) kills and stops processes for as long as it takes: every place on every database, more kills at random, 200,000 rows.
// Node's own modules only, until `install` has run.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { install, quietEnv, root, run, seconds } from './support.mjs';

const PROJECTS = ['unit', 'contract', 'architecture', 'integration', 'crash', 'cluster', 'browser', 'package'];
/** Those that `--soak` makes longer. */
const SOAKED = ['crash', 'cluster'];
/** The package test installs a whole application three times over: alone it is bound by the disk, so it runs beside nothing else. */
const RUNS = [['unit', 'contract', 'architecture'], ['integration'], ['crash'], ['cluster'], ['browser'], ['package']];

const inCi = process.env.CI === 'true';
const isSoak = process.argv.includes('--soak');
const chosen = isSoak ? SOAKED : process.argv.slice(2).filter((name) => PROJECTS.includes(name));
const wanted = chosen.length > 0 ? chosen : PROJECTS;

const totals = { passed: 0, failed: 0, skipped: 0 };
const leftOut = [];
const failures = [];
const timings = [];

/** A check that is no Jest run: one passed or one failed. */
const check = async (name, command) => {
  const started = Date.now();
  console.log(`\n== ${name}`);
  let reason = null;
  try {
    const code = await command();
    if (code !== 0 && code !== undefined) reason = `exit code ${code}`;
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error);
  }
  timings.push([name, seconds(started)]);
  if (reason === null) totals.passed += 1;
  else {
    totals.failed += 1;
    failures.push(`${name}: ${reason}`);
  }
  return reason === null;
};

const node = (script, args = []) => run(process.execPath, [path.join(root, script), ...args]);

const jest = async (projects, env) => {
  const started = Date.now();
  const name = projects.join(', ');
  console.log(`\n== tests: ${name}`);
  const report = path.join(root, '.tmp', `jest-${projects[0]}.json`);
  rmSync(report, { force: true });
  const args = ['--selectProjects', ...projects, '--passWithNoTests', '--forceExit', '--json', `--outputFile=${report}`];
  const code = await run(process.execPath, [path.join(root, 'node_modules/jest/bin/jest.js'), ...args], { env, stdout: 'drop' });
  timings.push([`tests: ${name}`, seconds(started)]);
  addReport(name, report, code);
};

const addReport = (name, report, code) => {
  let result;
  try {
    result = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    totals.failed += 1;
    failures.push(`tests: ${name}: Jest ended with code ${code} and left no report`);
    return;
  }
  totals.passed += result.numPassedTests;
  totals.skipped += result.numPendingTests + result.numTodoTests;
  // A test file that does not even load has no tests to count: it is one failure.
  const unloaded = result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  totals.failed += result.numFailedTests + unloaded.length;
  for (const file of unloaded) failures.push(`${path.relative(root, file.name)} does not run`);
  for (const file of result.testResults) {
    for (const test of file.assertionResults) {
      if (test.status === 'failed') failures.push(`${path.relative(root, file.name)}: ${test.fullName}`);
      if (test.status === 'pending' || test.status === 'todo') leftOut.push(`${path.relative(root, file.name)}: ${test.ancestorTitles[0] ?? test.title}`);
    }
  }
  if (code !== 0 && result.success) {
    totals.failed += 1;
    failures.push(`tests: ${name}: Jest ended with code ${code}`);
  }
};

/** Finds the servers; in CI a missing one is a failure, elsewhere its suites are left out by name. */
const findServers = async () => {
  const { findBrowser, findMysql, findPostgres, findRedis } = await import('./servers.mjs');
  const env = isSoak ? { SOAK: '1' } : {};
  const stops = [];
  for (const [name, find] of Object.entries({ PostgreSQL: findPostgres, MariaDB: findMysql, Redis: findRedis, Browser: findBrowser })) {
    const server = await find();
    Object.assign(env, server.env);
    stops.push(server.stop);
    if (server.missing === null) continue;
    if (inCi) {
      totals.failed += 1;
      failures.push(`${name}: ${server.missing}`);
    } else leftOut.push(`${name}: ${server.missing}`);
    if (name === 'Browser') env.TEST_WITHOUT_BROWSER = server.missing;
    if (name === 'Redis') env.TEST_WITHOUT_REDIS = server.missing;
  }
  return { env, stop: async () => { for (const stop of stops) await stop(); } };
};

const printSummary = () => {
  console.log('\n== summary');
  for (const [name, time] of timings) console.log(`${time.padStart(9)}  ${name}`);
  for (const [line, count] of countEqual(leftOut)) console.log(`left out: ${line}${count > 1 ? ` (${count} tests)` : ''}`);
  for (const failure of failures) console.log(`failed:   ${failure}`);
  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
};

const countEqual = (lines) => {
  const counts = new Map();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
};

const main = async () => {
  await install();
  Object.assign(process.env, quietEnv);
  mkdirSync(path.join(root, '.tmp'), { recursive: true });
  if (chosen.length === 0) {
    await check('lint', () => run(process.execPath, [path.join(root, 'node_modules/eslint/bin/eslint.js'), '.', '--quiet']));
    await check('types', () => node('scripts/typecheck.mjs'));
  }
  const needsBuild = wanted.some((name) => ['integration', 'crash', 'cluster', 'browser', 'package', 'contract'].includes(name));
  const { build } = await import('./build.mjs');
  const built = !needsBuild || (await check('build', () => build({ panel: wanted.includes('browser') })));
  const servers = await findServers();
  try {
    for (const projects of RUNS) {
      const now = projects.filter((name) => wanted.includes(name) && (built || name === 'unit' || name === 'architecture'));
      if (now.length > 0) await jest(now, servers.env);
    }
    // Last, as a newcomer would try it: the panel was built above.
    if (built && chosen.length === 0) await check('demo', () => node('scripts/demo.mjs', ['--exit', '--built']));
  } finally {
    await servers.stop();
  }
};

try {
  await main();
} catch (error) {
  totals.failed += 1;
  failures.push(error instanceof Error ? error.message : String(error));
}
printSummary();
process.exit(totals.failed === 0 ? 0 : 1);
