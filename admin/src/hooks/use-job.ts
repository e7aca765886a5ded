import * as React from 'react';
import type { JobDto } from '../../../server/src/contracts';

import { useGetJobQuery } from '../api/jobs-api';
import { isRunning } from '../utils/job-state';
import { SLOW_POLL_MS, usePollingInterval } from './use-polling-interval';

interface LiveJob {
  job: JobDto | undefined;
  isLoading: boolean;
  error: unknown;
  /** Known from before, but the last question went unanswered. */
  isStale: boolean;
}

/** A job whose numbers follow the server while it works; slowly otherwise, because another tab or person may start or cancel it. */
export const useJob = (id: string): LiveJob => {
  const { pollingInterval, setRunning } = usePollingInterval(SLOW_POLL_MS);
  const { data, isLoading, error } = useGetJobQuery(id, { pollingInterval, refetchOnMountOrArgChange: true });

  const running = data !== undefined && isRunning(data.state);
  React.useEffect(() => setRunning(running), [running, setRunning]);

  return { job: data, isLoading, error, isStale: data !== undefined && error !== undefined };
};
