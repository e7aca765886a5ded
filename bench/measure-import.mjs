// One import through a running server, with somebody at work in its panel meanwhile.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SETTING } from './make-rows.mjs';
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

const runJob = async (panel, file) => {
  const setting = await panel.createSetting(SETTING);
  const created = await panel.createJob({ file: file.id, setting: setting.id, name: 'Benchmark', start: 'wait' });
  const planned = await panel.follow(created.id);
  if (planned.state !== 'validated') throw new Error(`The job is ${planned.state} instead of validated: ${JSON.stringify(planned.error)}`);
  await panel.importJob(planned);
  const job = await panel.follow(created.id);
  if (job.state !== 'completed') throw new Error(`The job is ${job.state} instead of completed: ${JSON.stringify(job.error ?? job.issueCounts)}`);
  return job;
};

/** Times are seconds, memory bytes, `gets` every single answer time in ms. */
export const measureImport = async (server, { file, rows }) => {
  const panel = await openPanel(server.url);
  await panel.createSource(SETTING.externalSource);
  await wait(SETTLE_MS);
  const { rss: idleRss } = await server.ask('idle');

  await server.ask('reset');
  const started = performance.now();
  const uploaded = await panel.upload(file);
  const upload = (performance.now() - started) / 1_000;

  const gets = startGets(server.url, panel.token);
  try {
    const job = await runJob(panel, uploaded);
    if (job.outcome.created !== rows) throw new Error(`The import created ${job.outcome.created} of ${rows} contacts: ${JSON.stringify(job.outcome)}`);
    const times = await gets.stop();
    const { maxBlockMs, peakRss, cpuSeconds } = await server.ask('read');
    return {
      seconds: { upload, plan: secondsBetween(job.createdAt, job.validatedAt), import: secondsBetween(job.startedAt, job.finishedAt) },
      organizations: job.outcome.organizationsCreated,
      idleRss, peakRss, maxBlockMs, cpuSeconds, gets: times,
    };
  } finally {
    gets.kill();
  }
};
