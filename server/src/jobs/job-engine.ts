/** What lanes are for: an import (or an undo) never waits for a validation to end, nor a validation for an import. */
export const WORKS = ['import', 'validation'] as const;
export type Work = (typeof WORKS)[number];

/**
 * Whatever runs jobs in a process. Engines differ only in how an idle worker learns that there is work: what is done, in
 * which order and by whom is decided in the database, under the job's lease.
 */
export interface JobEngine {
  /** Begins to run jobs in this process. */
  start(): void;
  /** Makes ready to announce, in a process that runs none; without it the first announcement does. */
  open(): void;
  /** Says that this job has work, to all processes that run jobs. Never fails: they look by themselves from time to time. */
  announce(uid?: string): void;
  /** Claims and runs one part of one job here and now; false when there is nothing to do. */
  step(only?: string): Promise<boolean>;
  /** Finishes the slices under way and gives their jobs back, so that another process goes on. */
  stop(): Promise<void>;
}
