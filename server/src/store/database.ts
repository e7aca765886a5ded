import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

/** A knex transaction, as `strapi.db.transaction` gives it. */
export type Trx = Knex.Transaction;

/**
 * Runs `work` in the transaction that is open, or in a new one. Always this, never strapi.db.connection: a second
 * connection waits for ever on SQLite, and elsewhere it silently writes outside the transaction.
 */
export const inTransaction = async <T>(strapi: Core.Strapi, work: (trx: Trx) => Promise<T>): Promise<T> => {
  // Only whoever opens it ends it.
  const isOutermost = !strapi.db.inTransaction();
  let ended: Promise<unknown> = Promise.resolve();
  try {
    const result = (await strapi.db.transaction(async ({ trx }) => {
      if (isOutermost) ended = endOf(trx as Trx);
      return work(trx as Trx);
    })) as T;
    await ended;
    return result;
  } catch (error) {
    // Its BEGIN failed, and nobody said so until now: why, stands there.
    throw isAfterEnd(error) ? await ended.then(() => error, (cause: unknown) => cause) : error;
  }
};

/** knex' own sentence for a query in a transaction that is over. */
const isAfterEnd = (error: unknown): boolean => error instanceof Error && error.message.includes('Transaction query already complete');

/**
 * Rejects when the COMMIT fails. knex' own `trx.commit()` does not, and Strapi awaits only that: of a transaction whose connection broke before
 * its COMMIT, both say that all is well.
 */
const endOf = (trx: Trx): Promise<unknown> => {
  const { executionPromise } = trx;
  // What fails before the COMMIT is thrown by the work itself.
  executionPromise.catch(() => undefined);
  return executionPromise;
};

/** A query on a table within a transaction, in the schema that the host has configured. */
export const tableIn = (strapi: Core.Strapi, trx: Trx, table: string) => {
  const schema = strapi.db.getSchemaName();
  return schema === undefined ? trx(table) : trx(table).withSchema(schema);
};

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** 24 characters in the shape of Strapi's own ids: a letter first, then lower-case letters and digits; 119 bits. */
export const newDocumentId = (): string => {
  let id = 'c';
  for (const byte of randomBytes(23)) id += ALPHABET[byte % 36];
  return id;
};

const UNIQUE_VIOLATION = new Set(['23505', 'ER_DUP_ENTRY', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT']);

/** By code alone: a driver that was loaded twice throws errors that are no `Error` of ours. */
export const isUniqueViolation = (error: unknown): boolean => UNIQUE_VIOLATION.has(String((error as { code?: unknown } | null | undefined)?.code));

/** Gives the event loop a turn: SQLite's transactions run on microtasks and starve timers and HTTP. */
export const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
