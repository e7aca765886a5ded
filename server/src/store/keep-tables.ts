import type { Core } from '@strapi/strapi';
import { TABLES } from './models';

const PREFIX = 'plugin::external-contacts.';
const STORE = { type: 'core', key: 'persisted_tables' };

type PersistedTable = string | { name: string; dependsOn?: unknown };
const nameOf = (table: PersistedTable): string => (typeof table === 'string' ? table : table.name);

/** Every table of ours: content types, their link tables, keys and job machinery. */
export const ownTables = (strapi: Core.Strapi): string[] => {
  const names = new Set<string>(Object.values(TABLES));
  for (const [uid, meta] of strapi.db.metadata) {
    if (!uid.startsWith(PREFIX)) continue;
    names.add(meta.tableName);
    for (const attribute of Object.values(meta.attributes)) {
      const { joinTable } = attribute as { joinTable?: { name: string } };
      if (joinTable?.name.startsWith('external_contacts_') === true) names.add(joinTable.name);
    }
  }
  return [...names].sort();
};

/**
 * Strapi drops the tables of a plugin that was removed or disabled at its next start, unless the core store names
 * them. Other plugins keep entries there too: ours are added, theirs stay.
 */
export const keepTables = async (strapi: Core.Strapi): Promise<void> => {
  const persisted = await readPersisted(strapi);
  const known = new Set(persisted.map(nameOf));
  const missing = ownTables(strapi).filter((name) => !known.has(name));
  if (missing.length === 0) return;
  await strapi.store.set({ ...STORE, value: [...persisted, ...missing.map((name) => ({ name }))] });
};

export const forgetTables = async (strapi: Core.Strapi): Promise<void> => {
  const own = new Set(ownTables(strapi));
  const persisted = await readPersisted(strapi);
  await strapi.store.set({ ...STORE, value: persisted.filter((table) => !own.has(nameOf(table))) });
};

const readPersisted = async (strapi: Core.Strapi): Promise<PersistedTable[]> => {
  const value: unknown = await strapi.store.get(STORE);
  return Array.isArray(value) ? (value as PersistedTable[]) : [];
};
