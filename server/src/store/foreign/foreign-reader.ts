import type { Core } from '@strapi/strapi';
import type { FieldReference, ForeignTarget } from '../../contracts';
import { readLocator, type Locator } from '../../domain/keys';
import type { KeyHit, ReferenceQuery, StoredRecord } from '../../pipeline/ports';
import type { ForeignType } from './foreign-type';
import { findReferences, readEntries, scopeOf } from './read-documents';

/** What planning and applying read of foreign types, in sets. */
export interface ForeignReader {
  findKeys(target: ForeignTarget, hashes: string[]): Promise<KeyHit[]>;
  loadRecords(target: ForeignTarget, ids: number[], fields: string[]): Promise<StoredRecord[]>;
  findReferences(reference: FieldReference, wanted: ReferenceQuery): Promise<Map<string, string[]>>;
}

export const createForeignReader = (strapi: Core.Strapi, typeOf: (uid: ForeignTarget) => ForeignType): ForeignReader => ({
  async findKeys(target, hashes) {
    const hits: KeyHit[] = [];
    for (const [, group] of groupByColumn(hashes)) {
      const [first] = group;
      if (first === undefined) continue;
      const { field, locale } = first.locator;
      const byValue = new Map(group.map(({ hash, locator }) => [locator.value, hash]));
      const entries = await findEntries(strapi, typeOf(target), { field, values: [...byValue.keys()], where: scopeOf(strapi, target, locale) });
      for (const { id, value } of entries) {
        const hash = byValue.get(value.normalize('NFC'));
        if (hash !== undefined) hits.push({ hash, recordId: id, field, alias: false });
      }
    }
    return hits;
  },

  async loadRecords(target, ids, fields) {
    const entries = await readEntries(strapi, typeOf(target), { column: 'id', values: ids, fields });
    return entries.map((entry) => ({ ...entry, externalIds: [], organization: null, lastJob: null }));
  },

  findReferences: (reference, wanted) => findReferences(strapi, reference, wanted),
});

interface Wanted {
  hash: string;
  locator: Locator;
}

const groupByColumn = (hashes: readonly string[]): Map<string, Wanted[]> => {
  const groups = new Map<string, Wanted[]>();
  for (const hash of hashes) {
    const locator = readLocator(hash);
    if (locator === null) continue;
    const name = `${locator.field} ${locator.locale ?? ''}`;
    groups.set(name, [...(groups.get(name) ?? []), { hash, locator }]);
  }
  return groups;
};

const findEntries = async (strapi: Core.Strapi, { uid }: ForeignType, { field, values, where }: { field: string; values: string[]; where: object }): Promise<{ id: number; value: string }[]> => {
  const found: { id: number; value: string }[] = [];
  for (let from = 0; from < values.length; from += 1_000) {
    const chunk = values.slice(from, from + 1_000);
    const rows = (await strapi.db.query(uid as never).findMany({ where: { ...where, [field]: { $in: chunk } }, select: ['id', field] } as never)) as Record<string, unknown>[];
    for (const row of rows) found.push({ id: Number(row['id']), value: String(row[field]) });
  }
  return found;
};
