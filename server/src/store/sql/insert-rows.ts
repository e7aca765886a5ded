import type { Knex } from 'knex';
import { sqliteConnection } from './better-sqlite';
import { byBytes } from './by-bytes';
import type { Client } from './client';
import type { Column } from './columns';
import { mysqlQuery } from './mysql-query';
import { toRecordset } from './recordset';

export interface RowSet {
  table: string;
  columns: Column[];
  /** Values in the columns' order, already in the driver's form. The first column tells rows apart. */
  rows: unknown[][];
}

/**
 * Inserts many rows of one table in the fastest way that each database has, inside the transaction. Gives the new ids
 * in the rows' order where the database tells them on the way, else null.
 */
export const insertRows = async (trx: Knex.Transaction, client: Client, set: RowSet): Promise<number[] | null> => {
  if (set.rows.length === 0) return [];
  if (client === 'sqlite') return insertPrepared(trx, set);
  if (client === 'postgres') return insertFromJson(trx, set);
  await insertValues(trx, set);
  return null;
};

const insertPrepared = async (trx: Knex.Transaction, { table, columns, rows }: RowSet): Promise<number[]> => {
  const connection = await sqliteConnection(trx);
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const statement = connection.prepare(`INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`);
  return rows.map((row) => Number(statement.run(...row).lastInsertRowid));
};

/** One binding whatever the number of rows: the driver's work per value is what limits VALUES lists. */
const insertFromJson = async (trx: Knex.Transaction, { table, columns, rows }: RowSet): Promise<number[]> => {
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const { items, source, bindings } = toRecordset(columns, rows);
  const result = (await trx.raw(
    `INSERT INTO "${table}" (${names}) SELECT ${items.join(', ')} FROM ${source} RETURNING id, "${columns[0]?.name ?? 'id'}" AS known_as`,
    bindings,
  )) as unknown as { rows: { id: number; known_as: unknown }[] };
  // In whatever order PostgreSQL took the rows.
  const ids = new Map(result.rows.map(({ id, known_as: knownAs }) => [knownAs, id]));
  return rows.map(([knownAs]) => ids.get(knownAs) ?? 0);
};

const insertValues = async (trx: Knex.Transaction, { table, columns, rows }: RowSet): Promise<void> => {
  const names = columns.map(({ name }) => `\`${name}\``).join(', ');
  for (const part of byBytes(rows)) await mysqlQuery(trx, `INSERT INTO \`${table}\` (${names}) VALUES ?`, [part]);
};
