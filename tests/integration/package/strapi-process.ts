import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../support/free-port';
import { withoutOurs } from './fresh-app';

/** Three databases boot on two busy cores; one boot alone takes 5 s. */
const BOOT_MS = 90_000;

export interface StrapiProcess {
  url: string;
  /** Everything that it printed, with what the database layer says about the schema. */
  log: () => string;
  stop: () => Promise<void>;
}

/** `strapi start`, as the host does it. */
export const startStrapi = async (folder: string, database: Record<string, string>): Promise<StrapiProcess> => {
  const port = await freePort();
  const child = spawn(process.execPath, ['node_modules/@strapi/strapi/bin/strapi.js', 'start'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...withoutOurs(process.env), ...database, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), STRAPI_TELEMETRY_DISABLED: 'true', DEBUG: 'strapi::database' },
  });
  let log = '';
  let running = true;
  const keep = (chunk: Buffer): void => {
    log += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve())).then(() => {
    running = false;
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };

  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + BOOT_MS;
  while (!(await isHealthy(url))) {
    if (running && Date.now() < deadline) {
      await wait(200);
      continue;
    }
    await stop();
    throw new Error(`Strapi did not start in ${folder}:\n${log.slice(-4_000)}`);
  }
  return { url, log: () => log, stop };
};

const isHealthy = async (url: string): Promise<boolean> => {
  try {
    // Closed at once: a busy boot may outlast the idle time of a kept connection, and the next request would be reset.
    return (await fetch(`${url}/_health`, { headers: { connection: 'close' } })).status === 204;
  } catch {
    return false;
  }
};
