import * as React from 'react';
import type { JobDto } from '../../../server/src/contracts';

import { useGetJobQuery } from '../api/jobs-api';
import { isRunning } from '../utils/job-state';
import { usePollingInterval } from './use-polling-interval';

interface LiveJob {
  job: JobDto | undefined;
  isLoading: boolean;
  error: unknown;
  /** Known from before, but the last question went unanswered. */
  isStale: boolean;
}

/** A job whose numbers follow the server while it works; nothing is asked once it waits or has ended. */
export const useJob = (id: string): LiveJob => {
  const { pollingInterval, setRunning } = usePollingInterval(0);
  const { data, isLoading, error } = useGetJobQuery(id, { pollingInterval, refetchOnMountOrArgChange: true });

  const running = data !== undefined && isRunning(data.state);
  React.useEffect(() => setRunning(running), [running, setRunning]);

  return { job: data, isLoading, error, isStale: data !== undefined && error !== undefined };
};
