import type { TestApp } from './boot-strapi';

/** Empties every table of the plugin, link tables first, so that a suite sees nothing of the one before. */
export const emptyTables = async (app: TestApp): Promise<void> => {
  const names: string[] = await app.strapi.db.dialect.schemaInspector.getTables();
  const ours = names.filter((name) => name.startsWith('external_contacts_'));
  const links = ours.filter((name) => name.endsWith('_lnk'));
  for (const name of [...links, ...ours.filter((other) => !links.includes(other))]) {
    await app.strapi.db.getConnection(name).del();
  }
};
