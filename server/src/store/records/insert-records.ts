import type { Knex } from 'knex';
import type { NewRecord } from '../../pipeline/ports';
import { yieldToEventLoop } from '../database';
import type { Client } from '../sql/client';
import { toDatabase, type Column } from '../sql/columns';
import { insertRows } from '../sql/insert-rows';
import { writeValues } from '../values/write-values';
import { insertKeys } from './key-rows';
import { idsOfDocuments } from './load-records';
import type { RecordTable } from './record-table';

/** What is the same for every record that a slice writes. */
export interface WriteStamp {
  now: Date;
  /** The admin user who started the job; null for tokens and the command line. */
  adminId: number | null;
  job: string;
}

/** The columns that every record has, in the form that the document service gives them. */
const STAMP_COLUMNS: Column[] = [
  { name: 'document_id', type: 'string' },
  { name: 'created_at', type: 'datetime' },
  { name: 'updated_at', type: 'datetime' },
  { name: 'published_at', type: 'datetime' },
  { name: 'created_by_id', type: 'integer' },
  { name: 'updated_by_id', type: 'integer' },
  { name: 'external_ids', type: 'json' },
  { name: 'last_job', type: 'string' },
];

/**
 * Inserts records with their organization links and keys: per contact one row, one link and one row per identifier.
 * Equal in every column to what the document service would write (proved by the parity test).
 */
export const insertRecords = async (
  trx: Knex.Transaction,
  { table, client, stamp }: { table: RecordTable; client: Client; stamp: WriteStamp },
  records: NewRecord[],
): Promise<Map<string, number>> => {
  if (records.length === 0) return new Map();
  const fields = fieldsOf(table, records);
  const columns = [...STAMP_COLUMNS, ...fields.map(({ name, type }) => ({ name, type }))];
  const now = toDatabase(stamp.now, 'datetime', client);
  const rows = records.map((record) => [
    record.documentId, now, now, now, stamp.adminId, stamp.adminId,
    record.externalIds.length === 0 ? null : JSON.stringify(record.externalIds),
    stamp.job,
    ...fields.map(({ field, type }) => toDatabase(record.values[field] ?? table.defaults[field], type, client)),
  ]);
  const told = await insertRows(trx, client, { table: table.table, columns, rows });
  const ids = told === null ? await idsOfDocuments(trx, { table: table.table, client }, records.map(({ documentId }) => documentId)) : new Map(records.map(({ documentId }, index) => [documentId, told[index] ?? 0]));
  await insertLinks(trx, { table, client }, { records, ids });
  // The connection stays ours, but timers and sockets get their turn: SQLite's inserts block the loop one and all.
  if (client === 'sqlite') await yieldToEventLoop();
  await insertKeys(trx, { table, client }, records.map(({ documentId, keys }) => ({ recordId: ids.get(documentId) ?? 0, keys })));
  const writes = records.map(({ documentId, values }) => ({ id: ids.get(documentId) ?? 0, documentId, values }));
  await writeValues({ trx, client, stamp: { ...stamp, source: 'import' } }, writes, { areNew: true });
  if (client === 'sqlite') await yieldToEventLoop();
  return ids;
};

/** Only columns that some record fills, or that have a default: the others stay NULL. */
const fieldsOf = (table: RecordTable, records: NewRecord[]): (Column & { field: string })[] => {
  const used = new Set(Object.keys(table.defaults));
  for (const { values } of records) for (const field in values) used.add(field);
  return [...used].flatMap((field) => {
    const column = table.columns.get(field);
    return column === undefined ? [] : [{ field, ...column }];
  });
};

const insertLinks = async (
  trx: Knex.Transaction,
  { table, client }: { table: RecordTable; client: Client },
  { records, ids }: { records: NewRecord[]; ids: Map<string, number> },
): Promise<void> => {
  const link = table.organizationLink;
  if (link === null) return;
  const columns = [{ name: link.record, type: 'integer' }, { name: link.organization, type: 'integer' }];
  const rows = records.filter(({ organizationId }) => organizationId !== null).map(({ documentId, organizationId }) => [ids.get(documentId), organizationId]);
  await insertRows(trx, client, { table: link.table, columns, rows });
};
