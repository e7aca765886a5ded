import { randomBytes } from 'node:crypto';
import { isFinal, type JobState, type NotifyChoice } from '../../contracts';
import { TABLES } from '../models';
import type { Connection } from '../sql/client';

/** Who cancels knows of it. */
const TOLD: readonly JobState[] = ['validated', 'completed', 'completed-with-errors', 'failed', 'undone'];

/** Call it in the transaction that brings a job to rest: what is told of has happened, and is told of once, whatever dies. */
export const addNotice = async (connection: Connection, jobId: number): Promise<void> => {
  const job = (await connection(TABLES.jobs).where({ id: jobId }).first('state', 'attempt', 'actor_key', 'notify')) as
    | { state: JobState; attempt: number; actor_key: string; notify: string | null }
    | undefined;
  if (job === undefined) return;
  const { email = false } = JSON.parse(job.notify ?? '{}') as NotifyChoice;
  const isTold = TOLD.includes(job.state);
  if (!isTold && !isFinal(job.state)) return;
  const nowMs = Date.now();
  // A plan that was made anew in the same run is told of anew.
  await connection(TABLES.notices).where({ job_id: jobId, attempt: job.attempt, state: job.state }).delete();
  // What was told of the job before is overtaken.
  await connection(TABLES.notices).where({ job_id: jobId }).whereNull('read_ms').update({ read_ms: nowMs });
  await connection(TABLES.notices).insert({
    uid: `n${randomBytes(16).toString('hex')}`, job_id: jobId, attempt: job.attempt, state: job.state, actor_key: job.actor_key, created_ms: nowMs, read_ms: isTold ? null : nowMs,
    email: email && isTold ? 'waiting' : null, email_tries: 0, email_next_ms: nowMs, webhook: isFinal(job.state) ? 'waiting' : null, webhook_tries: 0, webhook_next_ms: nowMs,
  });
};
