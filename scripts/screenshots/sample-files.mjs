// Two states of one CRM's contacts, cut from the sample: what was imported last month, and what comes today.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { playground } from '../support.mjs';

const CREATED = 154;
const UPDATED = 480;
const INVALID = 36;
const ROWS = 2_400;
/** What the validation of today's file must find, or the pictures would say something else than the texts beside them. */
export const EXPECTED_PLAN = { create: CREATED, update: UPDATED, unchanged: ROWS - CREATED - UPDATED - INVALID, invalid: INVALID };

/** Cells without quotes can be cut at commas. */
const plainRows = () => {
  const [header, ...lines] = readFileSync(path.join(playground, 'samples', 'contacts-10000.csv'), 'utf8').trim().split(/\r?\n/u);
  return { header: header.split(','), rows: lines.filter((line) => !line.includes('"')).map((line) => line.split(',')).slice(0, ROWS) };
};

const write = (folder, name, header, rows) => {
  const file = path.join(folder, name);
  writeFileSync(file, [header, ...rows].map((cells) => `${cells.join(',')}\n`).join(''));
  return file;
};

export const writeSampleFiles = (folder) => {
  const { header, rows } = plainRows();
  const [title, email] = [header.indexOf('Title'), header.indexOf('Work Email')];
  const known = rows.slice(0, ROWS - CREATED);
  const today = known.map((cells, index) => {
    if (index < UPDATED) return cells.with(title, `Senior ${cells[title] || 'Consultant'}`);
    return index < UPDATED + INVALID ? cells.with(email, (cells[email] || 'somebody').replace('@', ' at ')) : cells;
  });
  return { before: write(folder, 'crm-october.csv', header, known), today: write(folder, 'crm-november.csv', header, [...today, ...rows.slice(ROWS - CREATED)]) };
};
