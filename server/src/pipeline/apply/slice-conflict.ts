/**
 * A row of the slice needs what an earlier row of the same slice has not written yet: the slice is cut before `row`
 * and tried again, so that the outcome never depends on where slices happen to end.
 */
export class SliceConflict extends Error {
  readonly row: number;

  constructor(row: number) {
    super(`Row ${row} meets an earlier row of its slice`);
    this.name = 'SliceConflict';
    this.row = row;
  }
}
