import type { Knex } from 'knex';
import { inChunks, MAX_INSERT_ROWS, type Client } from '../sql/client';
import { selectIn } from '../sql/select-in';
import type { LinkEnds } from './link-ends';

type LinkRow = Record<string, unknown>;

export interface InsertLinks {
  trx: Knex.Transaction;
  client: Client;
  ends: LinkEnds;
}

/**
 * Inserts rows of one link table again, as they were, but for those of which an end is gone or that somebody has made
 * again since. A handful a slice: rows that a merge found double, and those of deleted records.
 */
export const insertLinks = async ({ trx, client, ends }: InsertLinks, table: string, rows: LinkRow[]): Promise<void> => {
  if (rows.length === 0) return;
  const columns = ends.get(table) ?? [];
  let standing = rows;
  for (const end of columns) {
    const ids = [...new Set(standing.map((row) => Number(row[end.column])))];
    const found = await selectIn<{ id: number }>(trx, client, { table: end.table, columns: ['id'], column: 'id', values: ids });
    const there = new Set(found.map(({ id }) => Number(id)));
    standing = standing.filter((row) => there.has(Number(row[end.column])));
  }
  const [first] = columns;
  if (first === undefined || standing.length === 0) return;
  // Orders differ between doubles; whatever else a row says (a component's field, a morph's type) makes it what it is.
  const names = Object.keys(standing[0] ?? {}).filter((column) => column !== 'id' && !/(^|_)ord(er)?$/u.test(column));
  const held = await selectIn<LinkRow>(trx, client, { table, columns: names, column: first.column, values: standing.map((row) => Number(row[first.column])) });
  const known = new Set(held.map((row) => pairOf(row, names)));
  const missing = standing.filter((row) => !known.has(pairOf(row, names)));
  // A new id: the old one may have been given away. What the row says is what counts.
  for (const chunk of inChunks(missing, MAX_INSERT_ROWS)) await trx(table).insert(chunk.map(({ id: _, ...row }) => row));
};

const pairOf = (row: LinkRow, columns: string[]): string => columns.map((column) => String(row[column])).join(' ');
