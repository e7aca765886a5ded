import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { ForeignType } from './foreign-type';
import { refusalOf } from './refusal-of';
import type { WrittenRecord } from '../../pipeline/ports';

/** What an import says about every document that it writes. */
export interface DocumentChoice {
  publish: 'draft' | 'published';
  /** Of a localized type; null: it has no locales. */
  locale: string | null;
}

export interface DocumentService {
  create(documentId: string, data: Record<string, unknown>): Promise<void>;
  update(documentId: string, data: Record<string, unknown>): Promise<void>;
  delete(documentId: string): Promise<void>;
}

/**
 * Strapi's document service for one type: hooks, validations and middlewares of the application run. `adminId` stands in `createdBy` and `updatedBy`, as
 * the Content Manager writes them.
 */
export const createDocumentService = (strapi: Core.Strapi, type: ForeignType, { choice, adminId }: { choice: DocumentChoice; adminId: number | null }): DocumentService => {
  const documents = strapi.documents(type.uid as never) as unknown as Record<'create' | 'update' | 'delete', (params: object) => Promise<unknown>>;
  const where = {
    ...(type.isLocalized && choice.locale !== null ? { locale: choice.locale } : {}),
    ...(type.hasDrafts ? { status: choice.publish } : {}),
  };
  const updatedBy = adminId === null ? {} : { updatedBy: adminId };
  return {
    async create(documentId, data) {
      await documents.create({ ...where, data: { ...data, documentId, ...(adminId === null ? {} : { createdBy: adminId }), ...updatedBy } });
    },
    async update(documentId, data) {
      await documents.update({ ...where, documentId, data: { ...data, ...updatedBy } });
    },
    async delete(documentId) {
      await documents.delete({ documentId, ...(type.isLocalized && choice.locale !== null ? { locale: choice.locale } : {}) });
    },
  };
};

const SAVEPOINT = 'external_contacts_row';

/**
 * One record in a savepoint of the slice's transaction: what is refused leaves nothing behind, and gives its reason; null when it was written. Errors that may
 * pass go up, and the whole slice is tried again.
 */
export const inSavepoint = async (trx: Knex.Transaction, work: () => Promise<void>): Promise<WrittenRecord['refusal']> => {
  await trx.raw(`SAVEPOINT ${SAVEPOINT}`);
  try {
    await work();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    await trx.raw(`ROLLBACK TO SAVEPOINT ${SAVEPOINT}`);
    return refusal;
  }
  await trx.raw(`RELEASE SAVEPOINT ${SAVEPOINT}`);
  return null;
};
