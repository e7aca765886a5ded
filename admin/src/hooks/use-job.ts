import * as React from 'react';
import type { JobDto } from '../../../server/src/contracts';

import { useGetJobQuery } from '../api/jobs-api';
import { isRunning } from '../utils/job-state';
import { SLOW_POLL_MS } from '../utils/polling-pace';
import { usePollingInterval } from './use-polling-interval';
import { useReturn } from './use-return';

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
  const { data, isLoading, error, refetch, isUninitialized } = useGetJobQuery(id, { pollingInterval, refetchOnMountOrArgChange: true, skip: id === '' });
  useReturn(() => (isUninitialized ? undefined : refetch()));

  const running = data !== undefined && isRunning(data.state);
  const remainingMs = data?.progress.remainingMs ?? null;
  React.useEffect(() => setRunning(running, remainingMs), [running, remainingMs, setRunning]);

  return { job: data, isLoading, error, isStale: data !== undefined && error !== undefined };
};
