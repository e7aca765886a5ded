import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { ForeignTarget } from '../../contracts';
import type { NewRecord, RecordUpdate, SliceWriter, StoredRecord, WrittenRecord } from '../../pipeline/ports';
import type { RecordImage } from '../../pipeline/types';
import type { WriteStamp } from '../records/insert-records';
import { yieldToEventLoop } from '../database';
import type { Client } from '../sql/client';
import { selectIn } from '../sql/select-in';
import { componentsOf, documentData, loadRelated } from './document-data';
import { countReferences, readImage } from './document-image';
import { createDocumentService, inSavepoint, type DocumentChoice } from './document-service';
import type { ForeignReader } from './foreign-reader';
import { namedPaths, type ForeignType } from './foreign-type';
import type { RecordGuard } from './record-guard';
import { readEntries, scopeOf } from './read-documents';
import { saysSame } from './says-same';

/** What a job says about the documents that it writes. */
export interface DocumentJob extends DocumentChoice {
  target: ForeignTarget;
  /** Which records whoever started the job may write. */
  guard: RecordGuard;
}

export interface ForeignSlice {
  strapi: Core.Strapi;
  trx: Knex.Transaction;
  type: ForeignType;
  client: Client;
  reader: ForeignReader;
  stamp: WriteStamp;
  job: DocumentJob;
}

/**
 * The `documents` writer: each record goes through Strapi's document service in a savepoint of its own. What the application refuses is noted, and told by
 * `written`; so is what its hooks made of the others, read back in one query a slice.
 */
export const createForeignWriter = (slice: ForeignSlice): Omit<SliceWriter, 'findKeys'> & Required<Pick<SliceWriter, 'written'>> => {
  const { strapi, trx, type, client, reader, stamp, job } = slice;
  const service = createDocumentService(strapi, type, { choice: job, adminId: stamp.adminId });
  const documentIds = new Map<number, string>();
  const refusals = new Map<string, NonNullable<WrittenRecord['refusal']>>();
  const said = new Map<string, { values: Record<string, unknown>; isNew: boolean }>();
  const scope = scopeOf(strapi, type.uid, job.locale);

  /** One record; timers and sockets get their turn after it. */
  const attempt = async (documentId: string, work: () => Promise<void>): Promise<boolean> => {
    const refusal = await inSavepoint(trx, work);
    if (refusal !== null) refusals.set(documentId, refusal);
    await yieldToEventLoop();
    return refusal === null;
  };
  const forbid = (documentId: string): void => {
    refusals.set(documentId, { code: 'record.not-allowed' });
  };
  const storedComponents = async (updates: readonly RecordUpdate[]): Promise<Map<number, Record<string, unknown>>> => {
    const populate = componentsOf(type, updates.flatMap(({ values }) => Object.keys(values)));
    if (Object.keys(populate).length === 0) return new Map();
    const rows = (await strapi.db.query(type.uid as never).findMany({ where: { id: { $in: updates.map(({ id }) => id) } }, populate } as never)) as { id: number }[];
    return new Map(rows.map((row) => [Number(row.id), row as unknown as Record<string, unknown>]));
  };

  return {
    async lockRecords(_target, ids, fields): Promise<StoredRecord[]> {
      if (ids.length > 0 && client !== 'sqlite') await selectIn(trx, client, { table: type.table, columns: ['id'], column: 'id', values: ids, lock: true });
      const records = await reader.loadRecords(type.uid, ids, fields);
      for (const { id, documentId } of records) documentIds.set(id, documentId);
      // Strapi keeps no trace of an import on a record: those that this job makes show it by their documentId.
      return records.map((record) => ({ ...record, lastJob: stamp.isOwn?.(record.documentId) === true ? stamp.job : null }));
    },

    async idsOfDocuments(_target, wanted) {
      const entries = await readEntries(strapi, type, { column: 'documentId', values: wanted, fields: [], where: scope });
      return new Map(entries.map(({ documentId, id }) => [documentId, id]));
    },

    aliasesOf: () => Promise.resolve(new Map()),
    defaultOf: (_target, field) => type.defaults[field],

    async insertRecords(_target, records: NewRecord[]) {
      const related = await loadRelated(strapi, type, records.map(({ values }) => values), job.locale);
      for (const { documentId, values } of records) {
        if (!job.guard.mayCreate(values)) forbid(documentId);
        else if (await attempt(documentId, () => service.create(documentId, documentData(type, values, { related })))) said.set(documentId, { values: { ...type.defaults, ...values }, isNew: true });
      }
      const made = await readEntries(strapi, type, { column: 'documentId', values: records.map(({ documentId }) => documentId), fields: [], where: scope });
      return new Map(made.map(({ documentId, id }) => [documentId, id]));
    },

    async updateRecords(_target, updates) {
      if (updates.length === 0) return;
      const related = await loadRelated(strapi, type, updates.map(({ values }) => values), job.locale);
      const stored = await storedComponents(updates);
      const allowed = await job.guard.mayUpdate(updates.map(({ id }) => id));
      for (const { id, values } of updates) {
        const documentId = documentIds.get(id) ?? '';
        if (!allowed.has(id)) forbid(documentId);
        else if (await attempt(documentId, () => service.update(documentId, documentData(type, values, { related, before: stored.get(id) ?? null })))) said.set(documentId, { values, isNew: false });
      }
    },

    mergeRecords: () => Promise.resolve(new Map()),

    async deleteRecords(_target, ids) {
      const images = new Map<number, RecordImage>();
      if (ids.length === 0) return images;
      const allowed = await job.guard.mayDelete(ids);
      const documents = ids.map((id) => documentIds.get(id) ?? '');
      const references = await countReferences({ strapi, trx, type, client }, documents);
      for (const id of ids) {
        const documentId = documentIds.get(id) ?? '';
        if (!allowed.has(id)) forbid(documentId);
        else if ((references.get(documentId) ?? 0) > 0) refusals.set(documentId, { code: 'delete.referenced' });
        else {
          const document = await readImage(strapi, type, { documentId, where: scope });
          if (await attempt(documentId, () => service.delete(documentId))) images.set(id, { columns: {}, keys: [], links: [], document });
        }
      }
      return images;
    },

    async written() {
      const results = new Map<string, WrittenRecord>([...refusals].map(([documentId, refusal]) => [documentId, { refusal, differs: {} }]));
      const entries = await readEntries(strapi, type, { column: 'documentId', values: [...said.keys()], fields: [...type.fields.keys()], where: scope });
      for (const { documentId, values } of entries) {
        const { values: given, isNew } = said.get(documentId) ?? { values: {}, isNew: false };
        const paths = isNew ? [...new Set([...namedPaths(type), ...Object.keys(given)])] : Object.keys(given);
        const differs = paths.filter((path) => type.fields.has(path) && !saysSame(values[path], given[path]));
        results.set(documentId, { refusal: null, differs: Object.fromEntries(differs.map((path) => [path, values[path] ?? null])) });
      }
      return results;
    },
  };
};
