import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { RecordImage } from '../../pipeline/types';
import type { UndoReader, UndoRecord, UndoWrites } from '../../pipeline/undo/undo-ports';
import type { Client, Connection } from '../sql/client';
import { selectIn } from '../sql/select-in';
import { componentsOf, documentData, loadRelated } from './document-data';
import { countReferences } from './document-image';
import { createDocumentService, type DocumentChoice } from './document-service';
import type { ForeignReader } from './foreign-reader';
import { namedPaths, type ForeignType } from './foreign-type';
import { readEntries, scopeOf } from './read-documents';
import { refusalOf } from './refusal-of';

export interface ForeignUndo {
  strapi: Core.Strapi;
  type: ForeignType;
  client: Client;
  reader: ForeignReader;
  choice: DocumentChoice;
}

/** The application did not let a record be taken back. Its row is kept, as one that a database refuses. */
export class DocumentRefused extends Error {
  constructor(cause: unknown) {
    super('The application refused to take a record back', { cause });
  }
}

/** What deciding the undo of a foreign type reads. In a transaction, what is read may be written next. */
export const createForeignUndoReader = (connection: Connection, { strapi, type, client, reader, choice }: ForeignUndo, lock: boolean): UndoReader => {
  const where = scopeOf(strapi, type.uid, choice.locale);
  return {
    async loadRecords(_target, documentIds) {
      const entries = await readEntries(strapi, type, { column: 'documentId', values: documentIds, fields: [...type.fields.keys()], where });
      if (lock && entries.length > 0 && client !== 'sqlite') await selectIn(connection, client, { table: type.table, columns: ['id'], column: 'id', values: entries.map(({ id }) => id), lock: true });
      return entries.map(({ id, documentId, values }) => undoRecord({ id, documentId, values }));
    },
    emptyRecord: () => Object.fromEntries(namedPaths(type).map((path) => [path, type.defaults[path] ?? null])),
    async countReferences(_target, records) {
      const counts = await countReferences({ strapi, trx: connection, type, client }, records.map(({ documentId }) => documentId));
      return new Map(records.map(({ id, documentId }) => [id, counts.get(documentId) ?? 0]));
    },
    // Its own relations stand among its values.
    findRelations: () => Promise.resolve(new Map()),
    findMerged: () => Promise.resolve(new Map()),
    findKeys: (_target, hashes) => reader.findKeys(type.uid, hashes),
    recordOfImage: (_target, { document }) => undoRecord({ id: 0, documentId: document?.documentId ?? '', values: {} }),
  };
};

const undoRecord = (record: Pick<UndoRecord, 'id' | 'documentId' | 'values'>): UndoRecord => ({ ...record, externalIds: [], organization: null, lastJob: null, mergedInto: null });

/** Takes records back through the document service, so that hooks see it. Throws DocumentRefused where the application does not let it. */
export const writeForeignUndo = async (trx: Knex.Transaction, undo: ForeignUndo, { adminId, writes }: { adminId: number | null; writes: UndoWrites }): Promise<void> => {
  const { strapi, type, choice } = undo;
  const service = createDocumentService(strapi, type, { choice, adminId });
  const related = await loadRelated(strapi, type, writes.patches.map(({ values }) => values), choice.locale);
  const stored = await readComponents(undo, writes);
  try {
    for (const { documentId } of writes.deletes) await service.delete(documentId);
    for (const { id, documentId, values } of writes.patches) await service.update(documentId, documentData(type, values, { related, before: stored.get(id) ?? null }));
    for (const image of writes.images) await revive(undo, image, adminId);
  } catch (error) {
    if (refusalOf(error) === null) throw error;
    throw new DocumentRefused(error);
  }
};

const revive = async ({ strapi, type, choice }: ForeignUndo, { document }: RecordImage, adminId: number | null): Promise<void> => {
  if (document === undefined) return;
  const service = createDocumentService(strapi, type, { choice: { ...choice, publish: document.published ? 'published' : 'draft' }, adminId });
  await service.create(document.documentId, document.data);
};

const readComponents = async ({ strapi, type }: ForeignUndo, { patches }: UndoWrites): Promise<Map<number, Record<string, unknown>>> => {
  const populate = componentsOf(type, patches.flatMap(({ values }) => Object.keys(values)));
  if (Object.keys(populate).length === 0) return new Map();
  const rows = (await strapi.db.query(type.uid as never).findMany({ where: { id: { $in: patches.map(({ id }) => id) } }, populate } as never)) as Record<string, unknown>[];
  return new Map(rows.map((row) => [Number(row['id']), row]));
};
