import { DEFAULT_LIMITS, type Dialect, type RowIssue } from '../../contracts';
import type { ParsedRow } from '../types';
import { readBlockText, type BlockText } from './block-text';
import { findCellIssues, findUndecodable } from './cell-issues';
import type { CutBlock } from './cut-blocks';
import { unitOf } from './encodings';
import { createPreamble } from './preamble';
import { RecordScanner, type ScannedRecord } from './record-scanner';
import { splitCells } from './split-cells';

export type ReadableBlock = Pick<CutBlock, 'firstRow' | 'rowCount' | 'firstLine' | 'bytes'>;

/**
 * A block's rows, with what is wrong in their bytes or structure. The record ends are found again from the
 * bytes, by the same scanner that cut them; a different number of rows than at the upload is a defect.
 */
export const readBlock = (block: ReadableBlock, dialect: Dialect, columnCount: number): ParsedRow[] => {
  // Also the rest of a too large record, whose bytes mean nothing by themselves.
  if (block.rowCount === 0) return [];
  const isFirst = block.firstLine === 1;
  const bytes = isFirst ? block.bytes.subarray(dialect.bomBytes) : block.bytes;
  const text = readBlockText(bytes, dialect.encoding);
  const isPreamble = isFirst ? createPreamble(dialect) : (): boolean | null => null;
  const rows: ParsedRow[] = [];

  const scanner = new RecordScanner(
    {
      layout: unitOf(dialect.encoding),
      delimiter: dialect.delimiter,
      maxCellBytes: dialect.maxCellBytes ?? DEFAULT_LIMITS.maxCellBytes,
      firstLine: block.firstLine,
    },
    (_, record) => {
      if (record.kind !== 'row' || isPreamble(bytes, record)) return;
      const cells = readCells(text, record, dialect.delimiter);
      rows.push({ row: block.firstRow + rows.length, line: record.line, cells, issues: findIssues(text, record, cells, columnCount) });
    },
  );
  scanner.scanWhole(bytes);
  if (rows.length !== block.rowCount) throw new Error(`A block of ${block.rowCount} rows gave ${rows.length}`);
  return rows;
};

const readCells = (text: BlockText, record: ScannedRecord, delimiter: string): string[] => {
  const line = text.slice(record.start, record.contentEnd);
  return record.hasQuotes ? splitCells(line, delimiter) : line.split(delimiter);
};

const findIssues = (text: BlockText, record: ScannedRecord, cells: readonly string[], columnCount: number): RowIssue[] => {
  const issues: RowIssue[] = [];
  if (record.fault === 'cell.too-large') issues.push({ code: record.fault, column: Math.min(cells.length, columnCount) - 1 });
  else if (record.fault !== null) issues.push({ code: record.fault });
  else if (cells.length !== columnCount && !cells.every((cell) => cell.trim() === '')) {
    issues.push({ code: 'row.column-count', params: { expected: columnCount, found: cells.length } });
  }
  const isInvalid = text.mayBeInvalid && text.isInvalid(record.start, record.contentEnd);
  if (isInvalid) issues.push(...findUndecodable(cells));
  if (text.suspicious) issues.push(...findCellIssues(cells).filter((issue) => !isInvalid || issue.code !== 'cell.control-characters'));
  return issues;
};
