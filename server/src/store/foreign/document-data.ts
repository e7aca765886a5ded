import type { Core } from '@strapi/strapi';
import type { FieldReference } from '../../contracts';
import { splitKeys } from '../../domain/values';
import type { ForeignType } from './foreign-type';
import { findReferences } from './read-documents';

/** Keys of related records → their documentIds, for all records of a slice. */
export type Related = (reference: FieldReference, key: string) => string[];

/** One set query a relation. */
export const loadRelated = async (strapi: Core.Strapi, type: ForeignType, records: readonly Record<string, unknown>[], locale: string | null): Promise<Related> => {
  const found = new Map<string, Map<string, string[]>>();
  for (const [path, { reference }] of type.fields) {
    if (reference === undefined) continue;
    const keys = new Set(records.flatMap((values) => splitKeys(values[path])));
    if (keys.size > 0) found.set(path, await findReferences(strapi, reference, { keys: [...keys], locale }));
  }
  return ({ attribute, key }, text) => found.get(`${attribute}.${key}`)?.get(text) ?? [];
};

/** A relation that is not there any more, or not the only one: the row's reason not to be written. */
export class RelationLost extends Error {
  readonly code: 'relation.unknown' | 'relation.ambiguous';
  readonly field: string;

  constructor(code: RelationLost['code'], field: string) {
    super(`${code}: ${field}`);
    this.code = code;
    this.field = field;
  }
}

/**
 * Values by path as the document service takes them: components as objects, relations as documentIds. `before` is the stored entry with its components, whose
 * ids keep what the row does not speak of. Throws RelationLost.
 */
export const documentData = (type: ForeignType, values: Readonly<Record<string, unknown>>, { related, before = null }: { related: Related; before?: Record<string, unknown> | null }): Record<string, unknown> => {
  const data: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(values)) {
    const field = type.fields.get(path);
    if (field === undefined) continue;
    const { reference } = field;
    const parts = (reference?.attribute ?? path).split('.');
    const last = parts.pop() ?? '';
    let level = data;
    let stored: unknown = before;
    for (const part of parts) {
      stored = (stored as Record<string, unknown> | null)?.[part] ?? null;
      const id = (stored as { id?: number } | null)?.id;
      level = (level[part] ??= id === undefined ? {} : { id }) as Record<string, unknown>;
    }
    level[last] = reference === undefined ? (value ?? null) : relationOf(value, reference, related);
  }
  return data;
};

const relationOf = (value: unknown, reference: FieldReference, related: Related): unknown => {
  const documentIds = splitKeys(value).map((key) => {
    const [documentId, other] = related(reference, key);
    if (documentId === undefined) throw new RelationLost('relation.unknown', reference.attribute);
    if (other !== undefined) throw new RelationLost('relation.ambiguous', reference.attribute);
    return documentId;
  });
  return reference.many ? documentIds : (documentIds[0] ?? null);
};

/** The components that these paths stand in, to be populated: `address.geo.lat` needs `address.geo`. */
export const componentsOf = (type: ForeignType, paths: Iterable<string>): Record<string, object> => {
  const populate: Record<string, { populate?: Record<string, object> }> = {};
  for (const path of paths) {
    const parts = (type.fields.get(path)?.reference?.attribute ?? path).split('.').slice(0, -1);
    let level: { populate?: Record<string, object> } = { populate };
    for (const part of parts) {
      level.populate ??= {};
      level = level.populate[part] ??= {};
    }
  }
  return populate;
};
