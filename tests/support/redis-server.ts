import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import Redis from 'ioredis';

/** A Redis of a test's own, that may be stopped and emptied without harm to others. */
export interface OwnRedis {
  url: string;
  /** Does nothing where it runs. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Runs commands and gives the answer of each. */
  run(...commands: [string, ...string[]][]): Promise<unknown[]>;
}

export const hasRedisServer = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

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

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
