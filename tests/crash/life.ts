import { fork } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import path from 'node:path';
import type { Failpoint } from '../../server/src/jobs/failpoint';
import type { TestDatabase } from '../support/databases';

export interface Scenario {
  file: string;
  setting: object;
  blockRows: number;
}

export interface LifeResult {
  reached: string[];
  verify: { ok: boolean; equation: string; findings: unknown[] };
  dump: Record<string, unknown>;
}

export interface Life {
  /** null: the process was killed before it had finished. */
  result: LifeResult | null;
  /** From the process' start until Strapi was up. */
  bootMs: number;
  /** From then to the end. */
  workMs: number;
}

/** How a life ends: at a failpoint by its own hand, after a time by ours, or by itself. */
export interface Death {
  at?: Failpoint;
  /** SIGSTOP: the process stands still at the failpoint, as on a machine that swaps, until somebody wakes it. */
  signal?: 'SIGKILL' | 'SIGSTOP';
  afterMs?: number;
  /** Empties the plugin's tables first. */
  reset?: boolean;
  leaseMs?: number;
  /** Tells processes apart that live at the same time. */
  name?: string;
}

export interface Process {
  /** Resolves when it stands at its failpoint. */
  stopped: () => Promise<void>;
  wake: () => void;
  ended: Promise<Life>;
}

/** One process that works on the scenario until it is done or killed (SIGKILL: no handler runs, nothing is flushed). */
export const live = (database: TestDatabase, scenario: Scenario, death: Death = {}): Promise<Life> => begin(database, scenario, death).ended;

export const begin = (database: TestDatabase, scenario: Scenario, death: Death = {}): Process => {
  const resultFile = `${scenario.file}.${death.name ?? 'only'}.json`;
  for (const file of [resultFile, `${resultFile}.struck`]) rmSync(file, { force: true });
  const startedMs = performance.now();
  const child = fork(path.join(__dirname, 'child.cjs'), {
    env: {
      ...process.env, ...database.env, NODE_ENV: 'production',
      CRASH_FILE: scenario.file, CRASH_SETTING: JSON.stringify(scenario.setting), CRASH_BLOCK_ROWS: String(scenario.blockRows),
      CRASH_AT: death.at ?? '', CRASH_SIGNAL: death.signal ?? 'SIGKILL', CRASH_LEASE_MS: String(death.leaseMs ?? 30_000),
      CRASH_RESET: death.reset === true ? 'yes' : '', CRASH_RESULT: resultFile,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [],
  });
  let stderr = '';
  let readyMs = startedMs;
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.once('message', () => {
    readyMs = performance.now();
    if (death.afterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), death.afterMs);
  });
  const closed = new Promise<[number | null, string | null]>((resolve) => child.once('close', (...ended) => resolve(ended)));
  const end = async (): Promise<Life> => {
    const [code, signal] = await closed;
    if (signal !== 'SIGKILL' && code !== 0) throw new Error(`The application ended with code ${code}: ${stderr}`);
    const isDone = code === 0 && existsSync(resultFile);
    return {
      result: isDone ? (JSON.parse(readFileSync(resultFile, 'utf8')) as LifeResult) : null,
      bootMs: readyMs - startedMs,
      workMs: performance.now() - readyMs,
    };
  };
  return {
    stopped: async () => {
      while (!existsSync(`${resultFile}.struck`) && child.exitCode === null) await wait(20);
    },
    wake: () => child.kill('SIGCONT'),
    ended: end(),
  };
};
