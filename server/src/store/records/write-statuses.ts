import type { Core } from '@strapi/strapi';
import { CONTACT_UID, RECIPIENT_STATUSES, type Actor, type StatusesRequest } from '../../contracts';
import { recordAct } from '../audit/audit-log';
import type { Database } from '../sql/client';

/**
 * Writes recipients' statuses, and who did, in one transaction. Gives the documentIds that are no contact's (or one's that was merged away): then
 * nothing is written. Contacts with the same ticks are one query.
 */
export const writeStatuses = async (strapi: Core.Strapi, database: Database, contacts: StatusesRequest['contacts'], actor: Actor): Promise<string[]> => {
  const byTicks = new Map<string, string[]>();
  // The last word on a contact holds.
  for (const { id, ...ticks } of new Map(contacts.map((contact) => [contact.id, contact])).values()) {
    const key = JSON.stringify(RECIPIENT_STATUSES.map((status) => ticks[status] ?? null));
    byTicks.set(key, [...(byTicks.get(key) ?? []), id]);
  }
  return database.transaction(async (trx) => {
    const ids = [...byTicks.values()].flat();
    const found = (await strapi.db.query(CONTACT_UID).findMany({ where: { documentId: { $in: ids }, mergedInto: { $null: true } }, select: ['documentId'], limit: ids.length })) as { documentId: string }[];
    const known = new Set(found.map(({ documentId }) => documentId));
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length > 0) return unknown;
    for (const [key, documentIds] of byTicks) {
      const ticks = JSON.parse(key) as (boolean | null)[];
      const data = Object.fromEntries(RECIPIENT_STATUSES.flatMap((status, index) => (typeof ticks[index] === 'boolean' ? [[status, ticks[index]]] : [])));
      if (Object.keys(data).length > 0) await strapi.db.query(CONTACT_UID).updateMany({ where: { documentId: { $in: documentIds } }, data: { ...data, updatedAt: new Date() } });
    }
    await recordAct(trx, { action: 'contact.statuses', actor, counts: { records: ids.length } });
    return [];
  });
};
