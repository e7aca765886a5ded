/** Some blocks' worth of identifiers: a row's are asked for three or four times while it is planned, and twice while it is written. */
const MOST = 8_192;

export interface Remembered<Result> {
  (value: string): Result;
  /** The result for a value, computed elsewhere. */
  note(value: string, result: Result): void;
}

/**
 * The same function, which does not compute again what it was asked a moment ago: hashes cost a microsecond each. What is full becomes the
 * older half, in which is still looked: emptied all at once, it would forget the block that is being planned.
 */
export const remembered = <Result>(compute: (value: string) => Result): Remembered<Result> => {
  let recent = new Map<string, Result>();
  let older = new Map<string, Result>();
  const note = (value: string, result: Result): void => {
    if (recent.size >= MOST / 2) [older, recent] = [recent, new Map()];
    recent.set(value, result);
  };
  const recall = (value: string): Result => {
    const before = recent.get(value) ?? older.get(value);
    if (before !== undefined) return before;
    const result = compute(value);
    note(value, result);
    return result;
  };
  return Object.assign(recall, { note });
};
