import { createCellPicker, writeReport, type CsvReport, type ReportContext, type ReportRow } from './report-context';
import { CSV_BOM, csvRecord } from './write-csv';

export const RESULT_COLUMNS = ['import:job', 'import:file', 'import:row', 'import:line', 'import:outcome', 'import:documentId', 'import:code'] as const;

/** results.csv, record by record: every row with its outcome and record, then the original cells. */
export const resultsReport = (context: ReportContext): CsvReport => {
  const { header, pick } = createCellPicker(context.columns);
  return {
    header: CSV_BOM + csvRecord([...RESULT_COLUMNS, ...header], context.delimiter),
    record: (row) => csvRecord([...resultCells(row, context), ...pick(row.cells)], context.delimiter),
  };
};

export const resultsCsv = (rows: Iterable<ReportRow>, context: ReportContext): Generator<string> => writeReport(rows, resultsReport(context));

const resultCells = (row: ReportRow, { job }: ReportContext): string[] => [
  job,
  row.file ?? '',
  String(row.row),
  String(row.line),
  row.outcome ?? '',
  row.documentId ?? '',
  row.issues.map(({ code }) => code).join(' | '),
];
