import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Target } from '../../contracts';
import type { UndoReader, UndoStore } from '../../pipeline/undo/undo-ports';
import type { Connection, Database } from '../sql/client';
import { readLinkEnds } from './link-ends';
import { createUndoReader } from './undo-reader';
import { readUndoTable, type UndoTable } from './undo-table';
import { writeUndo, type WriteUndo } from './write-undo';

export { insertUndoSlice, readUndoPosition, readUndoSlices, type UndoPosition } from './undo-slice-store';

export interface UndoTables {
  reader(connection: Connection): UndoReader;
  store(trx: Knex.Transaction, stamp: Pick<WriteUndo, 'now' | 'adminId' | 'job'>): UndoStore;
}

/** Records as undoing them reads and writes them. The application's relations are read once: they change only at a start. */
export const createUndoTables = (strapi: Core.Strapi, { client }: Database): UndoTables => {
  const tables: Record<Target, UndoTable> = { contacts: readUndoTable(strapi, 'contacts'), organizations: readUndoTable(strapi, 'organizations') };
  const ends = readLinkEnds(strapi);
  return {
    reader: (connection) => createUndoReader(connection, { tables, client, lock: false }),
    store: (trx, stamp) => ({
      ...createUndoReader(trx, { tables, client, lock: true }),
      write: (writes) => writeUndo(trx, { tables, ends, client, ...stamp }, writes),
    }),
  };
};
