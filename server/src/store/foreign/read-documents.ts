import type { Core } from '@strapi/strapi';
import type { FieldDescriptor, FieldReference } from '../../contracts';
import type { ReferenceQuery } from '../../pipeline/ports';
import { inChunks } from '../sql/client';
import { hasDrafts, isLocalized, modelOf, type ForeignType } from './foreign-type';

/** An entry as the database has it: of a type with drafts, the draft. */
export interface ReadEntry {
  id: number;
  documentId: string;
  createdMs: number;
  values: Record<string, unknown>;
}

/** Bindings of one query; SQLite takes 32,766. */
const CHUNK = 1_000;

type Query = (query: object) => Promise<Record<string, unknown>[]>;
interface Populate {
  select?: string[];
  populate?: Record<string, Populate>;
}

/** Within a transaction of `strapi.db`, these reads are a part of it. */
const queryOf = (strapi: Core.Strapi, uid: string): Query => (query) => strapi.db.query(uid as never).findMany(query as never) as Promise<Record<string, unknown>[]>;

/** Which of a document's entries an import means: the draft where there are drafts, and one locale. */
export const scopeOf = (strapi: Core.Strapi, uid: string, locale: string | null): object => {
  const model = modelOf(strapi, uid);
  return { ...(hasDrafts(model) ? { publishedAt: null } : {}), ...(isLocalized(model) && locale !== null ? { locale } : {}) };
};

/** Entries that match, with these fields, in the order of their ids. */
export const readEntries = async (strapi: Core.Strapi, type: ForeignType, { column, values, fields, where = {} }: { column: 'id' | 'documentId'; values: readonly (string | number)[]; fields: readonly string[]; where?: object }): Promise<ReadEntry[]> => {
  const { select, populate, wanted } = selectionOf(type, fields);
  const found: ReadEntry[] = [];
  for (const chunk of inChunks(values, CHUNK)) {
    const rows = await queryOf(strapi, type.uid)({ where: { ...where, [column]: { $in: chunk } }, select, populate, orderBy: { id: 'asc' } });
    for (const row of rows) found.push(entryOf(row, wanted));
  }
  return found;
};

/** A page of entries after one, for exports. */
export const readPage = async (strapi: Core.Strapi, type: ForeignType, { after, limit, fields, where }: { after: number; limit: number; fields: readonly string[]; where: object }): Promise<ReadEntry[]> => {
  const { select, populate, wanted } = selectionOf(type, fields);
  const rows = await queryOf(strapi, type.uid)({ where: { $and: [where, { id: { $gt: after } }] }, select, populate, orderBy: { id: 'asc' }, limit });
  return rows.map((row) => entryOf(row, wanted));
};

const selectionOf = (type: ForeignType, fields: readonly string[]): { select: string[]; populate: Record<string, Populate>; wanted: FieldDescriptor[] } => {
  const select = new Set(['id', 'documentId', 'createdAt']);
  const populate: Record<string, Populate> = {};
  const wanted = fields.flatMap((path) => type.fields.get(path) ?? []);
  for (const { path, reference } of wanted) {
    const parts = (reference?.attribute ?? path).split('.');
    const last = parts.pop() ?? '';
    let level: Populate = { populate };
    for (const part of parts) {
      level.populate ??= {};
      level = level.populate[part] ??= {};
    }
    // A component is read whole: its own columns are few.
    if (reference === undefined) {
      if (parts.length === 0) select.add(last);
    } else {
      level.populate ??= {};
      level.populate[last] = { select: [...new Set([...(level.populate[last]?.select ?? ['id']), reference.key])] };
    }
  }
  return { select: [...select], populate, wanted };
};

const entryOf = (row: Record<string, unknown>, wanted: readonly FieldDescriptor[]): ReadEntry => {
  const documentId = String(row['documentId']);
  const values: Record<string, unknown> = { documentId };
  for (const { path, reference } of wanted) values[path] = reference === undefined ? plain(valueAt(row, path)) : keysOf(valueAt(row, reference.attribute), reference);
  return { id: Number(row['id']), documentId, createdMs: new Date(row['createdAt'] as string).getTime(), values };
};

const valueAt = (row: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, part) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined), row) ?? null;

const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);

/** A relation as the keys of those that it names. A document with a draft and a published version is one. */
const keysOf = (related: unknown, { key }: FieldReference): string | null => {
  const list = Array.isArray(related) ? related : [related];
  const keys = list.flatMap((each) => (typeof each === 'object' && each !== null ? [(each as Record<string, unknown>)[key]] : []));
  const texts = new Set(keys.filter((value) => value !== null && value !== undefined && value !== '').map(String));
  return texts.size === 0 ? null : [...texts].join(';');
};

/** Key → documentIds of the records that have it, exact: no collation decides. */
export const findReferences = async (strapi: Core.Strapi, { target, key }: FieldReference, { keys, locale }: ReferenceQuery): Promise<Map<string, string[]>> => {
  const found = new Map<string, string[]>();
  const wanted = new Set(keys);
  const hasMerged = modelOf(strapi, target)?.attributes['mergedInto'] !== undefined;
  for (const chunk of inChunks(keys, CHUNK)) {
    const where = { ...scopeOf(strapi, target, locale), ...(hasMerged ? { mergedInto: null } : {}), [key]: { $in: chunk } };
    const rows = await queryOf(strapi, target)({ where, select: ['documentId', key] });
    for (const row of rows) {
      const text = String(row[key]);
      const documentId = String(row['documentId']);
      const known = found.get(text) ?? [];
      if (wanted.has(text) && !known.includes(documentId)) found.set(text, [...known, documentId]);
    }
  }
  return found;
};
