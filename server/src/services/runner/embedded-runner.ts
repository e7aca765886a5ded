import { ShuttingDown } from '../../jobs/control-errors';
import { claimNext } from '../../store/jobs/lease';
import { seeWorker, forgetWorker } from '../../store/jobs/workers';
import { giveWay } from '../../store/sql/give-way';
import type { EngineParts } from './engine-parts';
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
  let wake: (() => void) | null = null;
  const lanes: Promise<void>[] = [];

  const parts: EngineParts = {
    ...base,
    breathe: async () => {
      await giveWay(base.database);
      if (stopping) throw new ShuttingDown();
      await seeWorker(base.database, base.owner);
    },
  };

  const step = async (only?: string): Promise<boolean> => {
    const { database, config, owner, isDead } = parts;
    const claimed = await claimNext(database, { owner, leaseMs: config.leaseMs, isDead, ...(only === undefined ? {} : { only }) });
    if (claimed === null) return false;
    await runClaimed(claimed.claim, claimed.job, parts);
    return true;
  };

  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS);
      const before = wake;
      wake = () => {
        clearTimeout(timer);
        before?.();
        resolve();
      };
    });

  const lane = async (): Promise<void> => {
    while (!stopping) {
      try {
        await seeWorker(parts.database, parts.owner);
        if (!(await step())) await idle();
      } catch (error) {
        parts.log.error(`external-contacts: the runner could not look for jobs: ${error instanceof Error ? error.message : String(error)}`);
        await idle();
      }
    }
  };

  return {
    start: () => {
      for (let count = 0; count < LANES; count += 1) lanes.push(lane());
    },
    nudge: () => {
      wake?.();
      wake = null;
    },
    stop: async () => {
      stopping = true;
      wake?.();
      await Promise.all(lanes);
      await forgetWorker(parts.database, parts.owner);
    },
    step,
  };
};
