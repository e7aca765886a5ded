import type { Knex } from 'knex';
import type { RecordMerge } from '../../pipeline/ports';
import type { MovedLink } from '../../pipeline/types';
import { inChunks, type Client } from '../sql/client';
import { toDatabase } from '../sql/columns';
import { updateRows } from '../sql/update-rows';
import type { WriteStamp } from './insert-records';
import { insertKeys } from './key-rows';
import type { RecordTable } from './record-table';
import type { RelationEnd } from './relations';
import { repointRelations } from './repoint-relations';
import { updateRecords } from './update-records';

/**
 * Lets records become one. The losers lose their keys first, as the survivor takes some of them; they keep their values
 * and their organization, and are marked with the record that stands for them.
 */
export const mergeRecords = async (
  trx: Knex.Transaction,
  { table, client, stamp, ends }: { table: RecordTable; client: Client; stamp: WriteStamp; ends: RelationEnd[] },
  merges: RecordMerge[],
): Promise<Map<number, MovedLink[]>> => {
  const losers = merges.flatMap(({ losers: each }) => each.map(({ id }) => id));
  for (const chunk of inChunks(losers)) await trx(table.keyTable).whereIn('record_id', chunk).delete();
  await updateRecords(trx, { table, client, stamp }, merges.map(({ update }) => update));
  await insertKeys(trx, { table, client }, merges.map(({ survivor, aliases }) => ({ recordId: survivor.id, keys: aliases, alias: true })));
  await updateRows(trx, client, {
    table: table.table,
    columns: [{ name: 'id', type: 'integer' }, { name: 'merged_into', type: 'string' }, { name: 'updated_at', type: 'datetime' }, { name: 'last_job', type: 'string' }],
    rows: merges.flatMap(({ survivor, losers: each }) => each.map(({ id }) => [id, survivor.documentId, toDatabase(stamp.now, 'datetime', client), stamp.job])),
  });
  return repointRelations(trx, { ends, client }, merges.flatMap(({ survivor, losers: each }) => each.map((from) => ({ from, to: survivor }))));
};
