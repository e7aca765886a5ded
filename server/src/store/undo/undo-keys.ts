import type { Knex } from 'knex';
import type { RecordPatch } from '../../pipeline/undo/undo-ports';
import { inChunks, type Client } from '../sql/client';
import { deleteIn } from '../sql/delete-in';
import { insertRows } from '../sql/insert-rows';
import { selectIn } from '../sql/select-in';
import type { UndoTable } from './undo-table';

export interface UndoSliceOn {
  trx: Knex.Transaction;
  client: Client;
  table: UndoTable;
}

/** Deletes the keys of records that go, own and aliases, and those that other records lose. */
export const removeGone = async ({ trx, client, table }: UndoSliceOn, { deleted, patches }: { deleted: number[]; patches: RecordPatch[] }): Promise<void> => {
  await deleteIn(trx, client, { table: table.keyTable, column: 'record_id', values: deleted });
  const own = patches.flatMap(({ id, removeKeys }) => removeKeys.map((hash): [number, string] => [id, hash]));
  const aliases = patches.flatMap(({ id, removeAliases }) => removeAliases.map((hash): [number, string] => [id, hash]));
  for (const [alias, keys] of [[false, own], [true, aliases]] as const) {
    for (const chunk of inChunks(keys, 2_000)) {
      await trx(table.keyTable).whereIn('record_id', chunk.map(([id]) => id)).whereIn(['record_id', 'hash'], chunk).where({ alias }).delete();
    }
  }
};

export const KEY_COLUMNS = [
  { name: 'hash', type: 'string' },
  { name: 'slot', type: 'biginteger' },
  { name: 'record_id', type: 'integer' },
  { name: 'field', type: 'string' },
  { name: 'alias', type: 'boolean' },
];

/** Inserts the keys that records get back. One that a record has as an alias already is not written twice. In hash order, as an import writes them. */
export const addBack = async ({ trx, client, table }: UndoSliceOn, patches: RecordPatch[]): Promise<void> => {
  const gaining = patches.filter(({ addKeys, addAliases }) => addKeys.length + addAliases.length > 0);
  if (gaining.length === 0) return;
  const held = await selectIn<{ hash: string; record_id: number }>(trx, client, { table: table.keyTable, columns: ['hash', 'record_id'], column: 'record_id', values: gaining.map(({ id }) => id) });
  const known = new Set(held.map(({ hash, record_id: id }) => `${String(id)} ${hash}`));
  const flag = (alias: boolean): number | boolean => (client === 'sqlite' ? Number(alias) : alias);
  const rows: unknown[][] = [];
  for (const { id, addKeys, addAliases } of gaining) {
    for (const [alias, keys] of [[true, addAliases], [false, addKeys]] as const) {
      for (const { hash, field, unique } of keys) {
        if (known.has(`${String(id)} ${hash}`)) continue;
        known.add(`${String(id)} ${hash}`);
        rows.push([hash, unique ? 0 : id, id, field, flag(alias)]);
      }
    }
  }
  rows.sort(([left], [right]) => (String(left) < String(right) ? -1 : 1));
  await insertRows(trx, client, { table: table.keyTable, columns: KEY_COLUMNS, rows });
};
