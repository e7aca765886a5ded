import { GROUP_FIELDS, TEXT_LENGTH, otherSourceOf, type FieldDescriptor, type KeyGroup, type OwnTarget, type ValueType } from '../../contracts';
import { CONTACT_FIELDS } from './contact-fields';
import { MAX_INTEGER, type FieldContract } from './field-contract';
import { labelOf } from './label-of';
import { ORGANIZATION_FIELDS } from './organization-fields';

/** The part of a Strapi attribute that decides whether and how it can be imported. */
export interface SchemaAttribute {
  type: string;
  maxLength?: number;
  enum?: readonly string[];
  required?: boolean;
  private?: boolean;
  default?: unknown;
}
export type SchemaAttributes = Readonly<Record<string, SchemaAttribute>>;

/** Never mapped, whatever their type: Strapi's own, ours that the engine alone writes, and what needs another right. */
const RESERVED = new Set([
  'id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', 'locale', 'localizations', 'createdBy', 'updatedBy', 'mergedInto', 'lastJob',
  'externalIds', 'expert', 'copy', 'transfer', 'constructor', 'prototype', '__proto__',
]);

/** Strapi's attribute types that one cell can hold; relations, media, components, json, uid and passwords are absent. */
const TYPE_OF_ATTRIBUTE: ReadonlyMap<string, ValueType> = new Map([
  ['string', 'text'], ['text', 'text'], ['richtext', 'text'], ['email', 'email'], ['integer', 'integer'], ['biginteger', 'integer'],
  ['float', 'decimal'], ['decimal', 'decimal'], ['boolean', 'boolean'], ['date', 'date'], ['datetime', 'datetime'], ['timestamp', 'datetime'],
  ['enumeration', 'enumeration'],
] as const);

/**
 * The fields that columns can be mapped to, from the live schema: our own attributes with our labels, types and
 * limits, then those that an integrator added, then the virtual paths (`externalId`, `organization.…`).
 */
export const buildCatalogue = (target: OwnTarget, attributes: SchemaAttributes, organizationAttributes: SchemaAttributes = {}): FieldDescriptor[] => {
  if (target === 'organizations') return [EXTERNAL_ID, ...ownAndAdded(ORGANIZATION_FIELDS, attributes)];
  return [
    EXTERNAL_ID,
    FULL_NAME,
    ...ownAndAdded(CONTACT_FIELDS, attributes),
    { ...EXTERNAL_ID, path: 'organization.externalId', label: 'Organization external ID', identifier: false },
    ...ownAndAdded(ORGANIZATION_FIELDS, organizationAttributes).map(asOrganizationPath),
  ];
};

const EXTERNAL_ID: FieldDescriptor = {
  path: 'externalId', type: 'externalId', label: 'External ID', maxLength: TEXT_LENGTH.externalId,
  values: null, required: false, identifier: true, group: null, textId: true,
};

/** Most files of small systems have one column for a name; its length is that of all its parts. */
const FULL_NAME: FieldDescriptor = {
  path: 'fullName', type: 'text', label: 'Full name', maxLength: TEXT_LENGTH.name,
  values: null, required: false, identifier: false, group: null, splits: ['firstName', 'lastName'],
};

/** `required` and `identifier` hold for the row's own record; an organization's name is asked for by the organization policy. */
const asOrganizationPath = (field: FieldDescriptor): FieldDescriptor => ({
  ...field,
  path: `organization.${field.path}`,
  label: field.path === 'name' ? 'Organization name' : `Organization ${field.label.toLowerCase()}`,
  required: false,
  identifier: false,
  group: null,
});

const ownAndAdded = (contract: readonly FieldContract[], attributes: SchemaAttributes): FieldDescriptor[] => {
  const own = new Set(contract.map((field) => field.name));
  const added = Object.entries(attributes).flatMap(([name, attribute]) => (own.has(name) ? [] : describeAdded(name, attribute)));
  return [...contract.map(describeOwn), ...added];
};

const describeOwn = (field: FieldContract): FieldDescriptor => ({
  path: field.name,
  type: field.type,
  label: field.label,
  maxLength: field.maxLength,
  values: field.values ?? null,
  required: field.required ?? false,
  identifier: field.identifier ?? false,
  group: groupOf(field.name),
  ...(field.list === undefined ? {} : { list: field.list }),
  ...(field.max === undefined ? {} : { max: field.max }),
  ...(field.textId === undefined ? {} : { textId: field.textId }),
});

const describeAdded = (name: string, attribute: SchemaAttribute): FieldDescriptor[] => {
  const type = TYPE_OF_ATTRIBUTE.get(attribute.type);
  if (type === undefined || RESERVED.has(name) || attribute.private === true) return [];
  return [{
    path: name,
    type,
    label: labelOf(name),
    maxLength: maxLengthOf(type, attribute),
    values: type === 'enumeration' ? (attribute.enum ?? []) : null,
    required: attribute.required === true && attribute.default === undefined,
    identifier: false,
    group: null,
    ...(attribute.type === 'integer' ? { max: MAX_INTEGER } : {}),
  }];
};

/** Strapi's `string` is a varchar of 255 unless it says less; `text` has the limit that it declares. */
const maxLengthOf = (type: ValueType, attribute: SchemaAttribute): number | null => {
  if (type !== 'text' && type !== 'email') return null;
  if (attribute.type === 'text' || attribute.type === 'richtext') return attribute.maxLength ?? null;
  return Math.min(attribute.maxLength ?? TEXT_LENGTH.default, TEXT_LENGTH.default);
};

const groupOf = (name: string): KeyGroup | null =>
  GROUP_FIELDS.email.includes(name) ? 'email' : GROUP_FIELDS.phone.includes(name) ? 'phone' : null;

/** A field by its path in a setting, `externalIds.SOURCE` included, which no catalogue can list. */
export const findField = (catalogue: readonly FieldDescriptor[], path: string): FieldDescriptor | undefined =>
  otherSourceOf(path)?.trim() ? { ...EXTERNAL_ID, path, label: `External ID (${otherSourceOf(path) ?? ''})`, identifier: false } : catalogue.find((field) => field.path === path);
