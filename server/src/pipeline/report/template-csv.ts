import { isDefined, isStored, type FieldDescriptor, type Target } from '../../contracts';
import { CSV_BOM, csvRecord } from './write-csv';

type Sample = Readonly<Record<string, string>>;

/** Invented people at reserved domains (RFC 2606) and numbers that regulators keep for fiction. */
const SAMPLES: Readonly<Record<Target, readonly Sample[]>> = {
  contacts: [
    {
      externalId: 'C-0001', salutation: 'Ms', firstName: 'Ann', lastName: 'Lee', title: 'Buyer', workEmail: 'ann.lee@example.com', workPhone: '+44 20 7946 0018',
      city: 'London', countryCode: 'GB', 'organization.externalId': 'O-0001', 'organization.name': 'Example Ltd', 'organization.domain': 'example.com',
    },
    {
      externalId: 'C-0002', salutation: 'M.', firstName: 'François', lastName: 'Lefèvre', department: 'Achats', workEmail: 'francois.lefevre@example.org',
      cellPhone: '+33 6 39 98 00 01', city: 'Saint-Étienne', countryCode: 'France', 'organization.externalId': 'O-0002', 'organization.name': 'Exemple SARL',
    },
    { externalId: 'C-0003', firstName: 'Šárka', lastName: 'Kučerová', workEmail: 'sarka.kucerova@example.net', city: 'Ústí nad Labem', countryCode: 'Česko' },
  ],
  organizations: [
    { externalId: 'O-0001', name: 'Example Ltd', industry: 'Retail', phoneNumber: '+44 20 7946 0000', employeeCount: '250', domain: 'example.com' },
    { externalId: 'O-0002', name: 'Exemple SARL', companyType: 'SARL', websites: 'https://www.example.org', domain: 'example.org' },
    { externalId: 'O-0003', name: 'Příklad s.r.o.', address: 'Dlouhá 1, Praha' },
  ],
};

export interface TemplateOptions {
  sample?: boolean;
}

/** A file to fill in: the labels of every field (of those that an administrator has defined, their paths), which the suggested mapping reads back, and up to three invented rows. */
export const templateCsv = (target: Target, catalogue: readonly FieldDescriptor[], { sample = false }: TemplateOptions = {}): string => {
  const fields = catalogue.filter(isStored);
  const rows = sample ? SAMPLES[target] : [];
  const records = rows.map((row) => csvRecord(fields.map(({ path }) => (Object.hasOwn(row, path) ? (row[path] ?? '') : ''))));
  return CSV_BOM + csvRecord(fields.map(({ path, label }) => (isDefined(path) ? path : label))) + records.join('');
};
