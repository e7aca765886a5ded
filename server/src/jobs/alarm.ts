/** Lets several sleepers be woken before their time. */
export interface Alarm {
  sleep(ms: number): Promise<void>;
  ring(): void;
}

/** A sleeper that woke by itself leaves nothing behind: a runner that idles for months sleeps millions of times. */
export const createAlarm = (): Alarm => {
  const sleepers = new Set<() => void>();
  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          sleepers.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        sleepers.add(wake);
      }),
    ring: () => {
      for (const wake of [...sleepers]) wake();
    },
  };
};
