import { createHash } from 'node:crypto';
import type { FileRow } from '../../store/files';
import type { Idempotency, NewJob } from '../../store/jobs/job-store';

/**
 * The key of a request that gave none: the same bytes through the same setting, by the same person. A second click within
 * `windowMs` finds the job of the first one, as long as that has not ended: who cancels it and begins anew means it. null: never.
 */
export const repeatKey = (file: Pick<FileRow, 'sha256'>, { settingHash, name, start, test }: Pick<NewJob, 'settingHash' | 'name' | 'start' | 'test'>, windowMs: number): Idempotency | null => {
  if (windowMs === 0) return null;
  const requestHash = createHash('sha256').update(JSON.stringify([file.sha256, settingHash, name, start, test])).digest('hex');
  return { key: `repeat:${requestHash}`, requestHash, windowMs };
};
