import * as React from 'react';

const subscribe = (onChange: () => void): (() => void) => {
  document.addEventListener('visibilitychange', onChange);
  return () => document.removeEventListener('visibilitychange', onChange);
};

/** False while the browser tab is hidden. */
export const usePageVisible = (): boolean =>
  React.useSyncExternalStore(subscribe, () => document.visibilityState !== 'hidden');
