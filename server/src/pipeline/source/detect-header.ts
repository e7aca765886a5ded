import type { Limits } from '../../contracts';
import { RecordScanner } from './record-scanner';
import { splitCells } from './split-cells';

/** Nobody calls a column by an address, a number, a date or a link. */
const DATA_LIKE: readonly RegExp[] = [
  /^[^\s@]{1,64}@[^\s@]{1,255}\.[a-z]{2,24}$/i,
  /^[+-]?\d{1,18}(?:[.,]\d{1,18})?$/,
  /^\+?\(?\d[\d ().-]{5,20}$/,
  /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[ T]\d{1,2}:\d{2}.{0,12})?$/,
  /^https?:\/\//i,
];

/** A file has a header unless its first row holds data. Names only can't be told from headers: then a person says. */
export const detectHeader = (text: string, delimiter: string, limits: Limits): boolean =>
  !firstRecord(text, delimiter, limits).some((cell) => isDataLike(cell));

const isDataLike = (cell: string): boolean => {
  const text = cell.trim();
  return text.length <= 400 && DATA_LIKE.some((pattern) => pattern.test(text));
};

const firstRecord = (text: string, delimiter: string, limits: Limits): string[] => {
  let first: string[] | null = null;
  const scanner = new RecordScanner({ layout: { bytes: 1, littleEndian: true }, delimiter, maxCellBytes: limits.maxCellBytes }, (bytes, record) => {
    if (first !== null || record.kind !== 'row') return;
    const cells = splitCells(bytes.toString('utf8', record.start, record.contentEnd), delimiter);
    if (cells.some((cell) => cell.trim() !== '')) first = cells;
  });
  scanner.scanWhole(Buffer.from(text, 'utf8'));
  return first ?? [];
};
