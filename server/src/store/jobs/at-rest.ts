import { isFinal, type JobState } from '../../contracts';
import { recordAct } from '../audit/audit-log';
import { TABLES } from '../models';
import { addNotice } from '../notices/add-notice';
import type { Connection } from '../sql/client';
import { toJobRow } from './job-row';
import { tallyOf } from './tally';

/** What belongs to a change after which nothing more happens by itself; call it last in the transaction of that change. */
export const noteRest = async (connection: Connection, jobId: number, state: JobState): Promise<void> => {
  if (!isFinal(state) && state !== 'validated') return;
  const row = (await connection(TABLES.jobs).where({ id: jobId }).first()) as Record<string, unknown>;
  const job = toJobRow(row);
  if (isFinal(state)) await recordAct(connection, { action: 'job.end', actor: null, job, state, counts: tallyOf(job, state) });
  await addNotice(connection, job);
};
