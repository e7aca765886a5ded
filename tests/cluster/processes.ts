import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PLAYGROUND } from '../support/boot-strapi';

const STRAPI = path.join(path.dirname(createRequire(__filename).resolve('@strapi/strapi/package.json')), 'bin/strapi.js');
const COMMAND = path.resolve(__dirname, '../../bin/external-contacts.js');

/** A process of the cluster, as an operator starts it. */
export interface Member {
  pid: number;
  /** Sends a signal; after one that ends it, see `ended`. */
  signal(name: NodeJS.Signals): void;
  /** The exit code; null after SIGKILL. */
  ended: Promise<number | null>;
}
export interface WebMember extends Member {
  url: string;
}

/** `strapi start` in the role of a web node: it answers, and announces jobs. */
export const startWeb = async (env: Record<string, string>, port: number): Promise<WebMember> => {
  const url = `http://127.0.0.1:${port}`;
  const { member, isRunning, output } = begin([STRAPI, 'start'], { EXTERNAL_CONTACTS_ROLE: 'web', ...env, PORT: String(port) });
  while (!(await answers(url))) {
    if (!isRunning()) throw new Error(`The web node ended: ${output()}`);
    await wait(100);
  }
  return { ...member, url };
};

/** `external-contacts worker`: it runs jobs and listens on no port. */
export const startWorker = async (env: Record<string, string>): Promise<Member> => {
  const { member, isRunning, output } = begin([COMMAND, 'worker', '--app', PLAYGROUND], env);
  while (!output().includes('is waiting for jobs')) {
    if (!isRunning()) throw new Error(`The worker ended: ${output()}`);
    await wait(100);
  }
  return member;
};

export const stopAll = async (members: readonly Member[]): Promise<void> => {
  for (const member of members) {
    member.signal('SIGCONT');
    member.signal('SIGKILL');
  }
  await Promise.all(members.map(({ ended }) => ended));
};

const begin = (args: string[], env: Record<string, string>): { member: Member; isRunning: () => boolean; output: () => string } => {
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: PLAYGROUND,
    env: { ...process.env, ...env, NODE_ENV: 'production', STRAPI_TELEMETRY_DISABLED: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let isRunning = true;
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'exit').then(([code]) => {
    isRunning = false;
    return code as number | null;
  });
  return { member: { pid: child.pid ?? 0, signal: (name) => void child.kill(name), ended }, isRunning: () => isRunning, output: () => output };
};

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/_health`, { headers: { connection: 'close' } })).status === 204;
  } catch {
    return false;
  }
};
