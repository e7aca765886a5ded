// One import through a running server, with somebody at work in its panel meanwhile; what a scenario needs before it, and its undo.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openPanel } from './panel.mjs';

/** For what Strapi still does after it answers: the idle memory must be at rest. */
const SETTLE_MS = 3_000;

const secondsBetween = (from, to) => (Date.parse(to) - Date.parse(from)) / 1_000;

const startGets = (url, token) => {
  const child = fork(fileURLToPath(new URL('admin-gets.mjs', import.meta.url)), [url, token], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The process of the admin GETs ended with code ${code}`);
  });
  failed.catch(() => {});
  return {
    stop: async () => {
      const answer = once(child, 'message');
      child.send('stop');
      return (await Promise.race([answer, failed]))[0];
    },
    kill: () => child.kill('SIGKILL'),
  };
};

/** Nobody asks while the import runs. */
const NO_GETS = { stop: async () => [], kill: () => {} };

const assertOutcome = (job, expected) => {
  if (job.state !== 'completed') throw new Error(`The job is ${job.state} instead of completed: ${JSON.stringify(job.error ?? job.issueCounts)}`);
  const wrong = Object.entries(expected).filter(([outcome, count]) => job.outcome[outcome] !== count);
  if (wrong.length > 0) throw new Error(`The import should have ended with ${JSON.stringify(expected)}: ${JSON.stringify(job.outcome)}`);
};

const runJob = async (panel, { file, setting, onPlanned = async () => {} }) => {
  const created = await panel.createJob({ file: file.id, setting: setting.id, name: setting.name, start: 'wait' });
  const planned = await panel.follow(created.id);
  if (planned.state !== 'validated') throw new Error(`The job is ${planned.state} instead of validated: ${JSON.stringify(planned.error)}`);
  await onPlanned();
  await panel.importJob(planned);
  return panel.follow(created.id);
};

/** By this process' clock, to half a second (the panel's question): a job says when it was imported, not when it was undone. */
const undo = async (panel, job) => {
  const started = performance.now();
  await panel.undoJob(job);
  const undone = await panel.follow(job.id, { after: job.state });
  if (undone.state !== 'undone') throw new Error(`The job is ${undone.state} instead of undone: ${JSON.stringify(undone.error)}`);
  return { seconds: (performance.now() - started) / 1_000, undo: undone.undo };
};

/** The contacts that a scenario finds in the database. Not measured. */
const importBase = async (panel, { file, rows, setting }) => {
  const job = await runJob(panel, { file: await panel.upload(file), setting: await panel.createSetting({ ...setting, name: 'Before' }) });
  assertOutcome(job, { created: rows });
};

/** `base`: `{ file, rows }` or null. Times are seconds, memory bytes, `gets` every single answer time in ms. */
export const measureImport = async (server, { file, rows, scenario, base, withGets }) => {
  const panel = await openPanel(server.url);
  await panel.createSource(scenario.setting.externalSource);
  if (base !== null) await importBase(panel, { ...base, setting: scenario.setting });
  await wait(SETTLE_MS);
  const { rss: idleRss } = await server.ask('idle');

  await server.ask('reset');
  const started = performance.now();
  const uploaded = await panel.upload(file);
  const upload = (performance.now() - started) / 1_000;

  const gets = withGets ? startGets(server.url, panel.token) : NO_GETS;
  try {
    let planCpuSeconds = 0;
    const onPlanned = async () => {
      planCpuSeconds = (await server.ask('read')).cpuSeconds;
    };
    const job = await runJob(panel, { file: uploaded, setting: await panel.createSetting(scenario.setting), onPlanned });
    assertOutcome(job, scenario.expected(rows));
    const undone = scenario.undo ? await undo(panel, job) : null;
    const times = await gets.stop();
    const read = await server.ask('read');
    return {
      seconds: { upload, plan: secondsBetween(job.createdAt, job.validatedAt), import: secondsBetween(job.startedAt, job.finishedAt) },
      undo: undone,
      organizations: job.outcome.organizationsCreated,
      idleRss, peakRss: read.peakRss, atPeak: read.atPeak, maxBlockMs: read.maxBlockMs, cpuSeconds: read.cpuSeconds, planCpuSeconds, gets: times,
    };
  } finally {
    gets.kill();
  }
};
