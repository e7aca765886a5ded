import { createCellPicker, type ReportContext, type ReportRow } from './report-context';
import { CSV_BOM, csvRecord } from './write-csv';

export const RESULT_COLUMNS = ['import:job', 'import:file', 'import:row', 'import:line', 'import:outcome', 'import:documentId', 'import:code'] as const;

/** results.csv as text chunks: every row with its outcome and record, then the original cells. */
export function* resultsCsv(rows: Iterable<ReportRow>, context: ReportContext): Generator<string> {
  const { header, pick } = createCellPicker(context.columns);
  yield CSV_BOM + csvRecord([...RESULT_COLUMNS, ...header], context.delimiter);
  for (const row of rows) {
    const ours = [
      context.job, row.file ?? '', String(row.row), String(row.line), row.outcome ?? '', row.documentId ?? '',
      row.issues.map(({ code }) => code).join(' | '),
    ];
    yield csvRecord([...ours, ...pick(row.cells)], context.delimiter);
  }
}
