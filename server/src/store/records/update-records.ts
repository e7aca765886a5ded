import type { Knex } from 'knex';
import type { RecordUpdate } from '../../pipeline/ports';
import { inChunks, type Client } from '../sql/client';
import { toDatabase, type Column } from '../sql/columns';
import { insertRows } from '../sql/insert-rows';
import { updateRows } from '../sql/update-rows';
import { writeValues } from '../values/write-values';
import type { WriteStamp } from './insert-records';
import { insertKeys, removeKeys, withoutAliases } from './key-rows';
import type { RecordTable } from './record-table';

/** Writes changed fields, keys and organization links of locked records. */
export const updateRecords = async (
  trx: Knex.Transaction,
  { table, client, stamp }: { table: RecordTable; client: Client; stamp: WriteStamp },
  updates: RecordUpdate[],
): Promise<void> => {
  for (const group of groupByFields(updates)) {
    const [first] = group;
    if (first === undefined) continue;
    const fields = Object.keys(first.values).flatMap((field) => {
      const column = table.columns.get(field);
      return column === undefined ? [] : [{ field, ...column }];
    });
    const withIds = first.externalIds !== undefined;
    const columns: Column[] = [
      { name: 'id', type: 'integer' }, { name: 'updated_at', type: 'datetime' }, { name: 'updated_by_id', type: 'integer' }, { name: 'last_job', type: 'string' },
      ...(withIds ? [{ name: 'external_ids', type: 'json' }] : []),
      ...fields.map(({ name, type }) => ({ name, type })),
    ];
    const rows = group.map((update) => [
      update.id, toDatabase(stamp.now, 'datetime', client), stamp.adminId, stamp.job,
      ...(withIds ? [JSON.stringify(update.externalIds)] : []),
      ...fields.map(({ field, type }) => toDatabase(update.values[field], type, client)),
    ]);
    await updateRows(trx, client, { table: table.table, columns, rows });
  }
  await removeKeys(trx, table, updates.flatMap(({ id, removeKeys: hashes }) => hashes.map((hash) => ({ recordId: id, hash }))));
  await insertKeys(trx, { table, client }, await withoutAliases(trx, table, updates.map(({ id, addKeys }) => ({ recordId: id, keys: addKeys }))));
  await moveLinks(trx, { table, client }, updates);
  await writeValues({ trx, client, stamp: { ...stamp, source: 'import' } }, updates);
};

/** Records that change the same fields are written by one statement. */
const groupByFields = (updates: RecordUpdate[]): RecordUpdate[][] => {
  const groups = new Map<string, RecordUpdate[]>();
  for (const update of updates) {
    const name = [...Object.keys(update.values), update.externalIds === undefined ? '' : '#'].join(',');
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [update]);
    else group.push(update);
  }
  // Fields in one order per group: the name is made of them.
  return [...groups.values()];
};

const moveLinks = async (trx: Knex.Transaction, { table, client }: { table: RecordTable; client: Client }, updates: RecordUpdate[]): Promise<void> => {
  const link = table.organizationLink;
  const moved = updates.filter(({ organizationId }) => organizationId !== undefined);
  if (link === null || moved.length === 0) return;
  for (const chunk of inChunks(moved)) await trx(link.table).whereIn(link.record, chunk.map(({ id }) => id)).delete();
  const columns = [{ name: link.record, type: 'integer' }, { name: link.organization, type: 'integer' }];
  const rows = moved.filter(({ organizationId }) => organizationId !== null).map(({ id, organizationId }) => [id, organizationId]);
  await insertRows(trx, client, { table: link.table, columns, rows });
};
