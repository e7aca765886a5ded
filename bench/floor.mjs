// The floor: how fast the database itself takes the import's final rows, into the same tables with the same indexes.
import { mysqlFloor } from './floor-mysql.mjs';
import { postgresFloor } from './floor-postgres.mjs';
import { UPDATERS } from './floor-update.mjs';
import { sqliteFloor } from './floor-sqlite.mjs';
import { TABLES, countRows, filledColumns } from './tables.mjs';

const LOADERS = { sqlite: sqliteFloor, postgres: postgresFloor, mysql: mysqlFloor };

/**
 * `copy` has Strapi's schema and no rows. Answers `{ seconds, method }` once every row is proved to be there: of the load, or (`floor`
 * update) of the update that follows it.
 */
export const measureFloor = async ({ kind, floor, main, copy, folder }) => {
  const from = await main.open();
  const to = await copy.open();
  try {
    const tables = [];
    for (const name of TABLES) tables.push({ name, columns: await filledColumns(from, kind, name) });
    const context = { from, to, main, copy, tables, folder };
    const loading = await LOADERS[kind](context);
    for (const { name } of tables) {
      const [expected, loaded] = [await countRows(from, kind, name), await countRows(to, kind, name)];
      if (expected !== loaded || expected === 0) throw new Error(`The floor loaded ${loaded} of ${expected} rows into ${name}`);
    }
    return floor === 'update' ? await UPDATERS[kind](context) : loading;
  } finally {
    await from.close();
    await to.close();
  }
};
