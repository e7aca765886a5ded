import { TEXT_LENGTH, type FieldDescriptor, type ValueType } from '../../contracts';
import type { SchemaAttribute } from './build-catalogue';
import { MAX_INTEGER } from './field-contract';
import { labelOf } from './label-of';

/** What an attribute of a foreign type says, as far as an import needs it. */
export interface ForeignAttribute extends SchemaAttribute {
  unique?: boolean;
  writable?: boolean;
  /** Of a component: its uid. */
  component?: string;
  repeatable?: boolean;
  /** Of a relation. */
  relation?: string;
  target?: string;
  mappedBy?: string;
  useJoinTable?: boolean;
}
export type ForeignAttributes = Readonly<Record<string, ForeignAttribute>>;

/** What else of the application's schema a catalogue needs. */
export interface ForeignSchema {
  /** Attributes of a component or content type; undefined where there is none. */
  attributesOf(uid: string): ForeignAttributes | undefined;
  /** Fields of a type by which its records are named, beside its unique ones. */
  keysOf(uid: string): readonly string[];
}

/** Strapi's own; `locale` and publication are the setting's, not a column's. */
const RESERVED = new Set([
  'id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', 'locale', 'localizations', 'createdBy', 'updatedBy', 'constructor', 'prototype', '__proto__',
]);

/** Types that one cell can hold. JSON, blocks, media, dynamic zones and passwords are absent: a cell cannot say them safely. */
const TYPE_OF: ReadonlyMap<string, ValueType> = new Map([
  ['string', 'text'], ['text', 'text'], ['richtext', 'text'], ['uid', 'text'], ['email', 'email'], ['integer', 'integer'], ['biginteger', 'integer'],
  ['float', 'decimal'], ['decimal', 'decimal'], ['boolean', 'boolean'], ['date', 'date'], ['datetime', 'datetime'], ['timestamp', 'datetime'], ['enumeration', 'enumeration'],
] as const);

/** Types whose text is the same however a database stores it. */
const KEY_TYPES: ReadonlySet<ValueType> = new Set(['text', 'email', 'integer']);

/** A component in a component in a component; deeper ones no person would name in a header. */
const MAX_DEPTH = 3;

/** Which records of a type are found by a documentId. */
export const DOCUMENT_ID = 'documentId';

const DOCUMENT_ID_FIELD: FieldDescriptor = {
  path: DOCUMENT_ID, type: 'text', label: DOCUMENT_ID, maxLength: TEXT_LENGTH.default, values: null, required: false, identifier: true, group: null, textId: true,
};

/**
 * What columns can say of a foreign type, from the live schema: its documentId, its scalar attributes, those of single components as dotted paths, and
 * its relations by a key of the related records.
 */
export const buildForeignCatalogue = (uid: string, schema: ForeignSchema): FieldDescriptor[] => {
  const keys = new Set(schema.keysOf(uid));
  const fields = describeAll(schema.attributesOf(uid) ?? {}, { schema, path: [], isRequired: true });
  return [DOCUMENT_ID_FIELD, ...fields.map((field) => (isKey(field, keys) ? { ...field, identifier: true } : field))];
};

/** Fields by which records of a type can be named in a cell: unique ones first, then the configured ones, then the documentId. */
export const naturalKeys = (uid: string, { attributesOf, keysOf }: ForeignSchema): string[] => {
  const attributes = attributesOf(uid) ?? {};
  const canBeKey = (name: string): boolean => KEY_TYPES.has(TYPE_OF.get(attributes[name]?.type ?? '') ?? 'boolean') && attributes[name]?.private !== true;
  const unique = Object.keys(attributes).filter((name) => isUnique(attributes[name]) && canBeKey(name));
  return [...new Set([...unique, ...keysOf(uid).filter(canBeKey), DOCUMENT_ID])];
};

