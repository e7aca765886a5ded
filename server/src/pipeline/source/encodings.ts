import iconv from 'iconv-lite';
import type { Dialect } from '../../contracts';

export type FileEncoding = Dialect['encoding'];

/** How many bytes one code unit has: records are found on units, so that UTF-16 and UTF-32 need no second scanner. */
export interface UnitLayout {
  bytes: 1 | 2 | 4;
  littleEndian: boolean;
}

export const unitOf = (encoding: FileEncoding): UnitLayout => {
  switch (encoding) {
    case 'utf-16le':
      return { bytes: 2, littleEndian: true };
    case 'utf-16be':
      return { bytes: 2, littleEndian: false };
    case 'utf-32le':
      return { bytes: 4, littleEndian: true };
    case 'utf-32be':
      return { bytes: 4, littleEndian: false };
    default:
      return { bytes: 1, littleEndian: true };
  }
};

/** Four-byte marks first: `FF FE 00 00` begins with UTF-16's `FF FE`. */
const BOMS: readonly { encoding: FileEncoding; bytes: readonly number[] }[] = [
  { encoding: 'utf-32le', bytes: [0xff, 0xfe, 0x00, 0x00] },
  { encoding: 'utf-32be', bytes: [0x00, 0x00, 0xfe, 0xff] },
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

export const findBomEncoding = (bytes: Uint8Array): FileEncoding | null =>
  BOMS.find((bom) => bom.bytes.every((byte, index) => bytes[index] === byte))?.encoding ?? null;

/** Bytes of all marks at the start: joined exports carry two. A one-byte encoding is read past a UTF-8 mark as well. */
export const bomLength = (bytes: Uint8Array, encoding: FileEncoding): number => {
  const family = unitOf(encoding).bytes === 1 ? 'utf-8' : encoding;
  const mark = BOMS.find((bom) => bom.encoding === family)?.bytes ?? [];
  let length = 0;
  while (mark.length > 0 && mark.every((byte, index) => bytes[length + index] === byte)) length += mark.length;
  return length;
};

/** The bytes as numbers, one per code unit; a trailing part of a unit is left out. */
export const toUnits = (bytes: Buffer, layout: UnitLayout): Uint8Array | Uint16Array | Uint32Array => {
  if (layout.bytes === 1) return bytes;
  const whole = bytes.length - (bytes.length % layout.bytes);
  const copy = Buffer.from(bytes.subarray(0, whole));
  const swapped = layout.littleEndian ? copy : layout.bytes === 2 ? copy.swap16() : copy.swap32();
  // A buffer of its own: typed arrays over it must start at a multiple of the unit.
  const aligned = new Uint8Array(swapped).buffer;
  return layout.bytes === 2 ? new Uint16Array(aligned) : new Uint32Array(aligned);
};

/** Bytes → text. Never throws; what cannot be decoded becomes U+FFFD or a lone surrogate, which the caller looks for. */
export const decodeText = (bytes: Buffer, encoding: FileEncoding): string => {
  switch (encoding) {
    case 'utf-8':
      return bytes.toString('utf8');
    case 'utf-16le':
      return bytes.toString('utf16le');
    case 'utf-16be':
      return decodeUtf16be(bytes);
    case 'utf-32le':
    case 'utf-32be':
      return decodeUtf32(bytes, unitOf(encoding));
    default:
      return iconv.decode(bytes, encoding, { stripBOM: false });
  }
};

const decodeUtf16be = (bytes: Buffer): string => Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16().toString('utf16le');

const decodeUtf32 = (bytes: Buffer, layout: UnitLayout): string => {
  const parts: string[] = [];
  for (const point of toUnits(bytes, layout)) {
    const valid = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    parts.push(valid ? String.fromCodePoint(point) : '\ufffd');
  }
  return parts.join('');
};
