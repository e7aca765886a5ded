import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { quoteName } from './tables.mjs';

const names = (columns) => columns.map((name) => quoteName('postgres', name)).join(', ');

/** Rows per statement when staging is filled without psql. */
const CHUNK = 5_000;

/** COPY into unlogged staging tables and INSERT … SELECT into the real ones, in one transaction; COPY needs psql. */
export const postgresFloor = async ({ from, to, main, copy, tables, folder }) => {
  for (const { name, columns } of tables) {
    // Emptied anew: deleted rows of the loop before would still stand in the indexes.
    await to.run(`truncate ${name} restart identity cascade`);
    await to.run(`create unlogged table staging_${name} as select ${names(columns)} from ${name} where false`);
  }
  await to.run('checkpoint').catch(() => {});
  return (await hasPsql()) ? copyAndInsert({ main, copy, tables, folder }) : insertOnly({ from, to, tables });
};

export const hasPsql = async () => {
  try {
    return (await psql(null, ['--version'])) === 0;
  } catch {
    return false;
  }
};

const psql = async (url, args) => {
  const connection = url === null ? [] : ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', url.href];
  const child = spawn('psql', [...connection, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'close');
  return code;
};

const runPsql = async (url, lines, file) => {
  writeFileSync(file, `${lines.join('\n')}\n`);
  if ((await psql(url, ['-f', file])) !== 0) throw new Error('psql failed; its message stands above');
};

const dataFile = (folder, table) => path.join(folder, `${table}.copy`);

/** Some columns of a table's final rows as a file that `\\copy` reads. */
export const copyOut = async ({ main, folder, table, columns }) => {
  await runPsql(main.url, [`\\copy (select ${columns} from ${table} order by id) to '${dataFile(folder, table)}'`], path.join(folder, 'floor.sql'));
  statSync(dataFile(folder, table));
};

/** psql runs the lines in one transaction. */
export const copyIn = ({ copy, folder, lines }) => runPsql(copy.url, ['begin;', ...lines, 'commit;'], path.join(folder, 'floor.sql'));

const moves = (tables) => tables.map(({ name, columns }) => `insert into ${name} (${names(columns)}) select ${names(columns)} from staging_${name};`);

const copyAndInsert = async ({ main, copy, tables, folder }) => {
  for (const { name, columns } of tables) await copyOut({ main, folder, table: name, columns: names(columns) });
  const lines = [...tables.map(({ name }) => `\\copy staging_${name} from '${dataFile(folder, name)}'`), ...moves(tables)];
  const started = performance.now();
  await copyIn({ copy, folder, lines });
  return { seconds: (performance.now() - started) / 1_000, method: 'psql \\copy of the final rows to unlogged staging, then INSERT … SELECT, one transaction, all counted' };
};

/** Node's client has no COPY: staging is filled by multi-row inserts that are not counted, which makes this floor lower than the other. */
const insertOnly = async ({ from, to, tables }) => {
  for (const { name, columns } of tables) {
    for (let last = 0; ;) {
      const rows = await from.all(`select ${names(columns)}, row_to_json(t)::text as whole_row from ${name} t where id > ${last} order by id limit ${CHUNK}`);
      if (rows.length === 0) break;
      const json = `[${rows.map((row) => row.whole_row).join(',')}]`;
      await to.native.query(`insert into staging_${name} select ${names(columns)} from json_populate_recordset(null::${name}, $1::json)`, [json]);
      last = rows.at(-1).id;
    }
  }
  const started = performance.now();
  await to.run(['begin;', ...moves(tables), 'commit;'].join(' '));
  return { seconds: (performance.now() - started) / 1_000, method: 'INSERT … SELECT from filled staging, one transaction; filling staging not counted (psql is missing)' };
};
