import { isFinal, type JobState } from '../../contracts';
import { recordEnd } from '../audit/job-end';
import { addNotice } from '../notices/add-notice';
import type { Connection } from '../sql/client';

/** What belongs to a change after which nothing more happens by itself; call it in the transaction of that change. */
export const noteRest = async (connection: Connection, jobId: number, state: JobState): Promise<void> => {
  if (isFinal(state)) await recordEnd(connection, jobId);
  if (isFinal(state) || state === 'validated') await addNotice(connection, jobId);
};
