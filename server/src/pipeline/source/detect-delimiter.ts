import { DELIMITERS, type Dialect, type Limits } from '../../contracts';
import { RecordScanner } from './record-scanner';

type FileDelimiter = Dialect['delimiter'];
const CANDIDATES = DELIMITERS.filter((delimiter): delimiter is FileDelimiter => delimiter !== 'auto');

/** Enough to outvote any number of odd rows at the start. */
const SAMPLE_RECORDS = 500;

/**
 * The delimiter that gives most records the same number of columns, counted outside quotes. The first record (the
 * header, as a rule) must have it: `1,5` in a file of semicolons makes even rows too, but never its header.
 */
export const detectDelimiter = (sample: { text: string; complete: boolean }, limits: Limits): FileDelimiter => {
  const bytes = Buffer.from(sample.text, 'utf8');
  let best: { delimiter: FileDelimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of CANDIDATES) {
    const counts = countColumns(bytes, delimiter, limits);
    if (!sample.complete && counts.length > 1 && counts.length < SAMPLE_RECORDS) counts.pop();
    const score = scoreCounts(counts);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
};

/** An Excel `sep=;` line; `length` counts its line break. A delimiter that we don't know is left to detection. */
export const findSepLine = (text: string): { length: number; delimiter: FileDelimiter | null } => {
  const match = /^"?sep=(.)"?(?:\r\n|\n|\r|$)/i.exec(text);
  if (match === null) return { length: 0, delimiter: null };
  return { length: match[0].length, delimiter: CANDIDATES.find((candidate) => candidate === match[1]) ?? null };
};

const countColumns = (bytes: Buffer, delimiter: FileDelimiter, limits: Limits): number[] => {
  const counts: number[] = [];
  const scanner = new RecordScanner({ layout: { bytes: 1, littleEndian: true }, delimiter, maxCellBytes: limits.maxCellBytes }, (_, record) => {
    if (record.kind === 'row' && counts.length < SAMPLE_RECORDS) counts.push(record.columns);
  });
  scanner.scanWhole(bytes);
  return counts;
};

const scoreCounts = (counts: readonly number[]): number => {
  const first = counts[0] ?? 1;
  const tally = new Map<number, number>();
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1);
  const [usual, records] = [...tally].sort((a, b) => b[1] - a[1])[0] ?? [1, 0];
  if (first < 2 || usual < 2) return 0;
  const agreesWithFirst = first === usual ? 0.5 : 0;
  // More columns decide between two equally even readings, as a header of `a;b;c,d` over one row.
  return records / counts.length + agreesWithFirst + Math.min(usual, 50) / 100;
};
