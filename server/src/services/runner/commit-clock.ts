export interface CommitClock {
  /** The last statement is done; what follows is the COMMIT. */
  begin(): void;
  end(): void;
  /** How long the last one took. */
  lastMs(): number;
}

/** Times COMMITs, which cost the same for one row as for a thousand: slices are sized by the rest. */
export const createCommitClock = (): CommitClock => {
  let begunMs: number | null = null;
  let lastMs = 0;
  return {
    begin: () => {
      begunMs = performance.now();
    },
    end: () => {
      // A transaction that found nothing to do tells nothing.
      lastMs = begunMs === null ? 0 : performance.now() - begunMs;
      begunMs = null;
    },
    lastMs: () => lastMs,
  };
};
