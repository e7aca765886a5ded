/**
 * Cells that a spreadsheet would run as a formula (OWASP "CSV Injection"; ASVS 5.0 1.2.10). The guard is one `'` in
 * front. A cell that already looks guarded gets another, so that taking one away always gives back the original.
 */
const STARTS_FORMULA = /^'*(?:[\t\r\n\0]|[\s\p{Cf}\p{Cc}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/u;

export const needsFormulaGuard = (cell: string): boolean => STARTS_FORMULA.test(cell);

export const guardFormula = (cell: string): string => (needsFormulaGuard(cell) ? `'${cell}` : cell);

/** Takes back our own guard, and no apostrophe that a person wrote. Only for files that we guarded. */
export const undoFormulaGuard = (cell: string): string =>
  cell.charCodeAt(0) === 39 && needsFormulaGuard(cell) ? cell.slice(1) : cell;

/** Columns that our reports add; they are recognised and ignored on return. */
export const REPORT_COLUMN_PREFIX = 'import:';
export const isReportColumn = (header: string): boolean => header.trim().toLowerCase().startsWith(REPORT_COLUMN_PREFIX);

/** A file that has them came out of our reports, where every cell was guarded. */
export const hasReportColumns = (columns: readonly string[]): boolean => columns.some(isReportColumn);
