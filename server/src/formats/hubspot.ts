import type { Preset } from '../contracts';

/** HubSpot's export of contacts: labels of the screen, or internal names of the properties. */
export const hubspot: Preset = {
  name: 'hubspot',
  label: 'HubSpot contacts',
  target: 'contacts',
  columns: [
    { name: 'Record ID', aliases: ['Record ID - Contact', 'Contact Record ID', 'hs_object_id', 'vid'], field: 'externalId', optional: true },
    { name: 'First Name', aliases: ['firstname'], field: 'firstName', optional: true },
    { name: 'Last Name', aliases: ['lastname'], field: 'lastName', optional: true },
    { name: 'Email', field: 'workEmail', optional: true },
    { name: 'Phone Number', aliases: ['phone'], field: 'workPhone', optional: true },
    { name: 'Mobile Phone Number', aliases: ['mobilephone'], field: 'cellPhone', optional: true },
    { name: 'Job Title', aliases: ['jobtitle'], field: 'title', optional: true },
    { name: 'Associated Company', aliases: ['Primary Company', 'Associated Company Name'], field: 'organization.name', optional: true },
    { name: 'Associated Company ID', aliases: ['Primary Associated Company ID', 'associatedcompanyid'], field: 'organization.externalId', optional: true },
    { name: 'Street Address', aliases: ['address'], field: 'address1', optional: true },
    { name: 'City', field: 'city', optional: true },
    { name: 'State/Region', aliases: ['state'], field: 'state', optional: true },
    { name: 'Postal Code', aliases: ['zip'], field: 'postalCode', optional: true },
    { name: 'Country/Region', aliases: ['country'], field: 'countryCode', optional: true },
  ],
  recognise: [['Record ID', 'Email', 'First Name'], ['Record ID', 'Email', 'Last Name'], ['hs_object_id', 'Email'], ['Associated Company', 'Email']],
  setting: { matchBy: ['externalId', 'email', 'phone'], file: { delimiter: ',' } },
  samples: [
    ['1001', 'Ann', 'Lee', 'ann.lee@example.com', '+442079460018', '', 'Buyer', 'Example Ltd', '2001', '', 'London', '', '', 'GB'],
    ['1002', 'François', 'Lefèvre', 'francois.lefevre@example.org', '', '+33639980001', '', 'Exemple SARL', '2002', '', '', '', '', 'FR'],
    ['1003', 'Šárka', 'Kučerová', 'sarka.kucerova@example.net', '', '', '', '', '', '', '', '', '', 'CZ'],
  ],
};
