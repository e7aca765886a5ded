import type { Core } from '@strapi/strapi';
import { IMPORT_SETTING_UID, type Actor, type ImportSettingInput, type Target } from '../contracts';
import { inTransaction, tableIn } from './database';

export interface StoredSetting {
  documentId: string;
  name: string;
  target: Target;
  setting: ImportSettingInput;
  version: number;
  visibility: 'private' | 'shared';
  ownerKind: Actor['kind'];
  ownerId: string;
  ownerName: string;
  createdAt: string | Date;
  updatedAt: string | Date;
}
export type NewSetting = Omit<StoredSetting, 'documentId' | 'createdAt' | 'updatedAt'>;

interface Repository {
  findOne(params: object): Promise<StoredSetting | null>;
  findMany(params: object): Promise<StoredSetting[]>;
  findWithCount(params: object): Promise<[StoredSetting[], number]>;
  create(params: object): Promise<StoredSetting>;
  delete(params: object): Promise<unknown>;
}

export interface SettingFilter {
  target?: Target;
  q?: string;
  /** Only shared settings and those of this actor. */
  visibleTo?: Actor;
}

export const createImportSettingStore = (strapi: Core.Strapi) => {
  const query = () => strapi.db.query(IMPORT_SETTING_UID) as unknown as Repository;
  return {
    find: (documentId: string) => query().findOne({ where: { documentId } }),
    /** Oldest first. */
    findByName: (name: string) => query().findMany({ where: { name }, orderBy: { id: 'asc' } }),
    findOfOwner: (owner: { ownerKind: string; ownerId: string }) =>
      query().findMany({ where: { ownerKind: owner.ownerKind, ownerId: owner.ownerId }, select: ['documentId', 'name'] }),
    list: ({ target, q, visibleTo }: SettingFilter, { offset, limit }: { offset: number; limit: number }) =>
      query().findWithCount({
        where: {
          $and: [
            ...(visibleTo === undefined ? [] : [{ $or: [{ visibility: 'shared' }, { ownerKind: visibleTo.kind, ownerId: visibleTo.id }] }]),
            ...(target === undefined ? [] : [{ target }]),
            ...(q === undefined || q === '' ? [] : [{ name: { $containsi: q } }]),
          ],
        },
        orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
        offset,
        limit,
      }),
    create: (data: NewSetting) => query().create({ data }),
    delete: (documentId: string) => query().delete({ where: { documentId } }),

    /** The version stands in the WHERE, so that of two who save at the same moment one is told. False: it was another version. */
    replace: (documentId: string, version: number, next: Pick<NewSetting, 'name' | 'target' | 'setting' | 'version' | 'visibility'>): Promise<boolean> =>
      inTransaction(strapi, async (trx) => {
        const changed = await tableIn(strapi, trx, strapi.db.metadata.get(IMPORT_SETTING_UID).tableName)
          .where({ document_id: documentId, version })
          .update({ ...next, setting: JSON.stringify(next.setting), updated_at: new Date() });
        return changed > 0;
      }),
  };
};
