import { parseExternalIds } from '../../domain/keys';
import type { UndoRecord } from '../../pipeline/undo/undo-ports';
import { inChunks, type Client, type Connection } from '../sql/client';
import { fromDatabase } from '../sql/columns';
import { selectIn } from '../sql/select-in';
import { loadValues, type DefinedValues } from '../values/load-values';
import type { UndoTable } from './undo-table';

export interface LoadUndo {
  table: UndoTable;
  organizations: UndoTable;
  client: Client;
  /** Keeps other writers off until the transaction ends (PostgreSQL, MySQL; SQLite has one writer anyway). */
  lock: boolean;
}

/** Whole records by documentId. Ids are found first and rows locked in their order, so that concurrent writers do not deadlock. */
export const loadUndoRecords = async (connection: Connection, load: LoadUndo, documentIds: string[]): Promise<UndoRecord[]> => {
  const { table, client } = load;
  const found = await selectIn<{ id: number }>(connection, client, { table: table.table, columns: ['id'], column: 'document_id', values: documentIds });
  const ids = found.map(({ id }) => Number(id)).sort((left, right) => left - right);
  const names = ['id', 'document_id', 'external_ids', 'last_job', 'merged_into', ...[...table.columns.values()].map(({ name }) => name)];
  const records: UndoRecord[] = [];
  for (const chunk of inChunks(ids)) {
    const rows = await selectIn<Record<string, unknown>>(connection, client, { table: table.table, columns: names, column: 'id', values: chunk, ...(load.lock ? { lock: true } : {}) });
    const organizations = await organizationsOf(connection, load, chunk);
    // Only contacts have fields that administrators define.
    const defined = table.organizationLink === null ? new Map<number, DefinedValues>() : await loadValues(connection, client, { ids: chunk, fields: null });
    for (const row of rows) {
      const record = toUndoRecord(table, row, organizations.get(Number(row['id'])) ?? null);
      records.push({ ...record, values: { ...record.values, ...defined.get(record.id) } });
    }
  }
  return records;
};

/** A record from its row, by column names. */
export const toUndoRecord = ({ columns }: UndoTable, row: Record<string, unknown>, organization: string | null = null): UndoRecord => {
  const values: Record<string, unknown> = {};
  for (const [field, { name, type }] of columns) values[field] = fromDatabase(row[name], type);
  return {
    id: Number(row['id']),
    documentId: String(row['document_id']),
    values,
    externalIds: parseExternalIds(row['external_ids']),
    organization,
    lastJob: (row['last_job'] as string | null) ?? null,
    mergedInto: (row['merged_into'] as string | null) ?? null,
  };
};

/** Record id → documentId of its organization. */
const organizationsOf = async (connection: Connection, { table, organizations, client }: LoadUndo, ids: number[]): Promise<Map<number, string>> => {
  const link = table.organizationLink;
  if (link === null) return new Map();
  const links = await selectIn<Record<string, number>>(connection, client, { table: link.table, columns: [link.record, link.organization], column: link.record, values: ids });
  const wanted = [...new Set(links.map((row) => Number(row[link.organization])))];
  const named = await selectIn<{ id: number; document_id: string }>(connection, client, { table: organizations.table, columns: ['id', 'document_id'], column: 'id', values: wanted });
  const documentIds = new Map(named.map(({ id, document_id: documentId }) => [Number(id), documentId]));
  return new Map(links.flatMap((row) => {
    const documentId = documentIds.get(Number(row[link.organization]));
    return documentId === undefined ? [] : [[Number(row[link.record]), documentId] as const];
  }));
};
