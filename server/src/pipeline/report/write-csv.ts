import { guardFormula, needsFormulaGuard } from '../../domain/values';

/** Excel reads UTF-8 only behind a byte-order mark. */
export const CSV_BOM = '\uFEFF';
/** RFC 4180 §2.1. */
const LINE_END = '\r\n';

export type CsvDelimiter = ',' | ';' | '\t' | '|';

/** One record with its line end. Guarded cells are always quoted; others where RFC 4180 asks for it, or where blanks at an end could be lost. */
export const csvRecord = (cells: readonly string[], delimiter: CsvDelimiter = ','): string =>
  cells.map((cell) => writeCell(cell, delimiter)).join(delimiter) + LINE_END;

const writeCell = (cell: string, delimiter: CsvDelimiter): string => {
  if (needsFormulaGuard(cell)) return quote(guardFormula(cell));
  return cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell) ? quote(cell) : cell;
};

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
