import type { Core } from '@strapi/strapi';
import { inTransaction, tableIn } from './database';
import { forgetTables, ownTables } from './keep-tables';

/**
 * Empties every table of the plugin and lets Strapi drop them at the first start without it. They are not dropped here:
 * an application that still runs with the plugin goes on, empty. Links go before what they point at. Gives the tables' names.
 */
export const purge = async (strapi: Core.Strapi): Promise<string[]> => {
  const tables = ownTables(strapi).sort((a, b) => Number(b.endsWith('_lnk')) - Number(a.endsWith('_lnk')));
  await inTransaction(strapi, async (trx) => {
    for (const table of tables) await tableIn(strapi, trx, table).delete();
  });
  await forgetTables(strapi);
  return tables;
};
