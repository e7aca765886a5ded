/** A job's counters move about once a second (a slice on PostgreSQL); asking more often shows nothing new. */
export const FAST_POLL_MS = 1_500;
/** Nobody watches a bar for minutes without a break: of a long import, every fiftieth part is seen. */
const LONG_POLL_MS = 5_000;
const STEPS = 50;
/** Somebody else may start a job. */
export const SLOW_POLL_MS = 15_000;

/** How often to ask about something that runs. In whole seconds, so that each answer does not begin another pace. */
export const pollingPace = (remainingMs: number | null): number =>
  remainingMs === null ? FAST_POLL_MS : Math.min(LONG_POLL_MS, Math.max(FAST_POLL_MS, Math.floor(remainingMs / STEPS / 1_000) * 1_000));
