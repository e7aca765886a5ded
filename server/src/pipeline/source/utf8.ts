/** What a stretch of bytes says about being UTF-8. */
export interface Utf8Census {
  /** What only UTF-8 makes: well-formed sequences of two to four bytes, and overlong pairs (a damaged or forged `/`). */
  sequences: number;
  /** Bytes that belong to no well-formed sequence (overlong forms, surrogates and lone bytes among them). */
  invalid: number;
  firstInvalid: number | null;
}

/** Counts by the table of well-formed sequences (Unicode 16, table 3-7). Only called where `isUtf8` said no. */
export const takeUtf8Census = (bytes: Uint8Array): Utf8Census => {
  const census: Utf8Census = { sequences: 0, invalid: 0, firstInvalid: null };
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] as number;
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      census.sequences += 1;
      at += length;
    } else {
      if (isOverlongPair(bytes, at)) census.sequences += 1;
      census.invalid += 1;
      census.firstInvalid ??= at;
      at += 1;
    }
  }
  return census;
};

/** 0 when no well-formed sequence starts here. */
const sequenceLength = (bytes: Uint8Array, at: number): number => {
  const lead = bytes[at] as number;
  const second = bytes[at + 1] ?? 0;
  if (lead >= 0xc2 && lead <= 0xdf) return isTrail(second) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const low = lead === 0xe0 ? 0xa0 : 0x80;
    const high = lead === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isTrail(bytes[at + 2] ?? 0) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const low = lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && isTrail(bytes[at + 2] ?? 0) && isTrail(bytes[at + 3] ?? 0) ? 4 : 0;
  }
  return 0;
};

const isOverlongPair = (bytes: Uint8Array, at: number): boolean => (bytes[at] === 0xc0 || bytes[at] === 0xc1) && isTrail(bytes[at + 1] ?? 0);

const isTrail = (byte: number): boolean => byte >= 0x80 && byte <= 0xbf;
