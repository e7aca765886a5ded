import { ShuttingDown } from '../../jobs/control-errors';
import type { Work } from '../../jobs/job-engine';
import type { ChooseOptions } from '../../store/jobs/choose-job';
import { findStartable } from '../../store/jobs/claimable';
import { createJobStore } from '../../store/jobs/job-store';
import { claimNext } from '../../store/jobs/lease';
import { forgetWorker, seeWorker, type Worker } from '../../store/jobs/workers';
import { giveWay } from '../../store/sql/give-way';
import type { EngineParts } from './engine-parts';
import { createHeapBound } from './heap-growth';
import { createPlanHelper } from './help-plan';
import { logClaimed, logRested } from './job-log';
import { runClaimed } from './run-claimed';

export type Stepper = ReturnType<typeof createStepper>;

/** What both engines do with a job, and how this process is seen by others while it runs jobs. */
export const createStepper = (base: Omit<EngineParts, 'breathe'>) => {
  let stopping = false;
  const heap = createHeapBound();
  const running = new Set<string>();
  const underWay = new Set<Promise<boolean>>();
  const { database, config, owner, isDead } = base;
  const store = createJobStore(database);
  const choose: ChooseOptions = { parallel: config.parallelImports, isDead };

  const self = (): Worker => ({ owner, role: base.role, engine: config.engine, version: base.version, jobs: [...running] });
  const sign = (): Promise<void> => seeWorker(database, self());

  const parts: EngineParts = {
    ...base,
    breathe: async () => {
      await giveWay(database);
      if (stopping) throw new ShuttingDown();
      await sign();
    },
  };

  const help = createPlanHelper(parts);

  const claimAndRun = async (which: { only?: string; work?: Work }): Promise<boolean> => {
    if (stopping) return false;
    const claimed = await claimNext(database, { ...choose, ...which, owner, leaseMs: config.leaseMs, maxCrashes: config.maxCrashes });
    // Whoever has nothing of its own to plan helps those who plan.
    if (claimed === null) return which.work !== 'import' && help(which.only);
    const { uid } = claimed.claim;
    running.add(uid);
    heap.enter();
    logClaimed(base.log, claimed.claim, claimed.job);
    const startedMs = performance.now();
    try {
      await runClaimed(claimed.claim, claimed.job, parts);
      const rested = await store.find(uid);
      if (rested !== null) logRested(base.log, rested, performance.now() - startedMs);
    } finally {
      heap.leave();
      running.delete(uid);
    }
    return true;
  };

  return {
    parts,
    sign,
    /** Jobs that somebody could begin now. */
    findStartable: () => findStartable(database, choose),
    /** Claims and runs one part of one job; false when there is nothing to do. */
    step: async (which: { only?: string; work?: Work }): Promise<boolean> => {
      const run = claimAndRun(which);
      underWay.add(run);
      try {
        return await run;
      } finally {
        underWay.delete(run);
      }
    },
    /** Every step ends at its next slice, and none begins. */
    halt: (): void => {
      stopping = true;
    },
    /** Once they have ended: this process runs no jobs any more. */
    signOff: async (): Promise<void> => {
      await Promise.allSettled([...underWay]);
      // Without a database it cannot be struck off; it is taken for gone a few seconds later anyway.
      await forgetWorker(database, owner).catch((error: unknown) => base.log.warn(`external-contacts: the worker could not sign off: ${problemOf(error)}`));
    },
    tell: (error: unknown): void => {
      base.log.error(`external-contacts: the runner could not look for jobs: ${problemOf(error)}`);
    },
  };
};

/** A database error's message repeats the statement with its values: name and code tell enough. */
const problemOf = (error: unknown): string => {
  const { name, code } = error as { name?: unknown; code?: unknown };
  return [name, code].filter((part) => typeof part === 'string').join(' ');
};
