import { TEXT_LENGTH } from '../../contracts';
import { MAX_INTEGER, type FieldContract } from './field-contract';

const text = (field: string, label: string, maxLength: number = TEXT_LENGTH.default): FieldContract => ({ name: field, type: 'text', label, maxLength });
/** Organizations are not matched by phone: it is a number like any other, and not in the key table. */
const phone = (field: string, label: string): FieldContract => ({ name: field, type: 'phone', label, maxLength: TEXT_LENGTH.phone });

/** Importable attributes of an organization, in the order of templates and of the mapping screen. */
export const ORGANIZATION_FIELDS: readonly FieldContract[] = [
  { ...text('name', 'Name', TEXT_LENGTH.name), required: true, identifier: true },
  text('companyType', 'Company type'),
  text('industry', 'Industry'),
  text('address', 'Address', TEXT_LENGTH.address),
  phone('phoneNumber', 'Phone number'),
  phone('faxNumber', 'Fax number'),
  { name: 'employeeCount', type: 'integer', label: 'Employees', maxLength: null, max: MAX_INTEGER },
  { name: 'revenue', type: 'decimal', label: 'Revenue', maxLength: null },
  { ...text('tags', 'Tags', TEXT_LENGTH.name), list: true },
  { name: 'websites', type: 'url', label: 'Websites', maxLength: TEXT_LENGTH.url, list: true },
  { ...text('domain', 'Domain'), identifier: true },
  { ...text('tickers', 'Tickers'), list: true },
  text('twitterId', 'Twitter'),
  { name: 'externalSystemUrl', type: 'url', label: 'External system URL', maxLength: TEXT_LENGTH.url },
];
