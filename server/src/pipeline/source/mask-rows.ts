import { DEFAULT_LIMITS, type Dialect } from '../../contracts';
import { unitOf, type UnitLayout } from './encodings';
import { createPreamble } from './preamble';
import { readBlock, type ReadableBlock } from './read-block';
import { RecordScanner } from './record-scanner';

const SPACE = 0x20;
const KEPT = [0x09, 0x0a, 0x0d, SPACE];
const QUOTE = 0x22;

/**
 * The block's bytes with spaces in place of what stands in the cells of these rows. Delimiters, quotes and line breaks stay, so that every row
 * keeps its number, line and columns; a row whose quote is never closed loses its quotes too, because what follows them decides where it ends.
 */
export const maskRows = (block: ReadableBlock, dialect: Dialect, rows: ReadonlySet<number>): Buffer => {
  const masked = Buffer.from(block.bytes);
  if (block.rowCount === 0) return masked;
  const isFirst = block.firstLine === 1;
  const offset = isFirst ? dialect.bomBytes : 0;
  const bytes = block.bytes.subarray(offset);
  const layout = unitOf(dialect.encoding);
  const delimiter = dialect.delimiter.charCodeAt(0);
  const isPreamble = isFirst ? createPreamble(dialect) : (): boolean | null => null;
  let row = block.firstRow - 1;
  new RecordScanner({ layout, delimiter: dialect.delimiter, maxCellBytes: dialect.maxCellBytes ?? DEFAULT_LIMITS.maxCellBytes, firstLine: block.firstLine }, (_, record) => {
    if (record.kind !== 'row' || isPreamble(bytes, record)) return;
    row += 1;
    if (!rows.has(row)) return;
    const kept = new Set([...KEPT, delimiter, ...(record.fault === 'quote.unclosed' ? [] : [QUOTE])]);
    maskUnits(masked, { start: offset + record.start, end: offset + record.contentEnd, layout, kept });
  }).scanWhole(bytes);
  assertSameRows(block, masked, dialect);
  return masked;
};

const maskUnits = (bytes: Buffer, { start, end, layout, kept }: { start: number; end: number; layout: UnitLayout; kept: ReadonlySet<number> }): void => {
  const unit = layout.bytes;
  for (let at = start; at + unit <= end; at += unit) {
    const code = layout.littleEndian ? bytes.readUIntLE(at, unit) : bytes.readUIntBE(at, unit);
    if (kept.has(code)) continue;
    if (layout.littleEndian) bytes.writeUIntLE(SPACE, at, unit);
    else bytes.writeUIntBE(SPACE, at, unit);
  }
};

/** A masked block that is read otherwise would shift every row behind it: better none is stored. */
const assertSameRows = (block: ReadableBlock, bytes: Buffer, dialect: Dialect): void => {
  const lines = (given: ReadableBlock): string => readBlock(given, dialect, 1).map(({ line }) => line).join();
  if (lines({ ...block, bytes }) !== lines(block)) throw new Error(`Masking rows of the block from row ${block.firstRow} would change its rows`);
};
