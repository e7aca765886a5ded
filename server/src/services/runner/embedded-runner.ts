import { createAlarm } from '../../jobs/alarm';
import { ShuttingDown } from '../../jobs/control-errors';
import { claimNext } from '../../store/jobs/lease';
import { seeWorker, forgetWorker } from '../../store/jobs/workers';
import { giveWay } from '../../store/sql/give-way';
import type { EngineParts } from './engine-parts';
import { createGarbageWatch } from './garbage-watch';
import { runClaimed } from './run-claimed';

/** How long an idle runner waits before it looks again; a new job in this process wakes it at once. */
const POLL_MS = 1_000;
/** One import and one validation beside it. */
const LANES = 2;

export interface EmbeddedRunner {
  start(): void;
  /** Looks for work now. */
  nudge(): void;
  /** Finishes the slices under way and gives their jobs back. */
  stop(): Promise<void>;
  /** Claims and runs one part of one job; false when there is nothing to do. */
  step(only?: string): Promise<boolean>;
}

/** Runs jobs inside the Strapi process, with nothing but the database. */
export const createEmbeddedRunner = (base: Omit<EngineParts, 'breathe'>): EmbeddedRunner => {
  let stopping = false;
  const watchGarbage = createGarbageWatch();
  const alarm = createAlarm();
  const lanes: Promise<void>[] = [];

  const parts: EngineParts = {
    ...base,
    breathe: async () => {
      watchGarbage();
      await giveWay(base.database);
      if (stopping) throw new ShuttingDown();
      await seeWorker(base.database, base.owner);
    },
  };

  const claimAndRun = async (only?: string): Promise<boolean> => {
    if (stopping) return false;
    const { database, config, owner, isDead } = parts;
    const claimed = await claimNext(database, { owner, leaseMs: config.leaseMs, isDead, ...(only === undefined ? {} : { only }) });
    if (claimed === null) return false;
    await runClaimed(claimed.claim, claimed.job, parts);
    return true;
  };

  /** Steps of the command line run outside the lanes: `stop` waits for them too. */
  const underWay = new Set<Promise<boolean>>();
  const step = async (only?: string): Promise<boolean> => {
    const run = claimAndRun(only);
    underWay.add(run);
    try {
      return await run;
    } finally {
      underWay.delete(run);
    }
  };

  const idle = (): Promise<void> => (stopping ? Promise.resolve() : alarm.sleep(POLL_MS));

  const lane = async (): Promise<void> => {
    while (!stopping) {
      try {
        await seeWorker(parts.database, parts.owner);
        if (!(await step())) await idle();
      } catch (error) {
        parts.log.error(`external-contacts: the runner could not look for jobs: ${nameOf(error)}`);
        await idle();
      }
    }
  };

  return {
    start: () => {
      for (let count = 0; count < LANES; count += 1) lanes.push(lane());
    },
    nudge: alarm.ring,
    stop: async () => {
      stopping = true;
      alarm.ring();
      await Promise.allSettled([...lanes, ...underWay]);
      // Without a database it cannot be struck off; it is taken for gone a few seconds later anyway.
      await forgetWorker(parts.database, parts.owner).catch((error: unknown) => parts.log.warn(`external-contacts: the worker could not sign off: ${nameOf(error)}`));
    },
    step,
  };
};

/** A database error's message repeats the statement with its values: name and code tell enough. */
const nameOf = (error: unknown): string => {
  const { name, code } = error as { name?: unknown; code?: unknown };
  return [name, code].filter((part) => typeof part === 'string').join(' ');
};
