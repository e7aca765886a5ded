import { openJobQueue, type JobQueue, type Taken } from '../../connectors/queue';
import { WORKS, type JobEngine, type Work } from '../../jobs/job-engine';
import { createLanes } from '../../jobs/lanes';
import type { Stepper } from './create-stepper';
import { lanesOf } from './lanes-of';

/** Redis tells of work at once; lanes look by themselves for what it has lost, and while it is away. */
const POLL_MS = 5_000;

/**
 * Jobs announced through Redis, to whichever process has a lane free. An announcement says that there is work, the database which: so
 * the order of jobs is that of the other engine, and what is announced twice, late or to nobody changes nothing but when it is begun.
 */
export const createBullmqEngine = (stepper: Stepper, { pollMs = POLL_MS }: { pollMs?: number | undefined } = {}): JobEngine => {
  const { config, log } = stepper.parts;
  let opening: Promise<JobQueue> | null = null;
  let isStopped = false;

  const open = (): Promise<JobQueue> => (opening ??= openJobQueue({ redis: config.redis, log, onReady: () => void announceStartable() }));

  const announce = async (uid: string): Promise<void> => {
    const queue = await open();
    // If nobody else has heard it, this process looks.
    if (!(await queue.announce(uid))) lanes.ring();
  };
  /** What others could begin now: what waited for a job that has just ended, its own next part, or what an outage has hidden. */
  const announceStartable = async (): Promise<void> => {
    try {
      for (const uid of await stepper.findStartable()) await announce(uid);
    } catch (error) {
      if (!isStopped) stepper.tell(error);
    }
  };
  const step = async (work: Work): Promise<boolean> => {
    const isDone = await stepper.step({ work });
    if (isDone) await announceStartable();
    return isDone;
  };
  const lanes = createLanes(lanesOf(stepper, { pollMs, step }));

  const take = async (): Promise<Taken> => {
    for (const work of WORKS) if (await lanes.take(work)) return 'taken';
    return (await stepper.findStartable()).length > 0 ? 'no-room' : 'taken';
  };
  const listen = async (): Promise<void> => {
    const queue = await open();
    queue.listen({ concurrency: config.parallelImports.total + 1, lockMs: config.leaseMs, take });
  };

  return {
    start: () => {
      lanes.start();
      void listen().catch(stepper.tell);
    },
    open: () => void open().catch(stepper.tell),
    announce: (uid) => void (uid === undefined ? announceStartable() : announce(uid).catch(stepper.tell)),
    step: (only) => stepper.step(only === undefined ? {} : { only }),
    stop: async () => {
      isStopped = true;
      stepper.halt();
      const queue = await opening?.catch(() => null);
      const muted = queue?.mute();
      await lanes.stop();
      await stepper.signOff();
      await muted;
      // What was given back goes on elsewhere at once.
      await announceStartable();
      await queue?.close();
    },
  };
};
