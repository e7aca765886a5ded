/** Some blocks' worth of identifiers: a row's are asked for three or four times while it is planned, and twice while it is written. */
const MOST = 8_192;

/** The same function, which does not compute again what it was asked a moment ago: hashes cost a microsecond each. */
export const remembered = <Result>(compute: (value: string) => Result): ((value: string) => Result) => {
  const known = new Map<string, Result>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    if (known.size >= MOST) known.clear();
    const result = compute(value);
    known.set(value, result);
    return result;
  };
};