/** Attributes of Strapi's type `uid` are unique by nature. */
const isUnique = (attribute: ForeignAttribute | undefined): boolean => attribute?.unique === true || attribute?.type === 'uid';

const isKey = ({ path, type, unique }: FieldDescriptor, keys: ReadonlySet<string>): boolean => (unique === true || keys.has(path)) && KEY_TYPES.has(type) && !path.includes('.');

interface Place {
  schema: ForeignSchema;
  /** Components that the attributes stand in. */
  path: readonly string[];
  /** Whether a record cannot be without them: not what stands in an optional component. */
  isRequired: boolean;
}

const describeAll = (attributes: ForeignAttributes, place: Place): FieldDescriptor[] =>
  Object.entries(attributes).flatMap(([name, attribute]) => (RESERVED.has(name) || attribute.private === true || attribute.writable === false ? [] : describe(name, attribute, place)));

const describe = (name: string, attribute: ForeignAttribute, place: Place): FieldDescriptor[] => {
  if (attribute.type === 'component') return describeComponent(name, attribute, place);
  if (attribute.type === 'relation') return describeRelation(name, attribute, place);
  const type = TYPE_OF.get(attribute.type);
  return type === undefined ? [] : [describeScalar(name, type, { attribute, place })];
};

const describeComponent = (name: string, { component, repeatable, required }: ForeignAttribute, { schema, path, isRequired }: Place): FieldDescriptor[] => {
  const attributes = component === undefined || repeatable === true || path.length >= MAX_DEPTH ? undefined : schema.attributesOf(component);
  return attributes === undefined ? [] : describeAll(attributes, { schema, path: [...path, name], isRequired: isRequired && required === true });
};

const describeScalar = (name: string, type: ValueType, { attribute, place }: { attribute: ForeignAttribute; place: Place }): FieldDescriptor => ({
  path: [...place.path, name].join('.'),
  type,
  label: labelOf([...place.path, name].join(' ')),
  maxLength: maxLengthOf(type, attribute),
  values: type === 'enumeration' ? (attribute.enum ?? []) : null,
  required: place.isRequired && isNeeded(attribute),
  identifier: false,
  group: null,
  ...(attribute.type === 'integer' ? { max: MAX_INTEGER } : {}),
  ...(isUnique(attribute) ? { unique: true as const, textId: true } : {}),
});

/** The side that owns a relation writes it; of polymorphic ones no cell could say the type. */
const describeRelation = (name: string, attribute: ForeignAttribute, { schema, path, isRequired }: Place): FieldDescriptor[] => {
  const { relation = '', target, mappedBy, useJoinTable } = attribute;
  if (target === undefined || mappedBy !== undefined || useJoinTable === false || relation.startsWith('morph') || target.startsWith('admin::')) return [];
  const many = relation === 'oneToMany' || relation === 'manyToMany';
  const whole = [...path, name].join('.');
  return naturalKeys(target, schema).map((key, index) => ({
    path: `${whole}.${key}`,
    type: 'text',
    label: index === 0 ? labelOf([...path, name].join(' ')) : `${labelOf([...path, name].join(' '))} (${key})`,
    maxLength: null,
    values: null,
    required: isRequired && isNeeded(attribute),
    identifier: false,
    group: null,
    reference: { attribute: whole, target, key, many },
    ...(many ? { list: true as const } : {}),
    ...(index === 0 ? {} : { alternate: true as const }),
  }));
};

const isNeeded = (attribute: ForeignAttribute): boolean => attribute.required === true && attribute.default === undefined;

/** Strapi's `string` is a varchar of 255 unless it says less; `text` has the limit that it declares. */
const maxLengthOf = (type: ValueType, { type: declared, maxLength }: ForeignAttribute): number | null => {
  if (type !== 'text' && type !== 'email') return null;
  if (declared === 'text' || declared === 'richtext') return maxLength ?? null;
  return Math.min(maxLength ?? TEXT_LENGTH.default, TEXT_LENGTH.default);
};
