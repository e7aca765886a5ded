import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { inTransaction } from '../database';

export const CLIENTS = ['sqlite', 'postgres', 'mysql'] as const;
export type Client = (typeof CLIENTS)[number];

export type Connection = Knex | Knex.Transaction;

/** A database as the stores use it. `trx` runs the callback in one transaction, the same that db.query would use. */
export interface Database {
  client: Client;
  knex: () => Knex;
  transaction<T>(work: (trx: Knex.Transaction) => Promise<T>): Promise<T>;
}

export const createDatabase = (strapi: Core.Strapi): Database => ({
  client: clientOf(strapi),
  knex: () => strapi.db.connection,
  transaction: (work) => inTransaction(strapi, work),
});

const clientOf = (strapi: Core.Strapi): Client => {
  const name = String(strapi.config.get('database.connection.client'));
  if (name === 'postgres') return 'postgres';
  return name === 'mysql' ? 'mysql' : 'sqlite';
};

/** The database's clock in ms since 1970. Leases trust no other: clocks of nodes differ. */
export const NOW_MS: Record<Client, string> = {
  sqlite: "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
  postgres: 'CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS bigint)',
  mysql: 'CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)',
};

/** Splits a list for `IN (…)`. 5,000 is where MariaDB's look-up by key is fastest (measured 2026-11). */
/** Rows of one `insert` that knex writes: on SQLite it makes a compound SELECT of them, which takes 500 terms. */
export const MAX_INSERT_ROWS = 500;

export const inChunks = <T>(items: readonly T[], size = 5_000): T[][] => {
  const chunks: T[][] = [];
  for (let from = 0; from < items.length; from += size) chunks.push(items.slice(from, from + size));
  return chunks;
};
