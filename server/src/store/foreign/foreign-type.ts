import type { Core } from '@strapi/strapi';
import { CONTACT_UID, ORGANIZATION_UID, type FieldDescriptor, type ForeignTarget } from '../../contracts';
import { buildForeignCatalogue, type ForeignAttributes, type ForeignSchema } from '../../domain/fields';

/** A collection type of the application as the `documents` writer knows it. */
export interface ForeignType {
  uid: ForeignTarget;
  table: string;
  hasDrafts: boolean;
  isLocalized: boolean;
  /** What cells can say, by path. */
  fields: ReadonlyMap<string, FieldDescriptor>;
  /** What a field says in a new record that nobody fills; fields whose default is computed are absent. */
  defaults: Readonly<Record<string, unknown>>;
}

interface Model {
  kind?: string;
  options?: { draftAndPublish?: boolean };
  pluginOptions?: { i18n?: { localized?: boolean } };
  attributes: ForeignAttributes;
}

/** By what people name our own records, and accounts: their unique fields and these. */
const KNOWN_KEYS: Readonly<Record<string, readonly string[]>> = {
  [CONTACT_UID]: ['username', 'workEmail'],
  [ORGANIZATION_UID]: ['name', 'domain'],
  'plugin::users-permissions.user': ['email'],
};

export const modelOf = (strapi: Core.Strapi, uid: string): Model | undefined => {
  const all = { ...strapi.contentTypes, ...strapi.components } as unknown as Record<string, Model | undefined>;
  return Object.hasOwn(all, uid) ? all[uid] : undefined;
};

/** The live schema; `keys` as the configuration names them. */
export const createForeignSchema = (strapi: Core.Strapi): ForeignSchema => ({
  attributesOf: (uid) => modelOf(strapi, uid)?.attributes,
  keysOf: (uid) => [...(strapi.config.get<Record<string, string[]> | undefined>('plugin::external-contacts.keys')?.[uid] ?? []), ...(KNOWN_KEYS[uid] ?? [])],
});

export const hasDrafts = (model: Model | undefined): boolean => model?.options?.draftAndPublish === true;
export const isLocalized = (model: Model | undefined): boolean => model?.pluginOptions?.i18n?.localized === true;

/** Read once per type: schemas change only at a start. */
export const createForeignTypes = (strapi: Core.Strapi): ((uid: ForeignTarget) => ForeignType) => {
  const known = new Map<string, ForeignType>();
  return (uid) => {
    const type = known.get(uid) ?? readType(strapi, uid);
    known.set(uid, type);
    return type;
  };
};

const readType = (strapi: Core.Strapi, uid: ForeignTarget): ForeignType => {
  const model = modelOf(strapi, uid);
  if (model === undefined) throw new Error(`There is no content type ${uid}`);
  const catalogue = buildForeignCatalogue(uid, createForeignSchema(strapi));
  // Where a relation can be named by several keys, one of them tells all.
  const fields = catalogue.filter(({ path }) => path !== 'documentId');
  return {
    uid,
    table: (strapi.db.metadata.get(uid) as unknown as { tableName: string }).tableName,
    hasDrafts: hasDrafts(model),
    isLocalized: isLocalized(model),
    fields: new Map(fields.map((field) => [field.path, field])),
    defaults: defaultsOf(model.attributes),
  };
};

/** Paths that tell all of a record, each relation by one of its keys. */
export const namedPaths = ({ fields }: ForeignType): string[] => [...fields.values()].filter(({ alternate }) => alternate !== true).map(({ path }) => path);

const defaultsOf = (attributes: ForeignAttributes): Record<string, unknown> =>
  Object.fromEntries(Object.entries(attributes).flatMap(([name, { default: value }]) => (value === undefined || typeof value === 'function' ? [] : [[name, value]])));
