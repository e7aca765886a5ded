import { TEXT_LENGTH } from '../../contracts';
import type { FieldContract } from './field-contract';

const name = (field: string, label: string): FieldContract => ({ name: field, type: 'text', label, maxLength: TEXT_LENGTH.name });
const email = (field: string, label: string): FieldContract => ({ name: field, type: 'email', label, maxLength: TEXT_LENGTH.email, identifier: true });
const phone = (field: string, label: string): FieldContract => ({ name: field, type: 'phone', label, maxLength: TEXT_LENGTH.phone, identifier: true });
const text = (field: string, label: string, maxLength: number = TEXT_LENGTH.default): FieldContract => ({ name: field, type: 'text', label, maxLength });

/**
 * Importable attributes of a contact, in the order of templates and of the mapping screen. The directory statuses
 * (expert, copy, transfer) are left out: they need a right of their own.
 */
export const CONTACT_FIELDS: readonly FieldContract[] = [
  { name: 'kind', type: 'enumeration', label: 'Kind', maxLength: null, values: ['external', 'internal'] },
  name('salutation', 'Salutation'),
  name('firstName', 'First name'),
  name('middleName', 'Middle name'),
  name('lastName', 'Last name'),
  name('title', 'Title'),
  text('department', 'Department'),
  email('workEmail', 'Work e-mail'),
  email('personalEmail', 'Personal e-mail'),
  email('otherEmail', 'Other e-mail'),
  phone('workPhone', 'Work phone'),
  phone('cellPhone', 'Cell phone'),
  phone('homePhone', 'Home phone'),
  phone('otherPhone', 'Other phone'),
  text('address1', 'Address 1', TEXT_LENGTH.address),
  text('address2', 'Address 2', TEXT_LENGTH.address),
  text('city', 'City', TEXT_LENGTH.city),
  text('state', 'State', TEXT_LENGTH.state),
  { ...text('postalCode', 'Postal code', TEXT_LENGTH.postalCode), textId: true },
  { name: 'countryCode', type: 'country', label: 'Country', maxLength: 2 },
  text('twitter', 'Twitter'),
  text('line', 'LINE'),
  text('whatsApp', 'WhatsApp'),
  text('facebook', 'Facebook'),
  text('instagram', 'Instagram'),
  { name: 'externalSystemUrl', type: 'url', label: 'External system URL', maxLength: TEXT_LENGTH.url },
  { name: 'surveyOptOut', type: 'boolean', label: 'Survey opt-out', maxLength: null },
  { ...text('username', 'Username'), identifier: true, textId: true },
  { name: 'helpdeskRole', type: 'enumeration', label: 'Helpdesk role', maxLength: null, values: ['customer', 'operator'] },
];

/** A new contact needs one of these (or an external ID): something that identifies or names the person. */
export const NAMING_FIELDS = [
  'firstName', 'middleName', 'lastName', 'workEmail', 'personalEmail', 'otherEmail', 'workPhone', 'cellPhone', 'homePhone', 'otherPhone', 'username',
] as const;
