import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Target } from '../../contracts';
import { parseExternalIds, type StoredExternalId } from '../../domain/keys';
import type { ExportRecord } from '../../pipeline/report/export-csv';
import type { Client, Connection, Database } from '../sql/client';
import { fromDatabase, type Column } from '../sql/columns';
import { loadValues, type DefinedValues } from '../values/load-values';
import { readRecordTable, type RecordTable } from './record-table';

/** Records of a page: some 2 MB of rows, and a few ms of SQLite's one connection. */
const PAGE = 1_000;

interface ExportTables {
  table: RecordTable;
  organizationTable: string;
  columns: (Column & { field: string })[];
  fields: readonly string[];
  client: Client;
}
type Organization = NonNullable<ExportRecord['organization']>;

/**
 * All records of a target but those that were merged away, in the order in which they came, a page at a time. Pages follow one another by id:
 * an OFFSET would read everything before it again, and skip or repeat records that are written meanwhile.
 */
export async function* exportRecords(strapi: Core.Strapi, database: Database, { target, fields }: { target: Target; fields: readonly string[] }): AsyncGenerator<ExportRecord[]> {
  const tables = exportTables(strapi, database, { target, fields });
  for (let after = 0; ; ) {
    const rows = await readPage(database.knex(), tables, (query) => void query.whereNull('merged_into').where('id', '>', after).limit(PAGE));
    if (rows.length === 0) return;
    yield rows.map(({ record }) => record);
    after = rows.at(-1)?.id ?? after;
  }
}

/** These records, in the order of their ids. */
export const exportRecordsOf = async (strapi: Core.Strapi, database: Database, { target, fields, ids }: { target: Target; fields: readonly string[]; ids: readonly number[] }): Promise<ExportRecord[]> =>
  (await readPage(database.knex(), exportTables(strapi, database, { target, fields }), (query) => void query.whereIn('id', [...ids]))).map(({ record }) => record);

const exportTables = (strapi: Core.Strapi, { client }: Database, { target, fields }: { target: Target; fields: readonly string[] }): ExportTables => {
  const table = readRecordTable(strapi, target);
  const columns = fields.flatMap((field) => {
    const column = table.columns.get(field);
    return column === undefined ? [] : [{ field, ...column }];
  });
  return { table, organizationTable: readRecordTable(strapi, 'organizations').table, columns, fields, client };
};

const readPage = async (connection: Connection, tables: ExportTables, narrow: (query: Knex.QueryBuilder) => void): Promise<{ id: number; record: ExportRecord }[]> => {
  const { table, columns, fields, client } = tables;
  const query = connection(table.table).select(['id', 'document_id', 'external_ids', ...columns.map(({ name }) => name)]).orderBy('id');
  narrow(query as Knex.QueryBuilder);
  const rows = (await query) as Record<string, unknown>[];
  const organizations = await organizationsOf(connection, tables, rows.map(({ id }) => Number(id)));
  const defined = table.organizationLink === null ? new Map<number, DefinedValues>() : await loadValues(connection, client, { ids: rows.map(({ id }) => Number(id)), fields });
  return rows.map((row) => ({
    id: Number(row['id']),
    record: {
      documentId: String(row['document_id']),
      values: { ...Object.fromEntries(columns.map(({ field, name, type }) => [field, fromDatabase(row[name], type)])), ...defined.get(Number(row['id'])) },
      externalIds: parseExternalIds(row['external_ids']),
      organization: organizations.get(Number(row['id'])) ?? null,
    },
  }));
};

const organizationsOf = async (connection: Connection, { table, organizationTable }: ExportTables, ids: number[]): Promise<Map<number, Organization>> => {
  const link = table.organizationLink;
  if (link === null || ids.length === 0) return new Map();
  const rows = (await connection(`${link.table} as link`)
    .join(`${organizationTable} as organization`, 'organization.id', `link.${link.organization}`)
    .select({ record: `link.${link.record}`, name: 'organization.name', externalIds: 'organization.external_ids' })
    .whereIn(`link.${link.record}`, ids)) as { record: number; name: string | null; externalIds: unknown }[];
  return new Map(rows.map(({ record, name, externalIds }) => [Number(record), { name, externalIds: parseExternalIds(externalIds) satisfies StoredExternalId[] }]));
};
