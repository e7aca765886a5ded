import { OperationError } from '../../contracts';

/** What the first bytes say a file is. The client's MIME type and the name's ending are never asked. */
export type ContentKind = 'text' | 'zip' | 'spreadsheet' | 'other';

const SIGNATURES: readonly { kind: ContentKind; bytes: readonly number[] }[] = [
  { kind: 'zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { kind: 'zip', bytes: [0x50, 0x4b, 0x05, 0x06] },
  { kind: 'zip', bytes: [0x50, 0x4b, 0x07, 0x08] },
  { kind: 'spreadsheet', bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { kind: 'other', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { kind: 'other', bytes: [0xff, 0xd8, 0xff] },
  { kind: 'other', bytes: [0x47, 0x49, 0x46, 0x38] },
  { kind: 'other', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { kind: 'other', bytes: [0x1f, 0x8b, 0x08] },
  { kind: 'other', bytes: [0x7f, 0x45, 0x4c, 0x46] },
  { kind: 'other', bytes: [0x42, 0x5a, 0x68, 0x39] },
  { kind: 'other', bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { kind: 'other', bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { kind: 'other', bytes: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07] },
  { kind: 'other', bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { kind: 'other', bytes: [0x50, 0x41, 0x52, 0x31] },
  { kind: 'other', bytes: [...Buffer.from('SQLite format 3')] },
  { kind: 'other', bytes: [...Buffer.from('{\\rtf1')] },
];

export const sniffContent = (sample: Buffer): ContentKind =>
  SIGNATURES.find((signature) => signature.bytes.every((byte, index) => sample[index] === byte))?.kind ?? 'text';

/** HTML, XML and JSON are text, but no CSV. A header that merely begins with `<` or `[` passes. */
const MARKUP = /^\s*<(?:!doctype|\?xml|!--|html|head|body|script|svg|table|workbook|worksheet)/i;
const JSON_START = /^\s*(?:\{\s*(?:"|\}\s*$)|\[\s*(?:[[{]|\]\s*$|"(?:[^"\\]|\\.)*"\s*[,\]]))/;
/** Some bad exports hold a few NULs: their rows' problem. */
const FEW_CONTROLS = 8;
const MAX_CONTROL_SHARE = 0.05;

export const assertLooksLikeCsv = (text: string): void => {
  if (MARKUP.test(text.slice(0, 1000)) || JSON_START.test(text.slice(0, 1000)) || isBinary(text)) {
    throw notCsv();
  }
};

export const notCsv = (): OperationError => new OperationError('file.not-csv', 415, 'This is not a CSV file');
export const spreadsheet = (): OperationError =>
  new OperationError('file.spreadsheet', 415, 'This is a spreadsheet: save it as CSV (UTF-8) and upload that file');

const isBinary = (text: string): boolean => {
  let controls = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && (code < 0x09 || code > 0x0d) && code !== 0x1b) controls += 1;
  }
  return controls > FEW_CONTROLS && controls > text.length * MAX_CONTROL_SHARE;
};
