import type { JobState } from '../../contracts';
import { TABLES } from '../models';
import type { Database } from '../sql/client';

export const CHANNELS = ['email', 'webhook'] as const;
export type Channel = (typeof CHANNELS)[number];

export interface Notice {
  id: number;
  uid: string;
  jobId: number;
  attempt: number;
  /** The job's, when this was written. */
  state: JobState;
  createdMs: number;
  readMs: number | null;
}

/** A notice that is this process' to tell, for a minute. */
export interface Due extends Notice {
  /** How often it was tried, this time included. */
  tries: number;
}

/** Longer than any answer of a mail server or a webhook is waited for. */
const CLAIM_MS = 60_000;
/** Waits between two tries; after the last one it is given up. */
const BACKOFF_MS = [60_000, 5 * 60_000, 30 * 60_000, 2 * 60 * 60_000, 12 * 60 * 60_000];

export type NoticeStore = ReturnType<typeof createNoticeStore>;

export const createNoticeStore = (database: Database) => {
  const table = () => database.knex()(TABLES.notices);

  return {
    /** What is due in this way; each is given to one process only, and again where that one dies. */
    async claim(channel: Channel, limit = 20): Promise<Due[]> {
      const nowMs = Date.now();
      const rows = (await table().where({ [channel]: 'waiting' }).where(`${channel}_next_ms`, '<=', nowMs).orderBy('id').limit(limit)) as Record<string, unknown>[];
      const due: Due[] = [];
      for (const row of rows) {
        const tries = Number(row[`${channel}_tries`]) + 1;
        const won = await table()
          .where({ id: row['id'] as number, [channel]: 'waiting', [`${channel}_tries`]: tries - 1 })
          .update({ [`${channel}_tries`]: tries, [`${channel}_next_ms`]: nowMs + CLAIM_MS });
        if (won === 1) due.push({ ...toNotice(row), tries });
      }
      return due;
    },

    /** `none`: there is nobody to tell in this way. */
    async settle(channel: Channel, id: number, how: 'sent' | 'none'): Promise<void> {
      await table().where({ id }).update({ [channel]: how });
    },

    /** Tries again later; false when that was the last time. */
    async postpone(channel: Channel, { id, tries }: Due): Promise<boolean> {
      const wait = BACKOFF_MS[tries - 1];
      await table().where({ id }).update(wait === undefined ? { [channel]: 'failed' } : { [`${channel}_next_ms`]: Date.now() + wait });
      return wait !== undefined;
    },

    /** One's own that are to be seen, newest first, with their jobs. */
    async list(actorKey: string, { unreadOnly, limit }: { unreadOnly: boolean; limit: number }): Promise<(Notice & { job: { uid: string; name: string } })[]> {
      const query = database
        .knex()(`${TABLES.notices} as notice`)
        .join(`${TABLES.jobs} as job`, 'job.id', 'notice.job_id')
        .select('notice.*', 'job.uid as job_uid', 'job.name as job_name')
        .where('notice.actor_key', actorKey)
        .whereNot('notice.state', 'cancelled')
        .orderBy('notice.id', 'desc')
        .limit(limit);
      if (unreadOnly) void query.whereNull('notice.read_ms');
      const rows = (await query) as Record<string, unknown>[];
      return rows.map((row) => ({ ...toNotice(row), job: { uid: String(row['job_uid']), name: String(row['job_name'] ?? '') } }));
    },

    /** Without `uids`: all of one's own. */
    async markRead(actorKey: string, uids?: readonly string[]): Promise<number> {
      const query = table().where({ actor_key: actorKey }).whereNull('read_ms');
      if (uids !== undefined) void query.whereIn('uid', [...uids]);
      return query.update({ read_ms: Date.now() });
    },

    /** What is so old is told of no more. */
    async forget(beforeMs: number): Promise<void> {
      await table().where('created_ms', '<', beforeMs).delete();
    },
  };
};

const toNotice = (row: Record<string, unknown>): Notice => ({
  id: Number(row['id']),
  uid: String(row['uid']),
  jobId: Number(row['job_id']),
  attempt: Number(row['attempt']),
  state: row['state'] as JobState,
  createdMs: Number(row['created_ms']),
  readMs: row['read_ms'] === null || row['read_ms'] === undefined ? null : Number(row['read_ms']),
});
