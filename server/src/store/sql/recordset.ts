import type { Knex } from 'knex';
import { postgresType, type Column } from './columns';

/** Rows as one JSON text: what to write for each column, the FROM item that reads the text, and the bindings in that order. */
export interface Recordset {
  items: string[];
  source: string;
  bindings: Knex.RawBinding[];
}

/**
 * Columns that say the same in every row (the time, the job, the administrator) are bound once. The first column is
 * what tells the rows apart, and always stands in the text. Short names inside: they are repeated in every row.
 */
export const toRecordset = (columns: readonly Column[], rows: readonly unknown[][]): Recordset => {
  const [first = []] = rows;
  const varies = columns.map((_, index) => index === 0 || rows.some((row) => row[index] !== first[index]));
  const labels = columns.map((_, index) => `"c${index}":`);
  const inText = columns.flatMap((_, index) => (varies[index] ? [index] : []));
  const json = rows.map((row) => `{${inText.map((index) => labels[index] + JSON.stringify(row[index] ?? null)).join(',')}}`).join(',');
  const constants = columns.flatMap((_, index) => (varies[index] ? [] : [(first[index] ?? null) as Knex.RawBinding]));
  return {
    items: columns.map(({ type }, index) => (varies[index] ? `source.c${index}` : `CAST(? AS ${postgresType(type)})`)),
    source: `json_to_recordset(CAST(? AS json)) AS source(${inText.map((index) => `c${index} ${postgresType(columns[index]?.type ?? '')}`).join(', ')})`,
    bindings: [...constants, `[${json}]`],
  };
};
