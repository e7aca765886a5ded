import type { ForeignKeys } from '../../contracts';
import { hashKey } from './hash-key';
import type { RecordKey } from './record-keys';

const SEPARATOR = '\u001f';

/** What a foreign type's key says: which field of which locale's entry has which value. */
export interface Locator {
  locale: string | null;
  field: string;
  value: string;
}

/**
 * The key of a foreign type's record. No table holds keys of such types, whoever writes them: the key is looked up in the
 * type's own column, and so carries its value behind the hash by which rows of one file meet.
 */
export const locatorHash = ({ locale, field, value }: Locator): string =>
  [hashKey(`foreign:${locale ?? ''}:${field}`, value), locale ?? '', field, value].join(SEPARATOR);

/** What `locatorHash` was made of; null for a hash of another kind. */
export const readLocator = (hash: string): Locator | null => {
  const [, locale, field, ...value] = hash.split(SEPARATOR);
  return locale === undefined || field === undefined || value.length === 0 ? null : { locale: locale === '' ? null : locale, field, value: value.join(SEPARATOR) };
};

/** As the database compares it for us: exact, case and inner spaces count. null where there is nothing. */
export const locatorValue = (value: unknown): string | null => {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value !== '' ? value.normalize('NFC') : null;
};

/** The keys of a foreign type's record, in the order of the fields. */
export const foreignKeys = (record: Record<string, unknown>, { fields, unique, locale }: ForeignKeys): RecordKey[] =>
  fields.flatMap((field) => {
    const value = locatorValue(record[field]);
    return value === null ? [] : [{ hash: locatorHash({ locale, field, value }), field, unique: unique.includes(field) }];
  });
