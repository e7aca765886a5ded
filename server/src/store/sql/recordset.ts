import { postgresType, type Column } from './columns';

/** Rows as one JSON text, and the FROM item that reads it. Short names inside: they are repeated in every row. */
export const toRecordset = (columns: readonly Column[], rows: readonly unknown[][]): { json: string; source: string } => {
  const labels = columns.map((_, index) => `"c${index}":`);
  const json = rows.map((row) => `{${row.map((value, index) => labels[index] + JSON.stringify(value ?? null)).join(',')}}`).join(',');
  const typed = columns.map(({ type }, index) => `c${index} ${postgresType(type)}`).join(', ');
  return { json: `[${json}]`, source: `json_to_recordset(CAST(? AS json)) AS source(${typed})` };
};
