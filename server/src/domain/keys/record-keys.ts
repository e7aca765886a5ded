import { GROUP_FIELDS } from '../../contracts';
import { hashKey } from './hash-key';
import { remembered } from './remembered';
import { normaliseDomain, normaliseEmail, normaliseExternalId, normaliseName, normalisePhone, normaliseUsername } from './normalise';

/** One row of a key table, less the record's id. `unique`: only one record may have it. */
export interface RecordKey {
  hash: string;
  field: string;
  unique: boolean;
}

/** Two keys of a record are the same one when this is. */
export const sameKey = ({ hash, field }: Pick<RecordKey, 'hash' | 'field'>): string => `${hash} ${field}`;

/** As stored in a record's `externalIds`; `source` is the external source's documentId. */
export interface StoredExternalId {
  source: string;
  value: string;
}

export const emailHash = remembered((value) => withKind('email', normaliseEmail(value)));
export const phoneHash = remembered((value) => withKind('phone', normalisePhone(value)));
export const usernameHash = (value: string): string | null => withKind('username', normaliseUsername(value));
export const externalIdHash = (source: string, value: string): string | null => externalIdsOf(source)(value);
export const organizationNameHash = remembered((value) => withKind('name', normaliseName(value)));
export const organizationDomainHash = (value: string): string | null => withKind('domain', normaliseDomain(value));

/** Another worker has hashed a contact's identifier, of an external ID that of this source. Fields that few files have are left to be hashed again. */
export const noteKey = ({ field, hash }: Pick<RecordKey, 'field' | 'hash'>, value: string, source: string | null): void => {
  if (field === 'externalId' && source !== null) externalIdsOf(source).note(value, hash);
  else if (GROUP_FIELDS.email.includes(field)) emailHash.note(value, hash);
  else if (GROUP_FIELDS.phone.includes(field)) phoneHash.note(value, hash);
};

/** A field that the configuration marks as an identifier: text or a whole number, compared without case. */
export const identifierHash = (field: string, value: string): string | null => withKind(`field:${field}`, normaliseUsername(value));

/** The keys of a contact, each hash once, in the order of the fields; `identifiers` are an integrator's own fields. */
export const contactKeys = (record: Record<string, unknown>, externalIds: unknown = record['externalIds'], identifiers: readonly string[] = []): RecordKey[] => {
  const keys: RecordKey[] = [];
  pushExternalIds(keys, externalIds);
  for (const field of GROUP_FIELDS.email) push(keys, field, asText(record[field]), emailHash, false);
  for (const field of GROUP_FIELDS.phone) push(keys, field, asText(record[field]), phoneHash, false);
  push(keys, 'username', asText(record['username']), usernameHash, true);
  pushIdentifiers(keys, record, identifiers);
  return keys;
};

/** The keys of an organization. Names and domains may be shared; several hits are never merged by guess. */
export const organizationKeys = (record: Record<string, unknown>, externalIds: unknown = record['externalIds'], identifiers: readonly string[] = []): RecordKey[] => {
  const keys: RecordKey[] = [];
  pushExternalIds(keys, externalIds);
  push(keys, 'name', asText(record['name']), organizationNameHash, false);
  push(keys, 'domain', asText(record['domain']), organizationDomainHash, false);
  pushIdentifiers(keys, record, identifiers);
  return keys;
};

const externalIdsOf = remembered((source) => remembered((value) => withKind(`externalId:${source}`, normaliseExternalId(value))));

const withKind = (kind: string, value: string | null): string | null => (value === null ? null : hashKey(kind, value));

const asText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const push = (keys: RecordKey[], field: string, value: string | null, hash: (value: string) => string | null, unique: boolean): void => {
  if (value === null) return;
  const hashed = hash(value);
  if (hashed === null) return;
  for (const key of keys) if (key.hash === hashed) return;
  keys.push({ hash: hashed, field, unique });
};

const pushIdentifiers = (keys: RecordKey[], record: Record<string, unknown>, identifiers: readonly string[]): void => {
  for (const field of identifiers) {
    const value = record[field];
    push(keys, field, typeof value === 'number' ? String(value) : asText(value), (text) => identifierHash(field, text), false);
  }
};

const pushExternalIds = (keys: RecordKey[], stored: unknown): void => {
  for (const { source, value } of parseExternalIds(stored)) {
    push(keys, 'externalId', value, (text) => externalIdHash(source, text), true);
  }
};

/** Reads `externalIds` as Strapi (array) or knex (JSON text) gives it. */
export const parseExternalIds = (stored: unknown): StoredExternalId[] => {
  const list: unknown = typeof stored === 'string' && stored !== '' ? JSON.parse(stored) : stored;
  return Array.isArray(list) ? (list as StoredExternalId[]) : [];
};
