export interface SliceLimits {
  /** How long a slice may hold the database. */
  sliceMs: number;
  firstSliceRows: number;
  maxSliceRows: number;
}

/** Grows and shrinks slices towards the time that they may take; never below one row, never doubling at once. A slice may have had fewer rows than it might. */
export const nextSliceSize = (size: number, done: { rows: number; tookMs: number }, { sliceMs, maxSliceRows }: Pick<SliceLimits, 'sliceMs' | 'maxSliceRows'>): number => {
  const fitting = (done.rows * sliceMs) / Math.max(done.tookMs, 1);
  return Math.max(1, Math.min(maxSliceRows, Math.round(Math.min(size * 1.5, Math.max(size * 0.3, fitting)))));
};
