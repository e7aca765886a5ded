export { errorsCsv, errorsReport, ERROR_COLUMNS } from './errors-csv';
export { exportedFields, exportReport, EXPORT_COLUMNS, type ExportRecord } from './export-csv';
export { resultsCsv, resultsReport, RESULT_COLUMNS } from './results-csv';
export { presetTemplateCsv, templateCsv, type TemplateOptions } from './template-csv';
export type { CsvReport, ReportContext, ReportRow } from './report-context';
export { CSV_BOM, csvRecord, type CsvDelimiter } from './write-csv';
