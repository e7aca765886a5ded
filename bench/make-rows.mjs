// The contacts that are imported, all of them clean, and their CSV. The same numbers give the same bytes on every machine.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { LOCALES, COMPANY_WORDS } from '../playground/samples/people.mjs';

/** Column and field, in the file's order. */
export const COLUMNS = [
  ['External ID', 'externalId'], ['First Name', 'firstName'], ['Last Name', 'lastName'], ['Work Email', 'workEmail'], ['Work Phone', 'workPhone'],
  ['City', 'city'], ['Country', 'countryCode'], ['Organization ID', 'organization.externalId'], ['Organization Name', 'organization.name'],
];

const ROWS_PER_ORGANIZATION = 10;
/** Prime to every list's length, so that neighbours differ and organizations' rows lie apart, as in a real export. */
const STRIDE = 7_919;
const COUNTRIES = ['CZ', 'FR', 'GB', 'DE', 'PL', 'VN', 'ES', 'US'];

const at = (list, index) => list[index % list.length];
const digits = (value, length) => String(value).padStart(length, '0');

/**
 * The contact with a number, from 0; `rows` decides how many organizations there are. Phones count up in London's number range: they are
 * valid, and only the benchmark's own database sees them.
 */
export const contactOf = (index, rows) => {
  const scattered = index * STRIDE;
  const organization = scattered % Math.max(1, Math.round(rows / ROWS_PER_ORGANIZATION));
  const locale = at(LOCALES, organization);
  const word = at(COMPANY_WORDS, organization);
  return {
    externalId: `CRM-${digits(index + 1, 8)}`,
    firstName: at(locale.firstNames, scattered),
    lastName: at(locale.lastNames, index),
    workEmail: `person.${index + 1}@company-${organization + 1}.example`,
    workPhone: `+4420${digits(30_000_000 + index, 8)}`,
    city: at(locale.cities, index)[0],
    countryCode: at(COUNTRIES, organization),
    organization: { externalId: `ORG-${digits(organization + 1, 7)}`, name: `${word} ${organization + 1} ${locale.companySuffix}` },
  };
};

const quote = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const lineOf = (contact) =>
  COLUMNS.map(([, field]) => quote(field.startsWith('organization.') ? contact.organization[field.slice('organization.'.length)] : contact[field])).join(',');

/** Writes contacts, one after the other, as they are made: a file of ten million rows needs no memory. */
export const writeRows = async (file, contacts) => {
  const out = createWriteStream(file);
  let chunk = `${COLUMNS.map(([column]) => column).join(',')}\r\n`;
  for (const contact of contacts) {
    chunk += `${lineOf(contact)}\r\n`;
    if (chunk.length < 65_536) continue;
    if (!out.write(chunk)) await once(out, 'drain');
    chunk = '';
  }
  out.end(chunk);
  await once(out, 'finish');
};
