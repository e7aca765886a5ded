import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { buildCatalogue } from '../../../server/src/domain/fields';
import { suggestMapping } from '../../../server/src/domain/mapping';

const contacts = buildCatalogue('contacts', {});
const organizations = buildCatalogue('organizations', {});
const fields = (columns: string[], catalogue = contacts) => suggestMapping(columns, catalogue).map(({ field }) => field);

describe('the suggested mapping', () => {
  it.each([
    ['English', ['First Name', 'Last Name', 'E-mail', 'Mobile', 'ZIP code', 'Company'], ['firstName', 'lastName', 'workEmail', 'cellPhone', 'postalCode', 'organization.name']],
    ['French', ['Prénom', 'Nom', 'Courriel', 'Tél. portable', 'Code postal', 'Société'], ['firstName', 'lastName', 'workEmail', 'cellPhone', 'postalCode', 'organization.name']],
    ['Czech', ['Jméno', 'Příjmení', 'E-mail', 'Mobil', 'PSČ', 'Společnost'], ['firstName', 'lastName', 'workEmail', 'cellPhone', 'postalCode', 'organization.name']],
    ['Genesys', ['Contact Id', 'Contact First Name', 'Work Email', 'External Organization External ID', 'External Organization Name'], ['externalId', 'firstName', 'workEmail', 'organization.externalId', 'organization.name']],
    ['Google', ['Given Name', 'Family Name', 'E-mail 1 - Type', 'E-mail 1 - Value', 'Phone 1 - Value', 'Organization 1 - Name'], ['firstName', 'lastName', null, 'workEmail', 'workPhone', 'organization.name']],
    ['Outlook', ['First Name', 'E-mail Address', 'Business Phone', 'Business Postal Code', 'Company'], ['firstName', 'workEmail', 'workPhone', 'postalCode', 'organization.name']],
    ['HubSpot', ['Record ID - Contact', 'Job Title', 'Mobile Phone Number', 'Associated Company'], ['externalId', 'title', 'cellPhone', 'organization.name']],
    ['4CE', ['Civilité', 'Prénom', 'Nom', 'E-mail', 'Service', 'Téléphone', 'Adresse', 'Ville'], ['salutation', 'firstName', 'lastName', 'workEmail', 'department', 'workPhone', 'address1', 'city']],
    ['the Czech helpdesk', ['E-mail', 'Uživatelské jméno', 'Role', 'Společnost'], ['workEmail', 'username', 'helpdeskRole', 'organization.name']],
  ])('reads the headers of %s', (_system, columns, expected) => {
    expect(fields(columns)).toEqual(expected);
  });

  it('takes Title for the salutation where Job Title stands beside it, and for the job elsewhere', () => {
    expect(fields(['Title', 'First Name', 'Job Title'])).toEqual(['salutation', 'firstName', 'title']);
    expect(fields(['Title', 'First Name'])).toEqual(['title', 'firstName']);
    expect(fields(['Salutation', 'Title', 'Job Title'])).toEqual(['salutation', 'title', null]);
  });

  it.each([['Name'], ['Full name'], ['Contact Name'], ['Nom complet'], ['Celé jméno'], ['Jméno a příjmení'], ['Prénom et nom']])('takes %s for the full name', (header) => {
    expect(fields([header, 'E-mail'])).toEqual(['fullName', 'workEmail']);
  });

  it('takes no full name where its parts have columns of their own', () => {
    expect(fields(['Name', 'Given Name', 'Family Name'])).toEqual([null, 'firstName', 'lastName']);
    expect(fields(['Full name', 'Last name'])).toEqual([null, 'lastName']);
  });

  it('takes Name of an organization for its name', () => {
    expect(fields(['Name'], organizations)).toEqual(['name']);
  });

  it('reads every column of the sample file', () => {
    const [header = ''] = readFileSync(path.join(__dirname, '../../../playground/samples/contacts-10000.csv'), 'utf8').replace(/^\uFEFF/, '').split(/\r?\n/);

    expect(fields(header.split(','))).not.toContain(null);
  });

  it('reads the headers of organizations', () => {
    expect(fields(['ID', 'Název společnosti', 'Adresa', 'Chiffre d’affaires', 'Number of employees'], organizations)).toEqual([null, 'name', 'address', 'revenue', 'employeeCount']);
  });

  it('ignores case, accents, blanks and punctuation', () => {
    expect(fields([' FIRST\u00a0NAME ', 'Last\nName', 'e_mail', 'prijmeni'])).toEqual(['firstName', 'lastName', 'workEmail', null]);
  });

  it('gives each field once, to the surest column', () => {
    expect(suggestMapping(['Email address', 'Work e-mail', 'Mail'], contacts)).toEqual([
      { columnIndex: 0, column: 'Email address', field: null, confidence: null },
      { columnIndex: 1, column: 'Work e-mail', field: 'workEmail', confidence: 'exact' },
      { columnIndex: 2, column: 'Mail', field: null, confidence: null },
    ]);
  });

  it('guesses through words that say little', () => {
    expect(suggestMapping(['Customer surname', 'City (home)'], contacts).map(({ field, confidence }) => [field, confidence])).toEqual([['lastName', 'guess'], ['city', 'guess']]);
  });

  it('never takes our own report columns, nor names that could do harm', () => {
    expect(fields(['import:row', 'IMPORT:Line', 'import:message', 'id', 'documentId', 'createdBy', 'password', '__proto__', 'constructor', 'toString', ''])).toEqual(Array(11).fill(null));
  });

  it('survives any header, and gives no field twice', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('Email', 'e-mail', 'Name', 'Nom', '__proto__'))), (columns) => {
      const given = fields(columns).filter((field) => field !== null);
      expect(new Set(given).size).toBe(given.length);
    }));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
