// Makes contacts-10000.csv: node make-contacts.mjs [--rows N] [--out FILE] [--bad N]. The same arguments give the same bytes.
// Mail domains are reserved ones (RFC 2606). Phone numbers come from the ranges that Ofcom (UK), ARCEP (France) and NANPA (+1 … 555-01xx)
// keep free for fiction; above 20,000 rows those run out, and plain numbers are counted up instead (keep such files to yourself).
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { BAD_ROW_KINDS } from './bad-rows.mjs';
import { COMPANY_WORDS, DEPARTMENTS, LOCALES, STREETS, TITLES } from './people.mjs';

export const HEADER = [
  'External ID', 'First Name', 'Last Name', 'Title', 'Department', 'Work Email', 'Personal Email', 'Work Phone', 'Cell Phone',
  'Address 1', 'City', 'Postal Code', 'Country', 'External System URL', 'Organization ID', 'Organization Name',
];

/** Small seeded generator (mulberry32), so that a sample never changes between machines. */
const randomFrom = (seed) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

const slug = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').replace(/[łŁ]/g, 'l').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

const digits = (value, length) => String(value).padStart(length, '0');

const UK_AREAS = ['113', '114', '115', '116', '117', '118', '121', '131', '141', '151', '161'];
const FR_PREFIXES = ['1 99 00', '2 61 91', '3 53 01', '4 65 71', '5 36 49'];

const fictionalWorkPhone = (n) => {
  const block = FR_PREFIXES[n % FR_PREFIXES.length];
  const rest = digits(Math.floor(n / FR_PREFIXES.length) % 10_000, 4);
  return `+33 ${block} ${rest.slice(0, 2)} ${rest.slice(2)}`;
};
const fictionalCellPhone = (n) => {
  if (n < 1_000) return `+44 7700 900${digits(n, 3)}`;
  if (n < 12_000) return `+44 ${UK_AREAS[(n - 1_000) % 11]} 496 0${digits(Math.floor((n - 1_000) / 11), 3)}`;
  return `+33 6 39 98 ${digits((n - 12_000) % 10_000, 4).replace(/^(..)(..)$/, '$1 $2')}`;
};

const organizationOf = (number) => {
  const locale = LOCALES[number % LOCALES.length];
  const word = COMPANY_WORDS[number % COMPANY_WORDS.length];
  const second = COMPANY_WORDS[Math.floor(number / COMPANY_WORDS.length) % COMPANY_WORDS.length];
  const number3 = Math.floor(number / COMPANY_WORDS.length ** 2);
  const name = `${word} ${second}${number3 > 0 ? ` ${number3 + 1}` : ''} ${locale.companySuffix}`;
  return { id: `ORG-${digits(number + 1, 5)}`, name, locale, domain: `${slug(`${word}-${second}-${number3 + 1}`)}.example` };
};

const personOf = (index, rows, random) => {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const organization = organizationOf(Math.floor(random() * Math.max(1, Math.round(rows / 12))));
  const { locale } = organization;
  const firstName = pick(locale.firstNames);
  const lastName = pick(locale.lastNames);
  const mailbox = `${slug(firstName)}.${slug(lastName)}.${index + 1}`;
  const plain = rows > 20_000;
  const [city, postalCode] = pick(locale.cities);
  return {
    externalId: `CRM-${digits(index + 1, 7)}`, firstName, lastName, title: pick(TITLES), department: pick(DEPARTMENTS),
    workEmail: `${mailbox}@${organization.domain}`,
    personalEmail: random() < 0.35 ? `${mailbox}@example.${pick(['com', 'net', 'org'])}` : '',
    workPhone: plain ? `+4420${digits(30_000_000 + index, 8)}` : random() < 0.6 ? fictionalWorkPhone(index) : '',
    cellPhone: plain ? '' : random() < 0.8 ? fictionalCellPhone(index) : '',
    address: `${pick(STREETS)} ${1 + Math.floor(random() * 180)}`, city, postalCode, country: pick(locale.countryNames),
    url: random() < 0.2 ? `https://crm.example.com/people/${index + 1}` : '',
    organizationId: organization.id, organizationName: organization.name,
  };
};

const cellsOf = (person) => [
  person.externalId, person.firstName, person.lastName, person.title, person.department, person.workEmail, person.personalEmail, person.workPhone,
  person.cellPhone, person.address, person.city, person.postalCode, person.country, person.url, person.organizationId, person.organizationName,
];

const quote = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Spreads `count` marks evenly over the rows, starting at `offset`, so that they meet every block of the import. */
const spread = (rows, count, offset) => new Map(Array.from({ length: count }, (_, k) => [Math.floor(((k + offset) * rows) / count), k]));

export function* contactLines(rows, bad) {
  const random = randomFrom(20_261_122);
  const badAt = spread(rows, bad, 0.5);
  // One row in fifty repeats an earlier person with a new department: a later row of the same file updates the first.
  const duplicateAt = spread(rows, Math.floor(rows / 50), 0.9);
  let earlier = null;
  yield HEADER.join(',');
  for (let index = 0; index < rows; index += 1) {
    const person = personOf(index, rows, random);
    const kind = badAt.get(index);
    if (kind !== undefined) {
      yield BAD_ROW_KINDS[kind % BAD_ROW_KINDS.length](cellsOf(person), HEADER).map(quote).join(',');
      continue;
    }
    const repeated = duplicateAt.has(index) && earlier !== null ? { ...earlier, department: `${person.department} (2)` } : person;
    yield cellsOf(repeated).map(quote).join(',');
    if (index % 7 === 0) earlier = person;
  }
}

const main = async () => {
  const { values } = parseArgs({ options: { rows: { type: 'string', default: '10000' }, out: { type: 'string' }, bad: { type: 'string' } } });
  const rows = Number(values.rows);
  const bad = values.bad === undefined ? Math.round(rows * 0.015) : Number(values.bad);
  const file = values.out ?? fileURLToPath(new URL('contacts-10000.csv', import.meta.url));
  const out = createWriteStream(file);
  let chunk = '';
  for (const line of contactLines(rows, bad)) {
    chunk += `${line}\r\n`;
    if (chunk.length < 65_536) continue;
    if (!out.write(chunk)) await once(out, 'drain');
    chunk = '';
  }
  out.end(chunk);
  await once(out, 'finish');
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
