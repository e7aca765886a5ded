import type { Core } from '@strapi/strapi';
import { CONTACT_UID, ORGANIZATION_UID, type Target } from '../../contracts';
import { inTransaction, newDocumentId, tableIn } from '../database';
import { createDatabase } from '../sql/client';
import { deleteValues } from '../values/write-values';
import { normaliseForDatabase, type DataOf } from '../records/normalise-write';
import { asTaken, deleteKeys, findTaken, keyedRecord, loadRecords, replaceKeys, takenError, targetOfUid, type KeyedRecord } from './key-rows';

/** What we use of Strapi's database events. `state` lives from the before hook to the after hook of one call. */
interface WriteEvent {
  model: { uid: string };
  params: { data?: unknown; where?: unknown };
  state: { ids?: number[]; documentIds?: string[] };
}

const BATCH = 1000;

/**
 * Keeps the keys right for every way of writing but the bulk writer, which writes them itself: Content Manager, REST
 * and documents pass through the same database hooks as db.query. Keys change in the transaction of the record.
 */
export const keepKeys = (strapi: Core.Strapi): void => {
  const { beforeCreate, afterCreate } = creating(strapi);
  const { beforeUpdate, afterUpdate } = updating(strapi);
  const { beforeDelete, afterDelete } = deleting(strapi);
  const subscriber = {
    models: [CONTACT_UID, ORGANIZATION_UID],
    beforeCreate, afterCreate, beforeCreateMany: beforeCreate, afterCreateMany: afterCreate,
    beforeUpdate, afterUpdate, beforeUpdateMany: beforeUpdate, afterUpdateMany: afterUpdate,
    beforeDelete, afterDelete, beforeDeleteMany: beforeDelete, afterDeleteMany: afterDelete,
  };
  strapi.db.lifecycles.subscribe(subscriber as unknown as Parameters<typeof strapi.db.lifecycles.subscribe>[0]);
};

const creating = (strapi: Core.Strapi) => ({
  /** Gives document ids, because MariaDB names only the first row of a multi-row insert; and checks before anything is written. */
  async beforeCreate(event: WriteEvent): Promise<void> {
    const target = targetOf(event);
    const records = asList(event.params.data);
    for (const data of records) {
      data['documentId'] ??= newDocumentId();
      await normaliseForDatabase(strapi, target, data, null);
    }
    event.state.documentIds = records.map((data) => String(data['documentId']));
    await assertFree(strapi, target, records.map((data, index) => keyedRecord(strapi, target, { ...data, id: -1 - index })));
  },
  async afterCreate(event: WriteEvent): Promise<void> {
    const target = targetOf(event);
    const documentIds = event.state.documentIds ?? [];
    try {
      for (const batch of batches(documentIds)) await rewriteKeys(strapi, target, { column: 'document_id', values: batch });
    } catch (error) {
      // Outside a transaction (db.query alone) the rows are committed already: without their keys they must not stay.
      if (!strapi.db.inTransaction()) await removeRows(strapi, event.model.uid, documentIds);
      throw error;
    }
  },
});

const updating = (strapi: Core.Strapi) => ({
  async beforeUpdate(event: WriteEvent): Promise<void> {
    const target = targetOf(event);
    const data = asList(event.params.data)[0] ?? {};
    event.state.ids = await idsOf(strapi, event);
    const [first] = event.state.ids;
    const before = first === undefined ? [] : await inTransaction(strapi, (trx) => loadRecords(strapi, trx, target, { column: 'id', values: [first] }));
    await normaliseForDatabase(strapi, target, data, before[0] ?? null);
    if (before[0] !== undefined) await assertFree(strapi, target, [keyedRecord(strapi, target, { ...before[0], ...data, id: first })]);
  },
  async afterUpdate(event: WriteEvent): Promise<void> {
    for (const batch of batches(event.state.ids ?? [])) await rewriteKeys(strapi, targetOf(event), { column: 'id', values: batch });
  },
});

const deleting = (strapi: Core.Strapi) => ({
  async beforeDelete(event: WriteEvent): Promise<void> {
    const found = (await strapi.db.query(event.model.uid).findMany({ ...selection(event.params), select: ['id', 'documentId'] })) as { id: number; documentId: string }[];
    event.state.ids = found.map(({ id }) => Number(id));
    event.state.documentIds = found.map(({ documentId }) => documentId);
  },
  async afterDelete(event: WriteEvent): Promise<void> {
    const { ids = [], documentIds = [] } = event.state;
    const target = targetOf(event);
    await inTransaction(strapi, async (trx) => {
      await deleteKeys(strapi, trx, target, ids);
      if (target !== 'contacts') return;
      const records = ids.map((id, index) => ({ id, documentId: documentIds[index] ?? '' }));
      await deleteValues({ trx, client: createDatabase(strapi).client, stamp: { now: new Date(), source: 'delete', job: null } }, records);
    });
  },
});

const targetOf = (event: WriteEvent): Target => {
  const target = targetOfUid(event.model.uid);
  if (target === null) throw new Error(`No keys are kept for ${event.model.uid}`);
  return target;
};

const asList = (data: unknown): DataOf[] => (Array.isArray(data) ? (data as DataOf[]) : data === undefined ? [] : [data as DataOf]);

/** Which records a call will touch; asked before the call, since afterwards its `where` may find others. */
const idsOf = async (strapi: Core.Strapi, event: WriteEvent): Promise<number[]> => {
  const found = await strapi.db.query(event.model.uid).findMany({ ...selection(event.params), select: ['id'] });
  return (found as { id: number }[]).map((record) => Number(record.id));
};

const selection = (params: object): object =>
  Object.fromEntries(Object.entries(params).filter(([key]) => key === 'where' || key === 'filters' || key === '_q'));

const assertFree = (strapi: Core.Strapi, target: Target, records: KeyedRecord[]): Promise<void> =>
  inTransaction(strapi, async (trx) => {
    const [taken] = await findTaken(strapi, trx, target, records);
    if (taken !== undefined) throw takenError(taken.field);
  });

const rewriteKeys = (strapi: Core.Strapi, target: Target, by: Parameters<typeof loadRecords>[3]): Promise<void> =>
  inTransaction(strapi, async (trx) => {
    const records = (await loadRecords(strapi, trx, target, by)).map((record) => keyedRecord(strapi, target, record));
    try {
      const [taken] = await findTaken(strapi, trx, target, records);
      if (taken !== undefined) throw takenError(taken.field);
      await replaceKeys(strapi, trx, target, records);
    } catch (error) {
      throw asTaken(error);
    }
  });

const removeRows = (strapi: Core.Strapi, uid: string, documentIds: string[]): Promise<void> =>
  inTransaction(strapi, async (trx) => {
    await tableIn(strapi, trx, strapi.db.metadata.get(uid).tableName).whereIn('document_id', documentIds).delete();
  });

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += BATCH) yield items.slice(start, start + BATCH);
}
