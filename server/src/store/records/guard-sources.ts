import type { Core } from '@strapi/strapi';
import { CONTACT_UID, EXTERNAL_SOURCE_UID, OperationError, ORGANIZATION_UID, PLAN_VALID_MS } from '../../contracts';
import { isUrlTemplate } from '../../domain/values/url-template';
import { CLAIMABLE } from '../../jobs/states';
import { inTransaction, tableIn, type Trx } from '../database';
import { TABLES } from '../models';

interface SourceEvent {
  params: { data?: Record<string, unknown>; where?: unknown };
}
interface Source {
  id: number;
  documentId: string;
  name: string;
}

/** Names are unique without case, links lead to the web only, and a source in use stays: for the Content Manager and db.query as for our routes. */
export const guardSources = (strapi: Core.Strapi): void => {
  const checkValues = async (data: SourceEvent['params']['data'], own: Source | undefined): Promise<void> => {
    assertTemplate(data?.['urlTemplate']);
    if (typeof data?.['name'] !== 'string') return;
    data['name'] = data['name'].normalize('NFC').trim();
    await assertNameFree(strapi, String(data['name']), own?.id ?? null);
  };
  const checkUse = async (event: SourceEvent): Promise<void> => {
    for (const source of await findSources(strapi, event.params.where)) {
      if (await isSourceUsed(strapi, source.documentId)) {
        throw new OperationError('external-source.in-use', 409, 'The source is in use: deactivate it instead', { code: 'external-source.in-use' });
      }
    }
  };
  const subscriber = {
    models: [EXTERNAL_SOURCE_UID],
    // A create's `where` is empty and would find somebody else.
    beforeCreate: ({ params }: SourceEvent) => checkValues(params.data, undefined),
    beforeUpdate: async ({ params }: SourceEvent) => checkValues(params.data, (await findSources(strapi, params.where))[0]),
    beforeDelete: checkUse,
    beforeDeleteMany: checkUse,
  };
  strapi.db.lifecycles.subscribe(subscriber as unknown as Parameters<typeof strapi.db.lifecycles.subscribe>[0]);
};

const assertTemplate = (template: unknown): void => {
  if (template === null || template === undefined || template === '') return;
  if (typeof template === 'string' && isUrlTemplate(template)) return;
  const code = 'external-source.url-template';
  throw new OperationError(code, 400, 'urlTemplate is a web address with {id} in it', { code });
};

const findSources = async (strapi: Core.Strapi, where: unknown): Promise<Source[]> =>
  (await strapi.db.query(EXTERNAL_SOURCE_UID).findMany({ where: where as object, select: ['id', 'documentId', 'name'] })) as Source[];

/** Compared here, not by the database: every database folds case differently. */
const assertNameFree = async (strapi: Core.Strapi, name: string, exceptId: number | null): Promise<void> => {
  const wanted = name.toLowerCase();
  const taken = (await findSources(strapi, {})).some((source) => source.id !== exceptId && source.name.toLowerCase() === wanted);
  if (taken) throw new OperationError('external-source.name-taken', 409, 'Another external source has this name', { code: 'external-source.name-taken' });
};

/** A scan of both types, seconds at a million records: it happens when somebody deletes a source, which is rare. */
export const isSourceUsed = (strapi: Core.Strapi, documentId: string): Promise<boolean> =>
  inTransaction(strapi, async (trx) => {
    for (const uid of [CONTACT_UID, ORGANIZATION_UID]) {
      const found: unknown = await tableIn(strapi, trx, strapi.db.metadata.get(uid).tableName)
        .where('external_ids', 'like', `%"${documentId}"%`)
        .first('id');
      if (found !== undefined) return true;
    }
    return isAwaited(strapi, trx, documentId);
  });

/** A job that is on its way, or that a person may still confirm, will write IDs of its source. */
const isAwaited = async (strapi: Core.Strapi, trx: Trx, documentId: string): Promise<boolean> => {
  const found: unknown = await tableIn(strapi, trx, TABLES.jobs)
    .where('setting', 'like', `%"${documentId}"%`)
    .where((state) => void state.whereIn('state', [...CLAIMABLE]).orWhere((waiting) => void waiting.where({ state: 'validated', test: false }).where('validated_ms', '>', Date.now() - PLAN_VALID_MS)))
    .first('id');
  return found !== undefined;
};
