import * as React from 'react';

import { pollingPace } from '../utils/polling-pace';
import { usePageVisible } from './use-page-visible';

interface Polling {
  /** 0 switches polling off, as RTK Query has it. */
  pollingInterval: number;
  /** Say after each answer whether something is running, and how long it will still take where that is known. */
  setRunning: (running: boolean, remainingMs?: number | null) => void;
}

/** Fast while something runs, `idleMs` otherwise, not at all while the tab is hidden. */
export const usePollingInterval = (idleMs: number): Polling => {
  const visible = usePageVisible();
  const [paceMs, setPace] = React.useState(idleMs);
  const setRunning = React.useCallback(
    (running: boolean, remainingMs: number | null = null) => setPace(running ? pollingPace(remainingMs) : idleMs),
    [idleMs],
  );

  return { pollingInterval: visible ? paceMs : 0, setRunning };
};
