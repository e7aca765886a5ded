import type { Dialect } from '../../contracts';
import { toUnits, unitOf } from './encodings';
import type { ScannedRecord } from './record-scanner';

/** What stands before the first data row, or null for a data row. */
export type PreambleKind = 'sep-line' | 'blank' | 'header';

/**
 * Tells the records of a file's beginning apart. Cutting and reading both ask it, in file order, so that they
 * agree on which record is row 1. Rows of empty cells above the header (Excel leaves them) belong to the preamble.
 */
export const createPreamble = (dialect: Dialect): ((bytes: Buffer, record: ScannedRecord) => PreambleKind | null) => {
  let sepLine = dialect.sepLine;
  let header = dialect.header;
  return (bytes, record) => {
    if (record.kind !== 'row') return 'blank';
    if (sepLine) {
      sepLine = false;
      return 'sep-line';
    }
    if (!header) return null;
    if (isRecordEmpty(bytes, record, dialect)) return 'blank';
    header = false;
    return 'header';
  };
};

/** Every cell is empty: delimiters, quotes, spaces and tabs at most. */
export const isRecordEmpty = (bytes: Buffer, record: ScannedRecord, dialect: Dialect): boolean => {
  const text = bytes.subarray(record.start, record.contentEnd);
  const empty = new Set([0x20, 0x09, 0x22, dialect.delimiter.charCodeAt(0)]);
  return toUnits(text, unitOf(dialect.encoding)).every((unit) => empty.has(unit));
};
