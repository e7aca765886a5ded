import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import Redis from 'ioredis';
import { freePort } from './free-port';

/** A Redis of a test's own, that may be stopped and emptied without harm to others. */
export interface OwnRedis {
  url: string;
  /** Does nothing where it runs. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Runs commands and gives the answer of each. */
  run(...commands: [string, ...string[]][]): Promise<unknown[]>;
}

/** Tests that start a Redis of their own; left out by name where there is none to start, which CI does not accept. */
export const describeWithRedis = (what: string, tests: () => void): void => {
  if (spawnSync('redis-server', ['--version']).status === 0) describe(what, tests);
  else if (process.env['CI'] !== 'true') describe.skip(`${what} (left out: no redis-server)`, tests);
  else {
    it('finds a redis-server', () => {
      throw new Error('redis-server is not installed');
    });
  }
};

/** Nothing is written to disk: a stopped one comes back empty. */
export const createRedis = async (...more: string[]): Promise<OwnRedis> => {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  const connect = (): Redis => new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 }).on('error', () => {});
  const run: OwnRedis['run'] = async (...commands) => {
    const client = connect();
    try {
      const answers: unknown[] = [];
      for (const [name, ...args] of commands) answers.push(await client.call(name, ...args));
      return answers;
    } finally {
      client.disconnect();
    }
  };
  return {
    url,
    run,
    start: async () => {
      if (child !== null) return;
      child = spawn('redis-server', ['--port', String(port), '--save', '', '--appendonly', 'no', ...more], { stdio: 'ignore' });
      if (more.length === 0) await run(['PING']);
    },
    stop: async () => {
      if (child === null) return;
      const stopped = child;
      const gone = new Promise((resolve) => stopped.once('exit', resolve));
      stopped.kill('SIGKILL');
      await gone;
      child = null;
    },
  };
};
