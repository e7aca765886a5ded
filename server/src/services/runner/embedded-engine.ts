import type { JobEngine } from '../../jobs/job-engine';
import { createLanes } from '../../jobs/lanes';
import type { Stepper } from './create-stepper';
import { lanesOf } from './lanes-of';

/** How long an idle lane waits before it looks again; a new job in this process wakes it at once. */
const POLL_MS = 1_000;

/** Jobs with nothing but the database: every process looks there once a second. */
export const createEmbeddedEngine = (stepper: Stepper, { pollMs = POLL_MS }: { pollMs?: number | undefined } = {}): JobEngine => {
  const lanes = createLanes(lanesOf(stepper, { pollMs, step: (work) => stepper.step({ work }) }));
  return {
    start: lanes.start,
    open: () => {},
    announce: lanes.ring,
    step: (only) => stepper.step(only === undefined ? {} : { only }),
    stop: async () => {
      stepper.halt();
      await lanes.stop();
      await stepper.signOff();
    },
  };
};
