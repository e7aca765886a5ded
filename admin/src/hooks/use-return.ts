import * as React from 'react';

/** Asks again at once when the tab is looked at again, or the connection is back: the next poll may be far. */
export const useReturn = (refetch: () => unknown): void => {
  const latest = React.useRef(refetch);
  latest.current = refetch;

  React.useEffect(() => {
    const back = (): void => {
      if (document.visibilityState !== 'hidden') latest.current();
    };
    document.addEventListener('visibilitychange', back);
    window.addEventListener('online', back);
    return () => {
      document.removeEventListener('visibilitychange', back);
      window.removeEventListener('online', back);
    };
  }, []);
};
