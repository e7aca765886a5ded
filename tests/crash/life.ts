import { fork } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
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
  at?: string;
  afterMs?: number;
  /** Empties the plugin's tables first. */
  reset?: boolean;
}

/** One process that works on the scenario until it is done or killed (SIGKILL: no handler runs, nothing is flushed). */
export const live = async (database: TestDatabase, scenario: Scenario, death: Death = {}): Promise<Life> => {
  const resultFile = `${scenario.file}.${database.kind}.result.json`;
  rmSync(resultFile, { force: true });
  const startedMs = performance.now();
  const child = fork(path.join(__dirname, 'child.cjs'), {
    env: {
      ...process.env, ...database.env, NODE_ENV: 'production',
      CRASH_FILE: scenario.file, CRASH_SETTING: JSON.stringify(scenario.setting), CRASH_BLOCK_ROWS: String(scenario.blockRows),
      CRASH_AT: death.at ?? '', CRASH_RESET: death.reset === true ? 'yes' : '', CRASH_RESULT: resultFile,
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
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.once('close', (...ended) => resolve(ended)));
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`The application ended with code ${code}: ${stderr}`);
  const isDone = code === 0 && existsSync(resultFile);
  return {
    result: isDone ? (JSON.parse(readFileSync(resultFile, 'utf8')) as LifeResult) : null,
    bootMs: readyMs - startedMs,
    workMs: performance.now() - readyMs,
  };
};
