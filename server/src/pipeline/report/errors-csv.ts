import { describeIssue, isBlocking, type RowIssue } from '../../contracts';
import { columnName, createCellPicker, writeReport, type CsvReport, type ReportContext, type ReportRow } from './report-context';
import { CSV_BOM, csvRecord } from './write-csv';

export const ERROR_COLUMNS = ['import:job', 'import:file', 'import:row', 'import:line', 'import:column', 'import:code', 'import:message'] as const;
const JOINT = ' | ';

/**
 * errors.csv, record by record, for whoever streams the bad rows: the original cells, then our columns. In a row with
 * too many cells ours come before the surplus, so that they stay under their headers.
 */
export const errorsReport = (context: ReportContext): CsvReport => {
  const { header, pick } = createCellPicker(context.columns);
  return {
    header: CSV_BOM + csvRecord([...header, ...ERROR_COLUMNS], context.delimiter),
    record: (row) => {
      const cells = pick(row.cells);
      return csvRecord([...cells.slice(0, header.length), ...errorCells(row, context), ...cells.slice(header.length)], context.delimiter);
    },
  };
};

/** The same over rows that are at hand; give it the bad rows only, in file order. */
export const errorsCsv = (rows: Iterable<ReportRow>, context: ReportContext): Generator<string> => writeReport(rows, errorsReport(context));

const errorCells = (row: ReportRow, { job, columns, language }: ReportContext): string[] => {
  const issues = reasonsOf(row.issues);
  return [
    job,
    row.file ?? '',
    String(row.row),
    String(row.line),
    issues.map(({ column }) => (column === undefined ? '' : columnName(column, columns))).join(JOINT),
    issues.map(({ code }) => code).join(JOINT),
    issues.map(({ code, params }) => describeIssue(code, params, language)).join(JOINT),
  ];
};

/** What kept the row out; warnings would hide it. A row held or stopped without an error gives all that it has. */
const reasonsOf = (issues: readonly RowIssue[]): readonly RowIssue[] => {
  const errors = issues.filter(isBlocking);
  return errors.length > 0 ? errors : issues;
};
