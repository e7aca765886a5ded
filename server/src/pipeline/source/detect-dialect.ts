import { isUtf8 } from 'node:buffer';
import type { Dialect, DialectChoice, Limits } from '../../contracts';
import { detectDelimiter, findSepLine } from './detect-delimiter';
import { detectHeader } from './detect-header';
import { bomLength, decodeText, findBomEncoding, unitOf, type FileEncoding } from './encodings';
import { assertLooksLikeCsv, notCsv, sniffContent, spreadsheet } from './sniff-content';

export interface DetectedDialect {
  dialect: Dialect;
  /** False: read as UTF-8 for now, the whole file decides (see `watchEncoding`). */
  encodingKnown: boolean;
}

/** A record cut in two by the end of the sample must not count. */
export interface Sample {
  bytes: Buffer;
  complete: boolean;
}

export const SAMPLE_BYTES = 256 * 1024;

/** Reads a file's first bytes; what a person chose is not detected. Refuses what is no CSV by its content. */
export const detectDialect = (sample: Sample, choice: DialectChoice, limits: Limits): DetectedDialect => {
  const content = sniffContent(sample.bytes);
  if (content === 'spreadsheet') throw spreadsheet();
  if (content !== 'text') throw notCsv();

  const { encoding, known } = detectEncoding(sample.bytes, choice);
  const bomBytes = bomLength(sample.bytes, encoding);
  const body = sample.bytes.subarray(bomBytes);
  // Delimiters and digits are ASCII: one-byte text of any encoding can be looked at as Latin-1.
  const text = unitOf(encoding).bytes > 1 || isUtf8(body) ? decodeText(body, encoding) : body.toString('latin1');
  assertLooksLikeCsv(text);

  const sep = findSepLine(text);
  const layout = unitOf(encoding);
  const delimiter = isChosen(choice.delimiter) ? choice.delimiter : (sep.delimiter ?? detectDelimiter({ text, complete: sample.complete }, limits));
  const header = isChosen(choice.header) ? choice.header : detectHeader(text.slice(sep.length), delimiter, limits);
  const maxCellBytes = limits.maxCellBytes - (limits.maxCellBytes % layout.bytes);
  return { dialect: { encoding, bomBytes, delimiter, header, sepLine: sep.length > 0, maxCellBytes }, encodingKnown: known };
};

const isChosen = <T>(value: T | 'auto' | undefined): value is Exclude<T, 'auto'> => value !== undefined && value !== 'auto';

const detectEncoding = (bytes: Buffer, choice: DialectChoice): { encoding: FileEncoding; known: boolean } => {
  if (isChosen(choice.encoding)) return { encoding: choice.encoding, known: true };
  const marked = findBomEncoding(bytes);
  if (marked !== null) return { encoding: marked, known: true };
  const wide = detectWideEncoding(bytes);
  return wide === null ? { encoding: 'utf-8', known: false } : { encoding: wide, known: true };
};

const PLENTY = 0.3;
const HARDLY_ANY = 0.02;

/** UTF-16 and UTF-32 without a mark show in where their zero bytes stand: delimiters and digits have them in any script. */
const detectWideEncoding = (bytes: Buffer): FileEncoding | null => {
  const length = Math.min(bytes.length, 4096) & ~3;
  if (length < 8) return null;
  const zeros = [0, 0, 0, 0];
  for (let at = 0; at < length; at += 1) if (bytes[at] === 0) zeros[at & 3] = (zeros[at & 3] as number) + 1;
  const [first, second, third, fourth] = zeros.map((count) => count / (length / 4)) as [number, number, number, number];
  if (third > 0.9 && fourth > 0.9 && second > PLENTY && first < HARDLY_ANY) return 'utf-32le';
  if (first > 0.9 && second > 0.9 && third > PLENTY && fourth < HARDLY_ANY) return 'utf-32be';
  const even = (first + third) / 2;
  const odd = (second + fourth) / 2;
  if (odd > PLENTY && even < HARDLY_ANY) return 'utf-16le';
  if (even > PLENTY && odd < HARDLY_ANY) return 'utf-16be';
  return null;
};
