// The playground as a process of its own, as `strapi start` runs it.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { listens, playground, quietEnv, root } from '../support.mjs';

/** 60 s: a cold disk and two busy cores make a boot of 5 s several times as long. */
const BOOT_MS = 60_000;

const choosePort = async () => {
  const first = Number(process.env.PORT ?? 1337);
  for (let port = first; port < first + 100; port += 1) if (!(await listens(port))) return port;
  throw new Error(`No free port between ${first} and ${first + 99}`);
};

/** Starts on an empty SQLite database in .tmp/demo. Its log goes to a file there. */
export const startPlayground = async () => {
  const folder = path.join(root, '.tmp', 'demo');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const logFile = path.join(folder, 'strapi.log');
  const port = await choosePort();
  const strapi = path.join(path.dirname(createRequire(import.meta.url).resolve('@strapi/strapi/package.json')), 'bin/strapi.js');
  const child = spawn(process.execPath, [strapi, 'start'], {
    cwd: playground,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...quietEnv, NODE_ENV: 'production', PORT: String(port), DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: path.join(folder, 'data.db') },
  });
  const log = createWriteStream(logFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let running = true;
  void ended.then(() => {
    running = false;
  });

  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + BOOT_MS;
  while (!(await answers(url))) {
    if (!running || Date.now() > deadline) throw new Error(`The playground did not start; its log is ${logFile}`);
    await wait(200);
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url, folder, logFile, ended, stop };
};

const answers = async (url) => {
  try {
    // Closed at once: a busy boot may outlast the idle time of a kept connection, and the next request would be reset.
    return (await fetch(`${url}/_health`, { headers: { connection: 'close' } })).status === 204;
  } catch {
    return false;
  }
};
