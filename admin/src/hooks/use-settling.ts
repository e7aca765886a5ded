import * as React from 'react';

/** A job that waits for its go is planned anew within seconds; its held rows are away meanwhile. */
const SETTLED_MS = 10_000;

/** Has `setRunning` true for a while after each `begin`. */
export const useSettling = (setRunning: (running: boolean) => void): { begin: () => void } => {
  const [begun, setBegun] = React.useState(0);
  React.useEffect(() => {
    if (begun === 0) return undefined;
    setRunning(true);
    const timer = setTimeout(() => setRunning(false), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [begun, setRunning]);

  return { begin: () => setBegun((count) => count + 1) };
};
