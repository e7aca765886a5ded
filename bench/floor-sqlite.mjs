import { quoteName } from './tables.mjs';

/** Rows that are held in memory between reading and writing. */
const CHUNK = 20_000;

const names = (columns) => columns.map((name) => quoteName('sqlite', name)).join(', ');

/** Prepared inserts in one transaction. Reading the rows out of the other file is not counted. */
export const sqliteFloor = async ({ from, to, tables }) => {
  let ms = 0;
  const timed = (work) => {
    const started = performance.now();
    work();
    ms += performance.now() - started;
  };

  // The loop before left free pages, which would save the floor from growing its file.
  to.native.exec('vacuum');
  timed(() => to.native.exec('begin'));
  for (const { name, columns } of tables) {
    const insert = to.native.prepare(`insert into ${name} (${names(columns)}) values (${columns.map(() => '?').join(', ')})`);
    // By the row's number: `id` is that number in Strapi's tables.
    const select = from.native.prepare(`select ${names(columns)} from ${name} where id > ? order by id limit ${CHUNK}`).raw();
    const idAt = columns.indexOf('id');
    for (let last = 0; ;) {
      const rows = select.all(last);
      timed(() => {
        for (const row of rows) insert.run(row);
      });
      if (rows.length < CHUNK) break;
      last = rows.at(-1)[idAt];
    }
  }
  timed(() => to.native.exec('commit'));
  return { seconds: ms / 1_000, method: 'prepared better-sqlite3 inserts of the final rows in one transaction, reading not counted' };
};
