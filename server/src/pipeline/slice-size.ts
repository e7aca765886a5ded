export interface SliceLimits {
  /** How long a slice may hold the database. */
  sliceMs: number;
  firstSliceRows: number;
  maxSliceRows: number;
}

/**
 * Fewer rows take no less time: what a slice does besides (fence, look-ups, COMMIT) would be all that it does, and an import with many slices to plan
 * anew would crawl, one row at a time.
 */
const LEAST_ROWS = 20;

/** Of a slice's time, the COMMIT may take this much: with fewer rows it would last as long, and be paid for more often. */
const COMMIT_SHARE = 0.5;

/**
 * Grows and shrinks slices towards the time that they may take; never below LEAST_ROWS, never doubling at once. A slice may have had fewer rows than it might.
 * `commitMs` of the time went by in the COMMIT, which on a slow disk lasts as long for one row as for a thousand: it makes a slice half as long at most.
 */
export const nextSliceSize = (size: number, done: { rows: number; tookMs: number; commitMs: number }, { sliceMs, maxSliceRows }: Pick<SliceLimits, 'sliceMs' | 'maxSliceRows'>): number => {
  const workMs = sliceMs - Math.min(done.commitMs, sliceMs * COMMIT_SHARE);
  const fitting = (done.rows * workMs) / Math.max(done.tookMs - done.commitMs, 1);
  return Math.max(Math.min(LEAST_ROWS, maxSliceRows), Math.min(maxSliceRows, Math.round(Math.min(size * 1.5, Math.max(size * 0.3, fitting)))));
};
