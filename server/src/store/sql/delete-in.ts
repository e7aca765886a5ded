import type { Knex } from 'knex';
import { inChunks, type Client } from './client';

export interface DeleteIn {
  table: string;
  /** The column that is one of `values`; it should have an index. */
  column: string;
  values: readonly (number | string)[];
}

/** Deletes many rows of one table by a key; the list goes as one binding, as in `selectIn`. */
export const deleteIn = async (trx: Knex.Transaction, client: Client, query: DeleteIn): Promise<void> => {
  for (const chunk of inChunks(query.values)) await trx.raw(STATEMENT[client](query), [client === 'sqlite' ? JSON.stringify(chunk) : chunk] as never);
};

const STATEMENT: Record<Client, (query: DeleteIn) => string> = {
  sqlite: ({ table, column }) => `DELETE FROM "${table}" WHERE "${column}" IN (SELECT value FROM json_each(?))`,
  postgres: ({ table, column }) => `DELETE FROM "${table}" WHERE "${column}" = ANY(?)`,
  mysql: ({ table, column }) => `DELETE FROM \`${table}\` WHERE \`${column}\` IN (?)`,
};
