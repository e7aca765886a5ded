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

export interface RecordKeys {
  recordId: number;
  keys: RecordKey[];
  /** They were another record's, which was merged into this one. */
  alias?: boolean;
}

/**
 * Written in hash order: the unique index is hit at random otherwise, and once it has outgrown the cache every key costs
 * a page. `slot` is 0 for identifiers that only one record may have: the unique index on (hash, slot) then refuses a second.
 */
export const insertKeys = async (
  trx: Knex.Transaction,
  { table, client }: { table: RecordTable; client: Client },
  records: RecordKeys[],
): Promise<void> => {
  const rows: [string, number, number, string, number | boolean][] = [];
  for (const { recordId, keys, alias = false } of records) {
    const flag = client === 'sqlite' ? Number(alias) : alias;
    for (const { hash, unique, field } of keys) rows.push([hash, unique ? 0 : recordId, recordId, field, flag]);
  }
  rows.sort(([left], [right]) => (left < right ? -1 : 1));
  await insertRows(trx, client, { table: table.keyTable, columns: KEY_COLUMNS, rows });
};

export const removeKeys = async (trx: Knex.Transaction, table: RecordTable, keys: { recordId: number; hash: string }[]): Promise<void> => {
  for (const chunk of inChunks(keys, 2_000)) {
    await trx(table.keyTable)
      .whereIn('record_id', chunk.map(({ recordId }) => recordId))
      .whereIn(['record_id', 'hash'], chunk.map(({ recordId, hash }) => [recordId, hash]))
      // What still finds the record from before a merge is no value of it, and goes with none.
      .where('alias', false)
      .delete();
  }
};

/** The aliases of records, by record id. */
export const aliasesOf = async (trx: Knex.Transaction, { keyTable }: Pick<RecordTable, 'keyTable'>, ids: readonly number[]): Promise<Map<number, RecordKey[]>> => {
  const aliases = new Map<number, RecordKey[]>();
  for (const chunk of inChunks(ids)) {
    const rows = (await trx(keyTable).select('hash', 'slot', 'record_id', 'field').whereIn('record_id', chunk).where('alias', true).orderBy('id')) as KeyRow[];
    for (const { hash, slot, record_id: recordId, field } of rows) {
      aliases.set(Number(recordId), [...(aliases.get(Number(recordId)) ?? []), { hash, field, unique: Number(slot) === 0 }]);
    }
  }
  return aliases;
};

/** A record that takes an alias of its own as a value keeps the row that it has: the index allows one. */
export const withoutAliases = async (trx: Knex.Transaction, table: Pick<RecordTable, 'keyTable'>, records: RecordKeys[]): Promise<RecordKeys[]> => {
  const aliases = await aliasesOf(trx, table, records.filter(({ keys }) => keys.length > 0).map(({ recordId }) => recordId));
  if (aliases.size === 0) return records;
  return records.map(({ recordId, keys }) => {
    const known = new Set((aliases.get(recordId) ?? []).map(({ hash }) => hash));
    return { recordId, keys: keys.filter(({ hash }) => !known.has(hash)) };
  });
};

interface KeyRow {
  hash: string;
  slot: number | string;
  record_id: number;
  field: string;
}
