import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { CONTACT_UID } from '../../contracts';
import { KEY_TABLE } from '../keys/key-rows';
import { TABLES } from '../models';
import { createDatabase, inChunks } from '../sql/client';

export interface FoundPerson {
  id: number;
  documentId: string;
  /** Of identifiers that nobody else has. */
  hashes: string[];
}

/** A record, the one that it was merged into, and all that were merged into that one: they are one person. */
export const findPeople = async (strapi: Core.Strapi, documentId: string): Promise<FoundPerson[]> => {
  const query = strapi.db.query(CONTACT_UID);
  const found = new Map<string, { id: number; documentId: string; mergedInto: string | null }>();
  for (let wanted = [documentId]; wanted.length > 0; ) {
    const records = (await query.findMany({ where: { $or: [{ documentId: { $in: wanted } }, { mergedInto: { $in: wanted } }] }, select: ['id', 'documentId', 'mergedInto'] })) as unknown as { id: number; documentId: string; mergedInto: string | null }[];
    const fresh = records.filter((record) => !found.has(record.documentId));
    for (const record of fresh) found.set(record.documentId, record);
    wanted = fresh.flatMap((record) => [record.documentId, ...(record.mergedInto === null || found.has(record.mergedInto) ? [] : [record.mergedInto])]);
  }
  const people = [...found.values()];
  const hashes = await ownHashes(strapi, people.map(({ id }) => Number(id)));
  return people.map((person) => ({ id: Number(person.id), documentId: person.documentId, hashes: hashes.get(Number(person.id)) ?? [] }));
};

/** A telephone that others have too tells nobody apart. */
const ownHashes = async (strapi: Core.Strapi, ids: number[]): Promise<Map<number, string[]>> => {
  const knex = createDatabase(strapi).knex();
  const own = new Map<number, string[]>();
  for (const chunk of inChunks(ids, 1_000)) {
    const keys = (await knex(KEY_TABLE.contacts).select('hash', 'record_id').whereIn('record_id', chunk)) as { hash: string; record_id: number }[];
    const shared = (await knex(KEY_TABLE.contacts).distinct('hash').whereIn('hash', keys.map(({ hash }) => hash)).whereNotIn('record_id', ids)) as { hash: string }[];
    const others = new Set(shared.map(({ hash }) => hash));
    for (const { hash, record_id: id } of keys) if (!others.has(hash)) own.set(Number(id), [...(own.get(Number(id)) ?? []), hash]);
  }
  return own;
};

/** Through the documents, so that the application's own hooks learn of it; with what people have said about who they are not. */
export const deletePeople = async (strapi: Core.Strapi, trx: Knex.Transaction, documentIds: readonly string[]): Promise<void> => {
  for (const chunk of inChunks(documentIds, 1_000)) await trx(TABLES.distinctions).whereIn('document_id', chunk).delete();
  for (const documentId of documentIds) await strapi.documents(CONTACT_UID).delete({ documentId });
};
