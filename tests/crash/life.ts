import { fork } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import path from 'node:path';
import type { Failpoint } from '../../server/src/jobs/failpoint';
import type { TestDatabase } from '../support/databases';

/** What the application is to do next; `file` is its path, and its name the job's. See steps.cjs. */
export type Step =
  | { do: 'import' | 'plan'; file: string; setting: object }
  | { do: 'go' | 'undo'; file: string }
  | { do: 'fix'; file: string; fixes: object[] }
  | { do: 'edit'; lastName: string; data: object }
  | { do: 'tickets'; lastNames: string[] };

export interface Scenario {
  /** Where lives keep what they have seen: steps that an earlier one has done are not done again. */
  journal: string;
  steps: readonly Step[];
  blockRows: number;
}

/** What a step has left. */
export interface Moment {
  verify: { ok: boolean; equation: string; findings: unknown[] };
  dump: Record<string, unknown>;
  /** Contacts, organizations, keys and links under their own ids, to be compared within one run; empty where there is one step. */
  directory: Record<string, unknown>;
}

/** Of the last step, and of each. */
export interface LifeResult extends Moment {
  reached: string[];
  moments: Moment[];
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
  /** The so-manieth time that it gets there; the first where absent. */
  nth?: number;
  /** How many deaths at one place the engine takes before it is careful; it never is where this is absent. */
  maxCrashes?: number;
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
  const resultFile = `${scenario.journal}.${death.name ?? 'only'}.json`;
  const moments = scenario.steps.map((_, index) => `${resultFile}.${index}`);
  for (const file of [resultFile, `${resultFile}.struck`, ...(death.reset === true ? moments : [])]) rmSync(file, { force: true });
  const startedMs = performance.now();
  const child = fork(path.join(__dirname, 'child.cjs'), {
    env: {
      ...process.env, ...database.env, NODE_ENV: 'production', EXTERNAL_CONTACTS_MAX_CRASHES: String(death.maxCrashes ?? 1_000_000),
      CRASH_STEPS: JSON.stringify(scenario.steps), CRASH_BLOCK_ROWS: String(scenario.blockRows),
      CRASH_AT: death.at ?? '', CRASH_NTH: String(death.nth ?? 1), CRASH_SIGNAL: death.signal ?? 'SIGKILL', CRASH_LEASE_MS: String(death.leaseMs ?? 30_000),
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
      result: isDone ? readResult(resultFile, moments) : null,
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

const readResult = (resultFile: string, files: string[]): LifeResult => {
  const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
  const moments = files.map((file) => read(file) as Moment);
  const last = moments.at(-1);
  if (last === undefined) throw new Error('There was nothing to do');
  return { ...last, ...(read(resultFile) as { reached: string[] }), moments };
};
