// The playground as `strapi start` runs it in production, with the probe preloaded.
import { fork, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { playground, quietEnv } from '../scripts/support.mjs';

/** A cold disk and busy cores make a boot of 5 s several times as long; MariaDB migrates slowest. */
const BOOT_MS = 120_000;
/** What a server that was told to stop gets before it is killed. */
const STOP_MS = 20_000;

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

export const playgroundEnv = (database) => ({ ...process.env, ...quietEnv, NODE_ENV: 'production', EXTERNAL_CONTACTS_RATE_LIMITS: 'false', ...database.env });

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

const isUp = async (url) => {
  try {
    return (await fetch(`${url}/_health`, { headers: { connection: 'close' } })).status === 204;
  } catch {
    return false;
  }
};

/** `ask('idle' | 'reset' | 'read')` talks to the probe. `nodeArgs` go to the server's Node. */
export const startServer = async (database, { logFile, nodeArgs = [] }) => {
  const port = await freePort();
  const strapi = path.join(path.dirname(createRequire(import.meta.url).resolve('@strapi/strapi/package.json')), 'bin/strapi.js');
  const child = spawn(process.execPath, [...nodeArgs, '-r', here('event-loop-probe.cjs'), strapi, 'start'], {
    cwd: playground,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...playgroundEnv(database), PORT: String(port), HOST: '127.0.0.1' },
  });
  const log = createWriteStream(logFile);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let running = true;
  void ended.then(() => {
    running = false;
  });

  const stop = async () => {
    if (!running) return;
    child.kill('SIGTERM');
    await Promise.race([ended, wait(STOP_MS, null, { ref: false })]);
    if (running) child.kill('SIGKILL');
    await ended;
  };
  const ask = async (probe) => {
    child.send({ probe });
    for (;;) {
      const [answer] = await once(child, 'message', { signal: AbortSignal.timeout(30_000) });
      if (answer?.probe === probe) return answer;
    }
  };

  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + BOOT_MS;
  while (!(await isUp(url))) {
    if (running && Date.now() < deadline) {
      await wait(200);
      continue;
    }
    await stop();
    throw new Error(`The playground did not start (is it built? npm run build); its log is ${logFile}`);
  }
  return { url, ask, stop };
};

/**
 * Runs a script of this folder in a process of its own and resolves with the message that it sends last. Its output goes to the log:
 * Strapi writes more to standard output than a report should hold.
 */
export const runScript = async (name, { args = [], env = process.env, logFile }) => {
  const child = fork(here(name), args, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], cwd: playground });
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  let answer;
  child.on('message', (message) => {
    answer = message;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0 || answer === undefined) throw new Error(`${name} ended with code ${code}; its log is ${logFile}`);
  return answer;
};
