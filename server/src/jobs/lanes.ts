import { createAlarm } from './alarm';
import { WORKS, type Work } from './job-engine';

export interface LaneOptions {
  /** How many parts of jobs of each kind this process runs at a time. */
  limits: Record<Work, number>;
  /** How long an idle lane waits before it looks again by itself. */
  pollMs: number;
  /** Does the next part of a job of this kind; false when there is none. */
  step(work: Work): Promise<boolean>;
  tell(error: unknown): void;
}

export interface Lanes {
  start(): void;
  /** Lets the idle ones look now. */
  ring(): void;
  /** Does one part of a job, unless as many as may be are under way here: false then too. */
  take(work: Work): Promise<boolean>;
  /** Resolves when the last one has ended. */
  stop(): Promise<void>;
}

/** Loops that look for work, do it, and wait. Whoever is told of work beside them shares their limits through `take`. */
export const createLanes = ({ limits, pollMs, step, tell }: LaneOptions): Lanes => {
  const alarm = createAlarm();
  const running: Record<Work, number> = { import: 0, validation: 0 };
  const loops: Promise<void>[] = [];
  let stopping = false;
  let rings = 0;

  const take = async (work: Work): Promise<boolean> => {
    if (stopping || running[work] >= limits[work]) return false;
    running[work] += 1;
    try {
      return await step(work);
    } finally {
      running[work] -= 1;
    }
  };

  /** Whether there was anything to do. */
  const look = async (work: Work): Promise<boolean> => {
    try {
      return await take(work);
    } catch (error) {
      tell(error);
      return false;
    }
  };
  const lane = async (work: Work): Promise<void> => {
    while (!stopping) {
      const heard = rings;
      // What came while it looked may have come too late to be seen.
      if (!(await look(work)) && rings === heard && !stopping) await alarm.sleep(pollMs);
    }
  };
  const ring = (): void => {
    rings += 1;
    alarm.ring();
  };

  return {
    start: () => {
      for (const work of WORKS) {
        for (let count = 0; count < limits[work]; count += 1) loops.push(lane(work));
      }
    },
    ring,
    take,
    stop: async () => {
      stopping = true;
      ring();
      await Promise.all(loops);
    },
  };
};
