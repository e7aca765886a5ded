import type { Core } from '@strapi/strapi';
import { forgetTables, ownTables } from './keep-tables';

/**
 * Removes everything that the plugin has stored, for good: `external-contacts purge --yes`, before the package is
 * uninstalled. Link tables go before the tables that they point at. Gives the names of the dropped tables. The running
 * application cannot use the plugin any more; when it starts again with the plugin, the tables are made anew, empty.
 */
export const purge = async (strapi: Core.Strapi): Promise<string[]> => {
  const tables = ownTables(strapi).sort((a, b) => Number(b.endsWith('_lnk')) - Number(a.endsWith('_lnk')));
  await forgetTables(strapi);
  for (const table of tables) await strapi.db.getSchemaConnection().dropTableIfExists(table);
  // Strapi compares its stored schema with the code's at start and would not miss the tables otherwise.
  await strapi.db.schema.schemaStorage.clear();
  return tables;
};
