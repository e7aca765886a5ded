/** Rows of the slice are not what was planned, and the setting says to plan them again: the slice is taken back for that. */
export class SliceChanged extends Error {
  constructor(row: number) {
    super(`Row ${row} is not as planned any more`);
    this.name = 'SliceChanged';
  }
}
