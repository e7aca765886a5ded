/**
 * MariaDB refuses a statement above max_allowed_packet (16 MiB by default, and nothing says what the host has set) and
 * closes the connection. A quarter of it leaves room for escapes, which can double a text.
 */
const MAX_BYTES = 4 * 1024 * 1024;

/** Splits the rows of a VALUES list, so that no statement grows with what stands in the cells. A row stays whole. */
export const byBytes = (rows: readonly unknown[][], maxBytes = MAX_BYTES): unknown[][][] => {
  const parts: unknown[][][] = [];
  let part: unknown[][] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = sizeOf(row);
    if (part.length > 0 && bytes + size > maxBytes) {
      parts.push(part);
      part = [];
      bytes = 0;
    }
    part.push(row);
    bytes += size;
  }
  return part.length === 0 ? parts : [...parts, part];
};

/** At most: three bytes of UTF-8 for each UTF-16 unit; what is no text is short. Counting exactly would cost more than a statement. */
const sizeOf = (row: readonly unknown[]): number => {
  let size = 0;
  for (const value of row) size += typeof value === 'string' ? value.length * 3 + 3 : 24;
  return size;
};
