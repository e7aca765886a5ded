import type { Core } from '@strapi/strapi';
import { CONTACT_UID, OperationError, ORGANIZATION_UID, type OwnTarget, UID_OF_TARGET } from '../../contracts';
import { createKeysOf, type IdentifierFields, type RecordKey } from '../../domain/keys';
import { isUniqueViolation, tableIn, type Trx } from '../database';
import { TABLES } from '../models';

export const KEY_TABLE: Record<OwnTarget, string> = { contacts: TABLES.contactKeys, organizations: TABLES.organizationKeys };

export const targetOfUid = (uid: string): OwnTarget | null =>
  uid === CONTACT_UID ? 'contacts' : uid === ORGANIZATION_UID ? 'organizations' : null;

/** Rows a statement: knex writes an INSERT of many rows on SQLite as a compound SELECT, which takes 500 terms. */
const INSERT_ROWS = 400;

/** A record reduced to what its keys come from. A record that was merged into another one has none: they are the survivor's aliases. */
export interface KeyedRecord {
  id: number;
  keys: RecordKey[];
}

export const keyedRecord = (strapi: Core.Strapi, target: OwnTarget, record: Record<string, unknown>): KeyedRecord => ({
  id: Number(record['id']),
  keys: record['mergedInto'] ? [] : createKeysOf(strapi.config.get<IdentifierFields>('plugin::external-contacts.identifiers'))(target, record),
});

/** Reads whole records, by attribute name, as the database has them now. */
export const loadRecords = async (
  strapi: Core.Strapi,
  trx: Trx,
  target: OwnTarget,
  by: { column: 'id' | 'document_id'; values: readonly (number | string)[] },
): Promise<Record<string, unknown>[]> => {
  const meta = strapi.db.metadata.get(UID_OF_TARGET[target]);
  const found = (await tableIn(strapi, trx, meta.tableName).whereIn(by.column, [...by.values])) as Record<string, unknown>[];
  return found.map((row) => byAttribute(meta.attributes, row));
};

/** Attribute name → value, from a row of column names. */
export const byAttribute = (attributes: object, row: Record<string, unknown>): Record<string, unknown> => {
  const record: Record<string, unknown> = {};
  for (const [name, attribute] of Object.entries(attributes as Record<string, { columnName?: string }>)) {
    const column = attribute.columnName ?? name;
    if (column in row) record[name] = row[column];
  }
  return record;
};

/** A unique identifier that another record has already. */
export interface TakenKey {
  field: string;
  hash: string;
  recordId: number;
  takenBy: number;
}

/** Which unique keys of these records belong to somebody else, be it in the table or earlier in the list. */
export const findTaken = async (strapi: Core.Strapi, trx: Trx, target: OwnTarget, records: readonly KeyedRecord[]): Promise<TakenKey[]> => {
  const owners = new Map<string, number>();
  const hashes = [...new Set(records.flatMap(({ keys }) => keys.filter((key) => key.unique).map((key) => key.hash)))];
  for (let start = 0; start < hashes.length; start += INSERT_ROWS) {
    const rows = (await tableIn(strapi, trx, KEY_TABLE[target])
      .where('slot', 0)
      .whereIn('hash', hashes.slice(start, start + INSERT_ROWS))
      .select('hash', 'record_id')) as { hash: string; record_id: number }[];
    for (const row of rows) owners.set(row.hash, Number(row.record_id));
  }

  const taken: TakenKey[] = [];
  for (const { id, keys } of records) {
    for (const key of keys) {
      if (!key.unique) continue;
      const owner = owners.get(key.hash);
      if (owner === undefined) owners.set(key.hash, id);
      else if (owner !== id) taken.push({ field: key.field, hash: key.hash, recordId: id, takenBy: owner });
    }
  }
  return taken;
};

export const takenError = (field: string, cause?: unknown): OperationError =>
  field === 'username'
    ? new OperationError('username.taken', 409, 'This user name belongs to another contact', { code: 'username.taken', field }, cause)
    : new OperationError('external-id.taken', 409, 'This external ID belongs to another record', { code: 'external-id.taken', field: 'externalIds' }, cause);

export const deleteKeys = async (strapi: Core.Strapi, trx: Trx, target: OwnTarget, ids: readonly number[]): Promise<void> => {
  for (let start = 0; start < ids.length; start += INSERT_ROWS) {
    await tableIn(strapi, trx, KEY_TABLE[target]).whereIn('record_id', ids.slice(start, start + INSERT_ROWS)).delete();
  }
};

/**
 * Replaces the own keys of these records (at most a few thousand) and leaves their aliases alone. The unique index
 * stops two writers that both found an identifier free.
 */
export const replaceKeys = async (strapi: Core.Strapi, trx: Trx, target: OwnTarget, records: readonly KeyedRecord[]): Promise<number> => {
  if (records.length === 0) return 0;
  const ids = records.map((record) => record.id);
  const table = KEY_TABLE[target];
  await tableIn(strapi, trx, table).whereIn('record_id', ids).where('alias', false).delete();
  const aliases = (await tableIn(strapi, trx, table).whereIn('record_id', ids).select('hash', 'record_id')) as { hash: string; record_id: number }[];
  const known = new Set(aliases.map((row) => `${row.hash}:${String(row.record_id)}`));

  const rows = records.flatMap(({ id, keys }) =>
    keys
      .filter((key) => !known.has(`${key.hash}:${String(id)}`))
      .map((key) => ({ hash: key.hash, slot: key.unique ? 0 : id, record_id: id, field: key.field, alias: false })),
  );
  for (let start = 0; start < rows.length; start += INSERT_ROWS) {
    await tableIn(strapi, trx, table).insert(rows.slice(start, start + INSERT_ROWS));
  }
  return rows.length;
};

/** What two writers at the same moment get: the second one's insert fails. */
export const asTaken = (error: unknown): unknown => (isUniqueViolation(error) ? takenError('externalId', error) : error);
