import { isAscii, isUtf8 } from 'node:buffer';
import { hasLoneSurrogate, SUSPICIOUS } from './cell-issues';
import { decodeText, unitOf, type FileEncoding } from './encodings';

/** Text of a block's records, decoded the cheapest way that its bytes allow. */
export interface BlockText {
  /** Text of the bytes [start, end). */
  slice: (start: number, end: number) => string;
  /** False: every record decodes. True: ask `isInvalid` per record. */
  mayBeInvalid: boolean;
  isInvalid: (start: number, end: number) => boolean;
  /** Some cell has a character that deserves an issue. */
  suspicious: boolean;
}

export const readBlockText = (bytes: Buffer, encoding: FileEncoding): BlockText => {
  if (encoding === 'utf-8') return isAscii(bytes) ? asciiText(bytes) : utf8Text(bytes);
  return unitOf(encoding).bytes === 4 ? utf32Text(bytes, encoding) : indexedText(bytes, encoding);
};

const asciiText = (bytes: Buffer): BlockText => ({
  slice: (start, end) => bytes.toString('latin1', start, end),
  mayBeInvalid: false,
  isInvalid: () => false,
  suspicious: SUSPICIOUS.test(bytes.toString('latin1')),
});

const utf8Text = (bytes: Buffer): BlockText => ({
  slice: (start, end) => bytes.toString('utf8', start, end),
  mayBeInvalid: !isUtf8(bytes),
  isInvalid: (start, end) => !isUtf8(bytes.subarray(start, end)),
  suspicious: SUSPICIOUS.test(bytes.toString('utf8')),
});

/** One-byte encodings and UTF-16: the nth unit is the nth character of the decoded block. */
const indexedText = (bytes: Buffer, encoding: FileEncoding): BlockText => {
  const unit = unitOf(encoding).bytes;
  const text = decodeText(bytes, encoding);
  const isBroken = (part: string): boolean => (unit === 1 ? part.includes('\ufffd') : hasLoneSurrogate(part));
  return {
    slice: (start, end) => text.slice(start / unit, Math.floor(end / unit)),
    mayBeInvalid: bytes.length % unit > 0 || isBroken(text),
    isInvalid: (start, end) => (end - start) % unit > 0 || isBroken(text.slice(start / unit, end / unit)),
    suspicious: SUSPICIOUS.test(text),
  };
};

const utf32Text = (bytes: Buffer, encoding: FileEncoding): BlockText => {
  const slice = (start: number, end: number): string => decodeText(bytes.subarray(start, end), encoding);
  const text = decodeText(bytes, encoding);
  return {
    slice,
    mayBeInvalid: bytes.length % 4 > 0 || text.includes('\ufffd'),
    isInvalid: (start, end) => (end - start) % 4 > 0 || slice(start, end).includes('\ufffd'),
    suspicious: SUSPICIOUS.test(text),
  };
};
