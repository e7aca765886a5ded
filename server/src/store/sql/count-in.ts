import { inChunks, type Client, type Connection } from './client';

export interface CountIn {
  table: string;
  /** The column that is one of `values`; it should have an index. */
  column: string;
  values: readonly number[];
  /** Only rows of which another column says this. */
  where?: { column: string; value: string };
}

/** Value → rows that have it in the column. Values that no row has are absent. */
export const countIn = async (connection: Connection, client: Client, query: CountIn): Promise<Map<number, number>> => {
  const counts = new Map<number, number>();
  for (const chunk of inChunks(query.values)) {
    const bindings = [client === 'sqlite' ? JSON.stringify(chunk) : chunk, ...(query.where === undefined ? [] : [query.where.value])];
    const result: unknown = await connection.raw(STATEMENT[client](query), bindings as never);
    for (const { value, found } of rowsOf(result, client)) counts.set(Number(value), Number(found));
  }
  return counts;
};

const STATEMENT: Record<Client, (query: CountIn) => string> = {
  // CROSS JOIN keeps SQLite from scanning the table and searching the list.
  sqlite: ({ table, column, where }) =>
    `SELECT item."${column}" AS value, COUNT(*) AS found FROM json_each(?) AS wanted CROSS JOIN "${table}" AS item ON item."${column}" = wanted.value${
      where === undefined ? '' : ` WHERE item."${where.column}" = ?`} GROUP BY item."${column}"`,
  postgres: ({ table, column, where }) =>
    `SELECT "${column}" AS value, COUNT(*) AS found FROM "${table}" WHERE "${column}" = ANY(?)${where === undefined ? '' : ` AND "${where.column}" = ?`} GROUP BY "${column}"`,
  mysql: ({ table, column, where }) =>
    `SELECT \`${column}\` AS value, COUNT(*) AS found FROM \`${table}\` WHERE \`${column}\` IN (?)${where === undefined ? '' : ` AND \`${where.column}\` = ?`} GROUP BY \`${column}\``,
};

interface CountRow {
  value: number | string;
  found: number | string;
}

/** knex gives a raw statement's answer as each driver does. */
const rowsOf = (result: unknown, client: Client): CountRow[] => {
  if (client === 'sqlite') return result as CountRow[];
  return client === 'postgres' ? (result as { rows: CountRow[] }).rows : ((result as CountRow[][])[0] ?? []);
};
