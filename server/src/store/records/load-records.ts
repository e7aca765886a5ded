import type { Knex } from 'knex';
import { parseExternalIds } from '../../domain/keys';
import type { StoredRecord } from '../../pipeline/ports';
import { inChunks, type Client, type Connection } from '../sql/client';
import { fromDatabase } from '../sql/columns';
import { selectIn } from '../sql/select-in';
import { loadValues, type DefinedValues } from '../values/load-values';
import type { RecordTable } from './record-table';

export interface LoadOptions {
  ids: number[];
  fields: string[];
  /** Keep other writers off until the transaction ends (PostgreSQL, MySQL; SQLite has one writer anyway). */
  lock?: boolean;
}

/** Records by id, reduced to some fields. Ids that no longer exist are absent. */
export const loadRecords = async (
  connection: Connection,
  { table, organizationTable, client }: { table: RecordTable; organizationTable: string; client: Client },
  { ids, fields, lock = false }: LoadOptions,
): Promise<StoredRecord[]> => {
  const columns = fields.flatMap((field) => {
    const column = table.columns.get(field);
    return column === undefined ? [] : [{ field, ...column }];
  });
  const records: StoredRecord[] = [];
  // Sorted, so that concurrent writers lock in one order and do not deadlock.
  for (const chunk of inChunks([...ids].sort((left, right) => left - right))) {
    const query = connection(table.table)
      .select(['id', 'document_id', 'created_at', 'external_ids', 'last_job', ...columns.map(({ name }) => name)])
      .whereIn('id', chunk);
    if (lock && client !== 'sqlite') void query.orderBy('id').forUpdate();
    const rows = (await query) as Record<string, unknown>[];
    const organizations = await organizationsOf(connection, { table, organizationTable }, chunk);
    const defined = await definedOf(connection, { table, client }, { ids: chunk, fields });
    for (const row of rows) {
      records.push({
        id: Number(row['id']),
        documentId: String(row['document_id']),
        createdMs: new Date(row['created_at'] as string | number | Date).getTime(),
        values: { ...Object.fromEntries(columns.map(({ field, name, type }) => [field, fromDatabase(row[name], type)])), ...defined.get(Number(row['id'])) },
        externalIds: parseExternalIds(row['external_ids']),
        organization: organizations.get(Number(row['id'])) ?? null,
        lastJob: (row['last_job'] as string | null) ?? null,
      });
    }
  }
  return records;
};

/** Only contacts have fields that administrators define. */
const definedOf = async (connection: Connection, { table, client }: { table: RecordTable; client: Client }, wanted: { ids: number[]; fields: string[] }): Promise<Map<number, DefinedValues>> =>
  table.organizationLink === null ? new Map() : loadValues(connection, client, wanted);

const organizationsOf = async (
  connection: Connection,
  { table, organizationTable }: { table: RecordTable; organizationTable: string },
  ids: number[],
): Promise<Map<number, string>> => {
  const link = table.organizationLink;
  if (link === null || ids.length === 0) return new Map();
  const rows = (await connection(`${link.table} as link`)
    .join(`${organizationTable} as organization`, 'organization.id', `link.${link.organization}`)
    .select({ record: `link.${link.record}`, organization: 'organization.document_id' })
    .whereIn(`link.${link.record}`, ids)) as { record: number; organization: string }[];
  return new Map(rows.map(({ record, organization }) => [record, organization]));
};

/** documentId → id, for records that an earlier row of the job made. Those that were merged into others are left out. */
export const idsOfDocuments = async (trx: Knex.Transaction, { table, client }: { table: string; client: Client }, documentIds: string[]): Promise<Map<string, number>> => {
  const rows = await selectIn<{ id: number; document_id: string; merged_into: string | null }>(trx, client, {
    table, columns: ['id', 'document_id', 'merged_into'], column: 'document_id', values: documentIds,
  });
  return new Map(rows.flatMap(({ id, document_id: documentId, merged_into: mergedInto }) => (mergedInto === null || mergedInto === '' ? [[documentId, Number(id)] as const] : [])));
};
