import type { OwnTarget } from '../../contracts';
import type { UndoReader } from '../../pipeline/undo/undo-ports';
import { findKeys } from '../records/find-keys';
import type { Client, Connection } from '../sql/client';
import { countIn } from '../sql/count-in';
import { selectIn } from '../sql/select-in';
import { loadUndoRecords, toUndoRecord } from './load-undo-records';
import type { UndoTable } from './undo-table';

export interface ReadUndo {
  tables: Record<OwnTarget, UndoTable>;
  client: Client;
  /** Whether records that are read may be written next. */
  lock: boolean;
}

/** What deciding an undo reads, through a transaction or, for a preview, without one. */
export const createUndoReader = (connection: Connection, { tables, client, lock }: ReadUndo): UndoReader => ({
  loadRecords: (target: OwnTarget, documentIds) => loadUndoRecords(connection, { table: tables[target], organizations: tables.organizations, client, lock }, documentIds),
  emptyRecord: (target: OwnTarget) => tables[target].empty,
  findKeys: (target: OwnTarget, hashes) => findKeys(connection, { keyTable: tables[target].keyTable, client }, hashes),

  async countReferences(target: OwnTarget, records) {
    const ids = records.map(({ id }) => id);
    const counts = new Map<number, number>();
    const others = tables[target].references.filter(({ own }) => own === null);
    for (const { table, column, type } of others) {
      const found = await countIn(connection, client, { table, column, values: ids, ...(type === undefined ? {} : { where: type }) });
      for (const [id, count] of found) counts.set(id, (counts.get(id) ?? 0) + count);
    }
    return counts;
  },

  recordOfImage: (target: OwnTarget, { columns }) => toUndoRecord(tables[target], columns),

  async findRelations(target: OwnTarget, ids) {
    const relations = new Map<number, string[]>();
    for (const { table, column, own } of tables[target].references) {
      if (own === null) continue;
      for (const id of (await countIn(connection, client, { table, column, values: ids })).keys()) relations.set(id, [...(relations.get(id) ?? []), own]);
    }
    return relations;
  },

  async findMerged(target: OwnTarget, documentIds) {
    const merged = new Map<string, string[]>();
    const rows = await selectIn<{ document_id: string; merged_into: string }>(connection, client, {
      table: tables[target].table, columns: ['document_id', 'merged_into'], column: 'merged_into', values: documentIds,
    });
    for (const { document_id: loser, merged_into: survivor } of rows) merged.set(survivor, [...(merged.get(survivor) ?? []), loser]);
    return merged;
  },
});
