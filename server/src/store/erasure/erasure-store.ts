import type { Knex } from 'knex';
import { TABLES } from '../models';
import type { Database } from '../sql/client';

/** People whose stored data is to go: what they were called here, and until then the hashes of their identifiers. */
export interface Erasure {
  id: number;
  documents: string[];
  hashes: string[];
  createdMs: number;
}

/** Call it in the transaction that deletes the records. */
export const addErasure = async (trx: Knex.Transaction, { documents, hashes }: Pick<Erasure, 'documents' | 'hashes'>): Promise<void> => {
  await trx(TABLES.erasures).insert({ state: 'pending', documents: JSON.stringify(documents), hashes: JSON.stringify(hashes), created_ms: Date.now() });
};

export const pendingErasures = async (database: Database): Promise<Erasure[]> => {
  const rows = (await database.knex()(TABLES.erasures).where({ state: 'pending' }).orderBy('id')) as Record<string, unknown>[];
  return rows.map((row) => ({ id: Number(row['id']), documents: JSON.parse(String(row['documents'])) as string[], hashes: JSON.parse(String(row['hashes'])) as string[], createdMs: Number(row['created_ms']) }));
};

/** The hashes go with the last row that they could find. */
export const finishErasures = async (database: Database, ids: number[]): Promise<void> => {
  await database.knex()(TABLES.erasures).whereIn('id', ids).update({ state: 'done', hashes: '[]', done_ms: Date.now() });
};
