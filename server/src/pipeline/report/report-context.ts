import type { MessageLanguage, Outcome, RowIssue } from '../../contracts';
import { hasReportColumns, isReportColumn, undoFormulaGuard } from '../../domain/values';
import type { CsvDelimiter } from './write-csv';

export interface ReportContext {
  /** uid of the job. */
  job: string;
  /** The file's header as uploaded. */
  columns: readonly string[];
  /** Default comma; take the file's own, so that it opens where the original did. */
  delimiter?: CsvDelimiter;
  language?: MessageLanguage;
}

/** A row of the file with what was found and done. */
export interface ReportRow {
  row: number;
  line: number;
  /** Name of the file within a zip; null for the file itself. */
  file: string | null;
  cells: readonly string[];
  issues: readonly RowIssue[];
  outcome?: Outcome | null;
  documentId?: string | null;
}

/** A report as text: the header once, then each row's record, with their line ends. */
export interface CsvReport {
  header: string;
  record(row: ReportRow): string;
}

export function* writeReport(rows: Iterable<ReportRow>, report: CsvReport): Generator<string> {
  yield report.header;
  for (const row of rows) yield report.record(row);
}

/**
 * The original cells under the original header. A file that is itself one of our reports loses our columns and our
 * guard first: both are put on anew, so a second round of corrections looks like the first.
 */
export const createCellPicker = (columns: readonly string[]): { header: string[]; pick(cells: readonly string[]): string[] } => {
  const isOurs = hasReportColumns(columns);
  const undo = isOurs ? undoFormulaGuard : (cell: string): string => cell;
  const kept = columns.flatMap((column, index) => (isReportColumn(column) ? [] : [index]));
  return {
    header: kept.map((index) => undo(columns[index] ?? '')),
    // Cells beyond the header are kept: a row with too many must come back whole.
    pick: (cells) => [...kept.map((index) => undo(cells[index] ?? '')), ...cells.slice(columns.length).map(undo)],
  };
};

/** The header of an issue's column, `#3` where it is blank. */
export const columnName = (index: number, columns: readonly string[]): string => columns[index]?.trim() || `#${index + 1}`;
