// The floor of an update: how fast the database itself changes the same columns of the same rows to the same values.
import { createReadStream } from 'node:fs';
import { dump } from './floor-mysql.mjs';
import { copyIn, copyOut, hasPsql } from './floor-postgres.mjs';
import { quoteName } from './tables.mjs';

const TABLE = 'external_contacts_contacts';
/** What an update of three fields writes. */
const CHANGED = ['first_name', 'last_name', 'city', 'updated_at', 'last_job'];
const COLUMNS = ['id', ...CHANGED];
const names = (kind) => COLUMNS.map((name) => quoteName(kind, name)).join(', ');
const STAGING = 'staging_update';

/** `to` holds the final rows already: other values first, or MariaDB would see that nothing changes. Not counted. */
const makeStale = (to) => to.run(`update ${TABLE} set first_name = 'Stale', last_name = 'Stale', city = 'Stale', last_job = 'stale', updated_at = created_at`);

const timed = async (work) => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
};

const sqlite = async ({ from, to }) => {
  await makeStale(to);
  const update = to.native.prepare(`update ${TABLE} set ${CHANGED.map((name) => `"${name}" = ?`).join(', ')} where id = ?`);
  const page = from.native.prepare(`select ${CHANGED.map((name) => `"${name}"`).join(', ')}, id from ${TABLE} where id > ? order by id limit 20000`).raw();
  let seconds = 0;
  to.native.exec('begin');
  for (let last = 0; ;) {
    const rows = page.all(last);
    if (rows.length === 0) break;
    seconds += await timed(async () => {
      for (const row of rows) update.run(row);
    });
    last = rows.at(-1).at(-1);
  }
  seconds += await timed(() => to.run('commit'));
  return { seconds, method: 'prepared better-sqlite3 updates by id in one transaction, reading not counted' };
};

const postgres = async ({ from, to, main, copy, folder }) => {
  await makeStale(to);
  await to.run(`vacuum full ${TABLE}`);
  await to.run(`create unlogged table ${STAGING} as select ${names('postgres')} from ${TABLE} where false`);
  const move = `update ${TABLE} as c set ${CHANGED.map((name) => `${name} = s.${name}`).join(', ')} from ${STAGING} as s where s.id = c.id`;
  if (await hasPsql()) {
    await copyOut({ main, folder, table: TABLE, columns: names('postgres') });
    const seconds = await timed(() => copyIn({ copy, folder, lines: [`\\copy ${STAGING} from '${folder}/${TABLE}.copy'`, `analyze ${STAGING};`, `${move};`] }));
    return { seconds, method: 'psql \\copy of the values to unlogged staging, then UPDATE … FROM, one transaction, all counted' };
  }
  for (let last = 0; ;) {
    const rows = await from.all(`select id, row_to_json(t)::text as whole_row from (select ${names('postgres')} from ${TABLE}) t where id > ${last} order by id limit 5000`);
    if (rows.length === 0) break;
    await to.native.query(`insert into ${STAGING} select ${names('postgres')} from json_populate_recordset(null::${STAGING}, $1::json)`, [`[${rows.map((row) => row.whole_row).join(',')}]`]);
    last = rows.at(-1).id;
  }
  return { seconds: await timed(() => to.run(move)), method: 'UPDATE … FROM filled staging; filling staging not counted (psql is missing)' };
};

const mysql = async ({ from, to, main, folder }) => {
  await makeStale(to);
  const columns = names('mysql');
  await to.run(`create table ${STAGING} (primary key (id)) as select ${columns} from ${TABLE} where false`);
  const move = () => to.run(`update ${TABLE} as c join ${STAGING} as s on s.id = c.id set ${CHANGED.map((name) => `c.${quoteName('mysql', name)} = s.${quoteName('mysql', name)}`).join(', ')}`);
  const [{ allowed }] = await to.all('select @@global.local_infile as allowed');
  if (Number(allowed) !== 1) {
    await to.run(`insert into ${STAGING} (${columns}) select ${columns} from ${quoteName('mysql', main.name)}.${TABLE}`);
    return { seconds: await timed(move), method: 'UPDATE … JOIN with filled staging; filling staging not counted (LOAD DATA LOCAL is off)' };
  }
  const file = `${folder}/${TABLE}.update.tsv`;
  await dump({ from, name: TABLE, columns: COLUMNS, file });
  const seconds = await timed(async () => {
    await to.run('start transaction');
    await to.native.query({ sql: `load data local infile 'rows' into table ${STAGING} character set utf8mb4 (${columns})`, infileStreamFactory: () => createReadStream(file, { highWaterMark: 1_048_576 }) });
    await move();
    await to.run('commit');
  });
  return { seconds, method: 'LOAD DATA LOCAL of the values to staging, then UPDATE … JOIN, one transaction' };
};

export const UPDATERS = { sqlite, postgres, mysql };
