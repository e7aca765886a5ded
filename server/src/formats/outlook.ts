import type { Preset } from '../contracts';

/** Outlook's export of contacts, as the desktop program and the web write it. `Title` is the form of address there. */
export const outlook: Preset = {
  name: 'outlook',
  label: 'Outlook contacts',
  target: 'contacts',
  columns: [
    { name: 'Title', field: 'salutation', optional: true },
    { name: 'First Name', field: 'firstName', optional: true },
    { name: 'Middle Name', field: 'middleName', optional: true },
    { name: 'Last Name', field: 'lastName', optional: true },
    { name: 'Company', field: 'organization.name', optional: true },
    { name: 'Department', field: 'department', optional: true },
    { name: 'Job Title', field: 'title', optional: true },
    { name: 'Business Street', aliases: ['Business Address'], field: 'address1', optional: true },
    { name: 'Business Street 2', field: 'address2', optional: true },
    { name: 'Business City', field: 'city', optional: true },
    { name: 'Business State', field: 'state', optional: true },
    { name: 'Business Postal Code', field: 'postalCode', optional: true },
    { name: 'Business Country/Region', aliases: ['Business Country'], field: 'countryCode', optional: true },
    { name: 'E-mail Address', field: 'workEmail', optional: true },
    { name: 'E-mail 2 Address', field: 'personalEmail', optional: true },
    { name: 'E-mail 3 Address', field: 'otherEmail', optional: true },
    { name: 'Business Phone', field: 'workPhone', optional: true },
    { name: 'Mobile Phone', field: 'cellPhone', optional: true },
    { name: 'Home Phone', field: 'homePhone', optional: true },
    { name: 'Other Phone', field: 'otherPhone', optional: true },
    { name: 'Web Page', aliases: ['Business Home Page'], field: 'organization.websites', optional: true },
  ],
  recognise: [['First Name', 'E-mail Address'], ['First Name', 'Business Phone']],
  setting: { matchBy: ['email', 'phone'], organizations: { matchBy: 'name', missing: 'create' } },
  samples: [
    ['Ms', 'Ann', '', 'Lee', 'Example Ltd', '', 'Buyer', '', '', 'London', '', '', 'GB', 'ann.lee@example.com', '', '', '+442079460018', '', '', '', ''],
    ['', 'François', '', 'Lefèvre', 'Exemple SARL', 'Achats', '', '', '', '', '', '', 'FR', 'francois.lefevre@example.org', '', '', '', '+33639980001', '', '', ''],
    ['', 'Šárka', '', 'Kučerová', '', '', '', '', '', '', '', '', 'CZ', 'sarka.kucerova@example.net', '', '', '', '', '', '', ''],
  ],
};
