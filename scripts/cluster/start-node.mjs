// One process of the cluster, with its log in a file.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { listens, quietEnv } from '../support.mjs';

/** 120 s: four starts at once on two busy cores. */
const BOOT_MS = 120_000;

export const freePort = async (first) => {
  for (let port = first; port < first + 100; port += 1) if (!(await listens(port))) return port;
  throw new Error(`No free port between ${first} and ${first + 99}`);
};

/** Resolves when the node is up: a web node answers, a worker says that it waits for jobs. */
export const startNode = async ({ name, args, env, cwd, folder }) => {
  const logFile = path.join(folder, `${name.replace(' ', '-')}.log`);
  const log = createWriteStream(logFile);
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...quietEnv, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let isUp = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.pipe(log, { end: false });
    stream.on('data', (chunk) => {
      isUp ||= chunk.toString().includes('is waiting for jobs');
    });
  }
  let isRunning = true;
  const ended = new Promise((resolve) => child.once('exit', resolve)).then(() => {
    isRunning = false;
  });
  const url = env.PORT ? `http://127.0.0.1:${env.PORT}` : null;
  const deadline = Date.now() + BOOT_MS;
  while (!(url === null ? isUp : await answers(url))) {
    if (!isRunning || Date.now() > deadline) throw new Error(`${name} did not start; its log is ${logFile}`);
    await wait(200);
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { name, pid: child.pid, url, logFile, ended, stop };
};

const answers = async (url) => {
  try {
    return (await fetch(`${url}/_health`, { headers: { connection: 'close' } })).status === 204;
  } catch {
    return false;
  }
};
