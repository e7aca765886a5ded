import { randomBytes } from 'node:crypto';
import { actorKey, isFinal, type JobState } from '../../contracts';
import type { JobRow } from '../jobs/job-row';
import { TABLES } from '../models';
import type { Connection } from '../sql/client';

/** Who cancels knows of it. */
const TOLD: readonly JobState[] = ['validated', 'completed', 'completed-with-errors', 'failed', 'undone'];

/** Call it in the transaction that brings a job to rest: what is told of has happened, and is told of once, whatever dies. */
export const addNotice = async (connection: Connection, { id, attempt, state, actor, notify }: JobRow): Promise<void> => {
  const isTold = TOLD.includes(state);
  const nowMs = Date.now();
  // A plan that was made anew in the same run is told of anew.
  await connection(TABLES.notices).where({ job_id: id, attempt, state }).delete();
  // What was told of the job before is overtaken.
  await connection(TABLES.notices).where({ job_id: id }).whereNull('read_ms').update({ read_ms: nowMs });
  await connection(TABLES.notices).insert({
    uid: `n${randomBytes(16).toString('hex')}`, job_id: id, attempt, state, actor_key: actorKey(actor), created_ms: nowMs, read_ms: isTold ? null : nowMs,
    email: notify.email === true && isTold ? 'waiting' : null, email_tries: 0, email_next_ms: nowMs, webhook: isFinal(state) ? 'waiting' : null, webhook_tries: 0, webhook_next_ms: nowMs,
  });
};
