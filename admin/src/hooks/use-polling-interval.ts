import * as React from 'react';

import { usePageVisible } from './use-page-visible';

/** A job's counters move about once a second (a slice on PostgreSQL); asking more often shows nothing new. */
export const FAST_POLL_MS = 1_500;
/** Somebody else may start a job. */
export const SLOW_POLL_MS = 15_000;

interface Polling {
  /** 0 switches polling off, as RTK Query has it. */
  pollingInterval: number;
  /** Say after each answer whether something is running. */
  setRunning: (running: boolean) => void;
}

/** Fast while something runs, `idleMs` otherwise, not at all while the tab is hidden. */
export const usePollingInterval = (idleMs: number): Polling => {
  const visible = usePageVisible();
  const [running, setRunning] = React.useState(false);

  return { pollingInterval: !visible ? 0 : running ? FAST_POLL_MS : idleMs, setRunning };
};
