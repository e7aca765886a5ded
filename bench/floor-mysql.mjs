import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { quoteName } from './tables.mjs';

const names = (columns) => columns.map((name) => quoteName('mysql', name)).join(', ');

const CHUNK = 20_000;

/** LOAD DATA straight into the real tables, in one transaction; where the server refuses it, INSERT … SELECT from staging. */
export const mysqlFloor = async ({ from, to, main, tables, folder }) => {
  for (const { name } of [...tables].reverse()) await to.run(`delete from ${name}`);
  const [{ allowed }] = await to.all('select @@global.local_infile as allowed');
  if (Number(allowed) !== 1) return insertOnly({ to, main, tables });

  const data = (name) => path.join(folder, `${name}.tsv`);
  for (const { name, columns } of tables) await dump({ from, name, columns, file: data(name) });
  const started = performance.now();
  await to.run('start transaction');
  for (const { name, columns } of tables) {
    await to.native.query({
      sql: `load data local infile 'rows' into table ${name} character set utf8mb4 (${names(columns)})`,
      infileStreamFactory: () => createReadStream(data(name), { highWaterMark: 1_048_576 }),
    });
  }
  await to.run('commit');
  return { seconds: (performance.now() - started) / 1_000, method: 'LOAD DATA LOCAL of the final rows into the indexed tables, one transaction' };
};

const ESCAPES = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\\0' };
const cell = (value) => (value === null ? '\\N' : String(value).replace(/[\\\t\n\r\0]/g, (character) => ESCAPES[character]));

export const dump = async ({ from, name, columns, file }) => {
  const out = createWriteStream(file);
  for (let last = 0; ;) {
    const rows = await from.all(`select ${names(columns)} from ${name} where id > ${last} order by id limit ${CHUNK}`);
    if (rows.length === 0) break;
    if (!out.write(rows.map((row) => `${columns.map((column) => cell(row[column])).join('\t')}\n`).join(''))) await once(out, 'drain');
    last = rows.at(-1).id;
  }
  out.end();
  await once(out, 'finish');
};

const insertOnly = async ({ to, main, tables }) => {
  for (const { name, columns } of tables) await to.run(`create table staging_${name} as select ${names(columns)} from ${main.name}.${name} order by id`);
  const started = performance.now();
  await to.run('start transaction');
  for (const { name, columns } of tables) await to.run(`insert into ${name} (${names(columns)}) select ${names(columns)} from staging_${name}`);
  await to.run('commit');
  return { seconds: (performance.now() - started) / 1_000, method: 'INSERT … SELECT from filled staging, one transaction (the server has local_infile off)' };
};
