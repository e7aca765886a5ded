import type { Job, Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { createOutageLog } from './outage-log';

/** Below the prefix: `PREFIX:jobs:…`. */
const QUEUE = 'jobs';
/** Between two tries to reach Redis: 0.2 s at first, then longer and longer. */
const MAX_RECONNECT_MS = 5_000;
/** An announcement that nobody here has room for is given back for so long, so that another process may take it. */
const GIVE_BACK_MS = 1_000;
/** Redis may be away when a process stops; nobody waits for it then. */
const CLOSE_MS = 500;

export interface QueueOptions {
  redis: { url: string; prefix: string };
  log: Parameters<typeof createOutageLog>[0];
  /** Redis answers, for the first time or again: what was announced meanwhile may be lost. */
  onReady(): void;
}

/** How one announcement was taken: `no-room` where this process has no lane free for what there is to do. */
export type Taken = 'taken' | 'no-room';

export interface ListenOptions {
  /** Announcements taken at a time. */
  concurrency: number;
  /** After so long an announcement whose taker was killed is given to another. */
  lockMs: number;
  take(): Promise<Taken>;
}

export interface JobQueue {
  /** Resolves to whether it got through. Never waits for a Redis that is away. */
  announce(uid: string): Promise<boolean>;
  listen(options: ListenOptions): void;
  /** Takes no more announcements; resolves when those under way are done with. */
  mute(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Announcements of work through Redis, by BullMQ. They carry nothing but a job's id: one that is lost or comes twice does no harm.
 * The packages are loaded here and not before: most applications do without Redis.
 */
export const openJobQueue = async ({ redis: { url, prefix }, log, onReady }: QueueOptions): Promise<JobQueue> => {
  const bullmq = await import('bullmq');
  const ioredis = await import('ioredis');
  const outage = createOutageLog(log, url);
  let isClosed = false;
  // BullMQ makes connections of its own from these: once closed, none of them tries again.
  const retryStrategy = (times: number): number | null => (isClosed ? null : Math.min(times * 200, MAX_RECONNECT_MS));
  const options = { maxRetriesPerRequest: null, retryStrategy };
  // Without a queue of its own for commands: an announcement fails at once while Redis is away, and is made anew later.
  const connection: Redis = new ioredis.Redis(url, { ...options, enableOfflineQueue: false });
  connection.on('error', outage.failed);
  connection.on('ready', () => {
    outage.works();
    onReady();
  });
  const queue: Queue = new bullmq.Queue(QUEUE, { connection, prefix, skipVersionCheck: true, defaultJobOptions: { removeOnComplete: true, removeOnFail: true } });
  queue.on('error', outage.failed);
  let worker: Worker | null = null;

  return {
    announce: async (uid) => {
      if (connection.status !== 'ready') return false;
      try {
        await queue.add('work', { job: uid });
        return true;
      } catch (error) {
        outage.failed(error);
        return false;
      }
    },
    listen: ({ concurrency, lockMs, take }) => {
      const process = async (entry: Job, token?: string): Promise<void> => {
        if ((await take()) === 'taken') return;
        await entry.moveToDelayed(Date.now() + GIVE_BACK_MS, token);
        throw new bullmq.DelayedError();
      };
      worker = new bullmq.Worker(QUEUE, process, {
        connection: { ...options, url }, prefix, concurrency, lockDuration: lockMs, stalledInterval: lockMs,
        removeOnComplete: { count: 0 }, removeOnFail: { count: 0 },
      });
      worker.on('error', outage.failed);
    },
    // While Redis is away there is nobody to tell that an announcement is done with.
    mute: () => atMost(worker?.close(connection.status !== 'ready')),
    close: async () => {
      isClosed = true;
      await atMost(queue.close());
      connection.disconnect();
    },
  };
};

const atMost = async (closing: Promise<void> | undefined): Promise<void> => {
  await Promise.race([Promise.allSettled([closing]), new Promise((resolve) => setTimeout(resolve, CLOSE_MS))]);
};
