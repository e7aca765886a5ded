import type { Core } from '@strapi/strapi';
import type { Connection } from '../sql/client';
import type { RecordImage } from '../../pipeline/types';
import { countIn } from '../sql/count-in';
import type { Client } from '../sql/client';
import { selectIn } from '../sql/select-in';
import { readReferences } from '../undo/read-references';
import { modelOf, type ForeignType } from './foreign-type';

type Image = NonNullable<RecordImage['document']>;

interface Attribute {
  type: string;
  component?: string;
  components?: string[];
  relation?: string;
  mappedBy?: string;
  multiple?: boolean;
}
type Populate = true | { populate?: Record<string, Populate>; on?: Record<string, { populate: Record<string, Populate> }> };

/** Strapi gives these anew. */
const NOT_DATA = new Set(['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', 'locale', 'localizations', 'createdBy', 'updatedBy']);

/** A document as `documents.create` makes it again: scalars, components of every kind, media, and the relations that it owns. */
export const readImage = async (strapi: Core.Strapi, type: ForeignType, { documentId, where }: { documentId: string; where: object }): Promise<Image> => {
  const query = strapi.db.query(type.uid as never) as unknown as { findOne(query: object): Promise<Record<string, unknown> | null>; count(query: object): Promise<number> };
  const row = await query.findOne({ where: { ...where, documentId }, populate: populateOf(strapi, type.uid) });
  const published = type.hasDrafts && (await query.count({ where: { ...where, documentId, publishedAt: { $notNull: true } } })) > 0;
  return { documentId, data: row === null ? {} : dataOf(strapi, type.uid, row), published };
};

const attributesOf = (strapi: Core.Strapi, uid: string): [string, Attribute][] =>
  Object.entries((modelOf(strapi, uid)?.attributes ?? {}) as unknown as Record<string, Attribute>).filter(([name]) => !NOT_DATA.has(name));

const populateOf = (strapi: Core.Strapi, uid: string): Record<string, Populate> =>
  Object.fromEntries(
    attributesOf(strapi, uid).flatMap(([name, attribute]): [string, Populate][] => {
      if (attribute.type === 'media' || isOwnRelation(attribute)) return [[name, true]];
      if (attribute.type === 'component') return [[name, { populate: populateOf(strapi, attribute.component ?? '') }]];
      if (attribute.type !== 'dynamiczone') return [];
      return [[name, { on: Object.fromEntries((attribute.components ?? []).map((each) => [each, { populate: populateOf(strapi, each) }])) }]];
    }),
  );

const isOwnRelation = ({ type, relation = '', mappedBy }: Attribute): boolean => type === 'relation' && mappedBy === undefined && !relation.startsWith('morph');

const dataOf = (strapi: Core.Strapi, uid: string, row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    attributesOf(strapi, uid).flatMap(([name, attribute]): [string, unknown][] => {
      const value = row[name];
      if (value === null || value === undefined) return [];
      if (attribute.type === 'relation') return isOwnRelation(attribute) ? [[name, each(value, ({ documentId }) => documentId)]] : [];
      if (attribute.type === 'media') return [[name, each(value, ({ id }) => id)]];
      if (attribute.type === 'component') return [[name, each(value, (part) => dataOf(strapi, attribute.component ?? '', part))]];
      if (attribute.type === 'dynamiczone') return [[name, each(value, (part) => ({ __component: part['__component'], ...dataOf(strapi, String(part['__component']), part) }))]];
      return [[name, value instanceof Date ? value.toISOString() : value]];
    }),
  );

const each = (value: unknown, work: (part: Record<string, unknown>) => unknown): unknown =>
  Array.isArray(value) ? (value as Record<string, unknown>[]).map(work) : work(value as Record<string, unknown>);

/** documentId → rows of other records that name any of its entries. */
export const countReferences = async ({ strapi, trx, type, client }: { strapi: Core.Strapi; trx: Connection; type: ForeignType; client: Client }, documentIds: readonly string[]): Promise<Map<string, number>> => {
  const rows = await selectIn<{ id: number; document_id: string }>(trx, client, { table: type.table, columns: ['id', 'document_id'], column: 'document_id', values: [...new Set(documentIds)] });
  const owner = new Map(rows.map(({ id, document_id: documentId }) => [Number(id), documentId]));
  const counts = new Map<string, number>();
  for (const { table, column, type: morph, own } of readReferences(strapi, type.uid)) {
    if (own !== null) continue;
    const found = await countIn(trx, client, { table, column, values: [...owner.keys()], ...(morph === undefined ? {} : { where: morph }) });
    for (const [id, count] of found) {
      const documentId = owner.get(id) ?? '';
      counts.set(documentId, (counts.get(documentId) ?? 0) + count);
    }
  }
  return counts;
};
