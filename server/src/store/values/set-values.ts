import type { Core } from '@strapi/strapi';
import { CONTACT_UID } from '../../contracts';
import { inTransaction } from '../database';
import { createDatabase } from '../sql/client';
import { writeValues, type ValueStamp } from './write-values';

/** A contact by its documentId; the service has made sure that there is one. */
export const findContactId = async (strapi: Core.Strapi, documentId: string): Promise<number> => {
  const found = (await strapi.db.query(CONTACT_UID).findOne({ where: { documentId }, select: ['id'] })) as { id: number };
  return Number(found.id);
};

/** Writes what a person says of one contact. Changing the contact first locks it, and says when it was changed. */
export const setValues = (strapi: Core.Strapi, contact: { id: number; documentId: string; values: Record<string, unknown> }, stamp: ValueStamp): Promise<void> =>
  inTransaction(strapi, async (trx) => {
    await strapi.db.query(CONTACT_UID).update({ where: { id: contact.id }, data: { updatedAt: stamp.now } });
    await writeValues({ trx, client: createDatabase(strapi).client, stamp }, [contact]);
  });
