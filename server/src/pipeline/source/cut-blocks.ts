import { badRequest, type OperationError, type Dialect, type Limits } from '../../contracts';
import { unitOf } from './encodings';
import { createPreamble, isRecordEmpty } from './preamble';
import { RecordScanner, type ScannedRecord } from './record-scanner';
import { notCsv } from './sniff-content';

/** A piece of a file, cut at record boundaries: original bytes, and where they stand. */
export interface CutBlock {
  /** Of its first data row; the next row to come when it has none. */
  firstRow: number;
  rowCount: number;
  /** 1 exactly for a part's first block, which also holds byte-order mark, `sep=` line and header. */
  firstLine: number;
  byteOffset: number;
  bytes: Buffer;
}

export interface CutStart {
  firstRow: number;
  byteOffset: number;
}

/** What cutting found out about the part as a whole. */
export interface CutSummary {
  rows: number;
  bytes: number;
  columns: number;
  /** Undecoded: the encoding may only be known after the last byte. */
  header: Buffer | null;
  headerLine: number;
  /** Rows with more or fewer cells than there are columns. */
  raggedRows: number;
}

export interface BlockCutter {
  /** Takes the part's bytes in order; the first chunk must hold its byte-order marks whole. Gives the blocks that are complete. */
  push: (chunk: Buffer) => CutBlock[];
  end: () => CutBlock[];
  summary: () => CutSummary;
}

/**
 * Cuts a part of a file into blocks of at most `blockRows` records or `blockBytes` bytes (one record at least).
 * Blocks are original bytes: concatenated, they are the file. A record too large to hold leaves its
 * first bytes, with its row, at the end of a block; blocks without rows carry the rest of it.
 */
export const createBlockCutter = (dialect: Dialect, limits: Limits, start: CutStart): BlockCutter => {
  const preamble = createPreamble(dialect);
  const summary: CutSummary = { rows: 0, bytes: 0, columns: 0, header: null, headerLine: 1, raggedRows: 0 };
  const pieces = createPieces();
  let done: CutBlock[] = [];
  let blockRows = 0;
  let blockLine = 1;
  let flushed = 0;
  let holdsRest = false;
  let started = false;

  const flush = (nextLine: number): void => {
    if (pieces.length() > 0) {
      const bytes = pieces.take();
      done.push({
        firstRow: start.firstRow + summary.rows - blockRows, rowCount: blockRows, firstLine: blockLine, byteOffset: start.byteOffset + flushed, bytes,
      });
      flushed += bytes.length;
    }
    blockRows = 0;
    holdsRest = false;
    blockLine = nextLine;
  };

  const takePreamble = (bytes: Buffer, record: ScannedRecord): boolean => {
    const kind = preamble(bytes, record);
    if (kind !== 'header' && (kind !== null || summary.columns > 0)) return kind !== null;
    if (record.columns > limits.maxColumns) throw tooManyColumns(record.columns, limits);
    summary.columns = record.columns;
    if (kind === null) return false;
    if (record.fault === 'cell.too-large') throw notCsv();
    if (record.fault !== null) throw badRequest('quote.unclosed', 'A quote in the header is not closed', { line: record.line });
    summary.header = Buffer.from(bytes.subarray(record.start, record.contentEnd));
    summary.headerLine = record.line;
    return true;
  };

  const take = (bytes: Buffer, record: ScannedRecord): void => {
    const size = record.end - record.start;
    const isRest = record.kind === 'rest';
    // Before the header or the first row is in, nothing is cut: they stay with what precedes them.
    const mayFlush = summary.rows > 0 || summary.header !== null;
    const isPreamble = takePreamble(bytes, record);
    if (summary.columns === 0 && summary.bytes + size > limits.blockBytes) throw notCsv();
    const isFull = blockRows >= limits.blockRows || pieces.length() + size > limits.blockBytes;
    if (mayFlush && (isFull || isRest !== holdsRest)) flush(record.line);
    pieces.add(bytes, record.start, record.end);
    summary.bytes += size;
    holdsRest = isRest;
    if (isPreamble) return;
    blockRows += 1;
    summary.rows += 1;
    // Over all files of a zip: the parts before this one are counted by its first row.
    if (start.firstRow - 1 + summary.rows > limits.maxRows) throw tooManyRows(limits);
    if (record.fault === null && record.columns !== summary.columns && !isRecordEmpty(bytes, record, dialect)) summary.raggedRows += 1;
  };

  const scanner = new RecordScanner(
    { layout: unitOf(dialect.encoding), delimiter: dialect.delimiter, maxCellBytes: dialect.maxCellBytes ?? limits.maxCellBytes },
    take,
  );

  const collect = (): CutBlock[] => {
    // The pieces point into the chunk, which the caller may use again.
    pieces.settle();
    const blocks = done;
    done = [];
    return blocks;
  };

  return {
    push: (chunk) => {
      const marks = started ? 0 : dialect.bomBytes;
      if (marks > 0) {
        pieces.add(chunk, 0, marks);
        summary.bytes += marks;
      }
      started = true;
      scanner.push(chunk.subarray(marks));
      return collect();
    },
    end: () => {
      scanner.end();
      flush(0);
      return collect();
    },
    summary: () => summary,
  };
};

const tooManyColumns = (columns: number, limits: Limits): OperationError =>
  badRequest('file.too-many-columns', `The file has ${columns} columns, ${limits.maxColumns} are allowed`, { columns, limit: limits.maxColumns });

const tooManyRows = ({ maxRows }: Limits): OperationError =>
  badRequest('file.too-many-rows', `The file has more than ${maxRows} rows`, { limit: maxRows });

/** Bytes of the block being cut; neighbouring records are one piece, so that a block is a handful of copies. */
const createPieces = () => {
  let settled: Buffer[] = [];
  let source: Buffer | null = null;
  let from = 0;
  let to = 0;
  let length = 0;

  const settle = (): void => {
    if (source !== null && to > from) settled.push(Buffer.from(source.subarray(from, to)));
    source = null;
  };

  return {
    settle,
    length: (): number => length,
    add: (bytes: Buffer, start: number, end: number): void => {
      if (source !== bytes || to !== start) {
        settle();
        source = bytes;
        from = start;
      }
      to = end;
      length += end - start;
    },
    take: (): Buffer => {
      settle();
      const bytes = settled.length === 1 ? (settled[0] as Buffer) : Buffer.concat(settled);
      settled = [];
      length = 0;
      return bytes;
    },
  };
};
