import type { PlanRow } from '../types';

/** A planned row by its number. Rows ascend; of a retry they have gaps, else the place follows from the number. */
export const rowAt = (rows: readonly PlanRow[], row: number): PlanRow | null => {
  const guess = rows[row - (rows[0]?.row ?? row)];
  if (guess?.row === row) return guess;
  let [low, high] = [0, rows.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = rows[middle];
    if (found === undefined || found.row === row) return found ?? null;
    if (found.row < row) low = middle + 1;
    else high = middle - 1;
  }
  return null;
};
