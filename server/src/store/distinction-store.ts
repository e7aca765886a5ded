import type { Knex } from 'knex';
import type { Actor, Target } from '../contracts';
import type { Distinction } from '../pipeline/ports';
import { yieldToEventLoop } from './database';
import { TABLES } from './models';
import { inChunks, MAX_INSERT_ROWS, type Connection, type Database } from './sql/client';
import { selectIn } from './sql/select-in';

export const hasDistinctions = async (connection: Connection, target: Target): Promise<boolean> => {
  const row: unknown = await connection(TABLES.distinctions).select('id').where({ target }).first();
  return row !== undefined;
};

/** What people have said is not the same, of those that concern these keys: one set query. */
export const findDistinctions = async ({ client, knex }: Pick<Database, 'client' | 'knex'>, target: Target, hashes: readonly string[]): Promise<Distinction[]> => {
  const rows = await selectIn<{ target: string; hash: string; name_hash: string; document_id: string }>(knex(), client, {
    table: TABLES.distinctions, columns: ['target', 'hash', 'name_hash', 'document_id'], column: 'hash', values: hashes,
  });
  return rows.filter((row) => row.target === target).map((row) => ({ hash: row.hash, nameHash: row.name_hash, documentId: row.document_id }));
};

/** Replaces what was said before of the same row and records. `asked`: all candidates; `different`: those that are other records. */
export const replaceDistinctions = async (
  trx: Knex.Transaction,
  { asked, different }: { asked: readonly Distinction[]; different: readonly Distinction[] },
  { target, actor }: { target: Target; actor: Actor },
): Promise<void> => {
  for (const chunk of inChunks(asked, 200)) {
    await trx(TABLES.distinctions)
      .where((where) => chunk.forEach(({ hash, nameHash, documentId }) => void where.orWhere({ hash, name_hash: nameHash, document_id: documentId })))
      .delete();
    await yieldToEventLoop();
  }
  const common = { target, actor: JSON.stringify(actor), created_ms: Date.now() };
  // Two rows with the same keys and name say it once.
  const unique = new Map(different.map((each) => [`${each.hash}:${each.nameHash}:${each.documentId}`, each]));
  const rows = [...unique.values()].map(({ hash, nameHash, documentId }) => ({ ...common, hash, name_hash: nameHash, document_id: documentId }));
  for (const chunk of inChunks(rows, MAX_INSERT_ROWS)) {
    await trx(TABLES.distinctions).insert(chunk);
    await yieldToEventLoop();
  }
};
