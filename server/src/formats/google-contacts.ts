import type { Preset } from '../contracts';

/** Google Contacts' export: value columns, under their newer names and their older ones. Its label columns say nothing that is stored. */
export const googleContacts: Preset = {
  name: 'google-contacts',
  label: 'Google Contacts',
  target: 'contacts',
  columns: [
    { name: 'Name Prefix', field: 'salutation', optional: true },
    { name: 'First Name', aliases: ['Given Name'], field: 'firstName', optional: true },
    { name: 'Middle Name', aliases: ['Additional Name'], field: 'middleName', optional: true },
    { name: 'Last Name', aliases: ['Family Name'], field: 'lastName', optional: true },
    { name: 'Organization Name', aliases: ['Organization 1 - Name'], field: 'organization.name', optional: true },
    { name: 'Organization Title', aliases: ['Organization 1 - Title'], field: 'title', optional: true },
    { name: 'Organization Department', aliases: ['Organization 1 - Department'], field: 'department', optional: true },
    { name: 'E-mail 1 - Value', field: 'workEmail', optional: true },
    { name: 'E-mail 2 - Value', field: 'personalEmail', optional: true },
    { name: 'E-mail 3 - Value', field: 'otherEmail', optional: true },
    { name: 'Phone 1 - Value', field: 'workPhone', optional: true },
    { name: 'Phone 2 - Value', field: 'cellPhone', optional: true },
    { name: 'Phone 3 - Value', field: 'homePhone', optional: true },
    { name: 'Phone 4 - Value', field: 'otherPhone', optional: true },
    { name: 'Address 1 - Street', field: 'address1', optional: true },
    { name: 'Address 1 - Extended Address', field: 'address2', optional: true },
    { name: 'Address 1 - City', field: 'city', optional: true },
    { name: 'Address 1 - Region', field: 'state', optional: true },
    { name: 'Address 1 - Postal Code', field: 'postalCode', optional: true },
    { name: 'Address 1 - Country', field: 'countryCode', optional: true },
    { name: 'Website 1 - Value', field: 'organization.websites', optional: true },
  ],
  recognise: [['First Name', 'E-mail 1 - Value'], ['First Name', 'Phone 1 - Value']],
  setting: { matchBy: ['email', 'phone'], organizations: { matchBy: 'name', missing: 'create' }, file: { delimiter: ',' } },
  samples: [
    ['Ms', 'Ann', '', 'Lee', 'Example Ltd', 'Buyer', '', 'ann.lee@example.com', '', '', '+442079460018', '', '', '', '', '', 'London', '', '', 'GB', ''],
    ['', 'François', '', 'Lefèvre', 'Exemple SARL', '', 'Achats', 'francois.lefevre@example.org', '', '', '', '+33639980001', '', '', '', '', '', '', '', 'FR', ''],
    ['', 'Šárka', '', 'Kučerová', '', '', '', 'sarka.kucerova@example.net', '', '', '', '', '', '', '', '', '', '', '', 'CZ', ''],
  ],
};
