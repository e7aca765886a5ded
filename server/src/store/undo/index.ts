import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { isOwnTarget, type OwnTarget, type ResolvedSetting, type Target } from '../../contracts';
import type { UndoReader, UndoStore } from '../../pipeline/undo/undo-ports';
import type { Connection, Database } from '../sql/client';
import { createForeignReader } from '../foreign/foreign-reader';
import { createForeignTypes } from '../foreign/foreign-type';
import { createForeignUndoReader, writeForeignUndo, type ForeignUndo } from '../foreign/foreign-undo';
import { readLinkEnds } from './link-ends';
import { createUndoReader } from './undo-reader';
import { readUndoTable, type UndoTable } from './undo-table';
import { writeUndo, type WriteUndo } from './write-undo';

export { insertUndoSlice, readUndoPosition, readUndoSlices, type UndoPosition } from './undo-slice-store';

export interface UndoTables {
  reader(connection: Connection, job: UndoJob): UndoReader;
  store(trx: Knex.Transaction, stamp: Pick<WriteUndo, 'now' | 'adminId' | 'job'>, job: UndoJob): UndoStore;
}

/** What of a job's setting its undo needs: of a foreign type, which of a document's entries is meant. */
export type UndoJob = Pick<ResolvedSetting, 'target' | 'publish' | 'identifiers'>;

/** Records as undoing them reads and writes them. The application's relations are read once: they change only at a start. */
export const createUndoTables = (strapi: Core.Strapi, { client }: Database): UndoTables => {
  const tables: Record<OwnTarget, UndoTable> = { contacts: readUndoTable(strapi, 'contacts'), organizations: readUndoTable(strapi, 'organizations') };
  const ends = readLinkEnds(strapi);
  const typeOf = createForeignTypes(strapi);
  const foreignReader = createForeignReader(strapi, typeOf);
  const foreignOf = ({ target, publish, identifiers }: UndoJob): ForeignUndo | null =>
    isOwnTarget(target) ? null : { strapi, client, type: typeOf(target), reader: foreignReader, choice: { publish: publish ?? 'draft', locale: identifiers.foreign?.locale ?? null } };
  const readerOf = (connection: Connection, job: UndoJob, lock: boolean): UndoReader => {
    const own = createUndoReader(connection, { tables, client, lock });
    const foreign = foreignOf(job);
    return foreign === null ? own : byTarget(own, createForeignUndoReader(connection, foreign, lock));
  };
  return {
    reader: (connection, job) => readerOf(connection, job, false),
    store: (trx, stamp, job) => {
      const foreign = foreignOf(job);
      return {
        ...readerOf(trx, job, true),
        write: (writes) =>
          isOwnTarget(writes.target) || foreign === null
            ? writeUndo(trx, { tables, ends, client, ...stamp }, { ...writes, target: writes.target as OwnTarget })
            : writeForeignUndo(trx, foreign, { adminId: stamp.adminId, writes }),
      };
    },
  };
};

/** The undo of a foreign type asks about organizations too, of which its rows have none. */
const byTarget = (own: UndoReader, foreign: UndoReader): UndoReader => {
  const of = (target: Target): UndoReader => (isOwnTarget(target) ? own : foreign);
  return {
    loadRecords: (target, documentIds) => of(target).loadRecords(target, documentIds),
    emptyRecord: (target) => of(target).emptyRecord(target),
    countReferences: (target, records) => of(target).countReferences(target, records),
    findRelations: (target, ids) => of(target).findRelations(target, ids),
    findMerged: (target, documentIds) => of(target).findMerged(target, documentIds),
    findKeys: (target, hashes) => of(target).findKeys(target, hashes),
    recordOfImage: (target, image) => of(target).recordOfImage(target, image),
  };
};
