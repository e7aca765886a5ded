import type { Knex } from 'knex';
import type { RecordKey } from '../../domain/keys';
import { inChunks, type Client } from '../sql/client';
import { insertRows } from '../sql/insert-rows';
import type { RecordTable } from './record-table';

const KEY_COLUMNS = [
  { name: 'hash', type: 'string' },
  { name: 'slot', type: 'biginteger' },
  { name: 'record_id', type: 'integer' },
  { name: 'field', type: 'string' },
  { name: 'alias', type: 'boolean' },
];

/**
 * Written in hash order: the unique index is hit at random otherwise, and once it has outgrown the cache every key costs
 * a page. `slot` is 0 for identifiers that only one record may have: the unique index on (hash, slot) then refuses a second.
 */
export const insertKeys = async (
  trx: Knex.Transaction,
  { table, client }: { table: RecordTable; client: Client },
  records: { recordId: number; keys: RecordKey[] }[],
): Promise<void> => {
  const no = client === 'sqlite' ? 0 : false;
  const rows: [string, number, number, string, number | boolean][] = [];
  for (const { recordId, keys } of records) {
    for (const { hash, unique, field } of keys) rows.push([hash, unique ? 0 : recordId, recordId, field, no]);
  }
  rows.sort(([left], [right]) => (left < right ? -1 : 1));
  await insertRows(trx, client, { table: table.keyTable, columns: KEY_COLUMNS, rows });
};

export const removeKeys = async (trx: Knex.Transaction, table: RecordTable, keys: { recordId: number; hash: string }[]): Promise<void> => {
  for (const chunk of inChunks(keys, 2_000)) {
    await trx(table.keyTable)
      .whereIn('record_id', chunk.map(({ recordId }) => recordId))
      .whereIn(['record_id', 'hash'], chunk.map(({ recordId, hash }) => [recordId, hash]))
      .delete();
  }
};
