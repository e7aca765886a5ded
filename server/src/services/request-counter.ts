/** Requests are counted in minutes of each caller's own, which begin with the first one. */
const WINDOW_MS = 60_000;
/** Callers remembered at most, a hundred bytes each; beyond it the oldest minutes are forgotten. */
const MAX_CALLERS = 10_000;

export interface RequestCounter {
  /** Counts one more; gives how long to wait, in seconds, where that is too many, and else 0. */
  take(caller: string, limit: number, nowMs: number): number;
}

export const createRequestCounter = (): RequestCounter => {
  /** In the order in which the minutes began, so that what is forgotten first stands first. */
  const windows = new Map<string, { startedMs: number; count: number }>();

  const makeRoom = (): void => {
    for (const caller of windows.keys()) {
      if (windows.size < MAX_CALLERS) return;
      windows.delete(caller);
    }
  };

  return {
    take(caller, limit, nowMs) {
      const known = windows.get(caller);
      if (known === undefined || nowMs - known.startedMs >= WINDOW_MS) {
        windows.delete(caller);
        makeRoom();
        windows.set(caller, { startedMs: nowMs, count: 1 });
        return 0;
      }
      // Not counted beyond the limit: who keeps asking is let in again when the minute is over.
      if (known.count >= limit) return Math.ceil((known.startedMs + WINDOW_MS - nowMs) / 1_000);
      known.count += 1;
      return 0;
    },
  };
};
