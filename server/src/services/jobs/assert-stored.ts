import { OperationError } from '../../contracts';
import type { JobRow } from '../../store/jobs/job-row';

/** Rows, plans and before-images are deleted after a time, or at once where somebody says so; the counts stay. */
export const assertStored = ({ purgedMs }: Pick<JobRow, 'purgedMs'>): void => {
  if (purgedMs !== null) throw new OperationError('job.purged', 410, 'The rows of this job were deleted; its counts are all that is left', { purgedAt: new Date(purgedMs).toISOString() });
};
