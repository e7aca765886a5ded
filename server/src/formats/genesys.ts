import type { Preset } from '../contracts';

/** Genesys Cloud external contacts. Its sample file is not public: the columns are those that its guide names, and others are suggested. */
export const genesys: Preset = {
  name: 'genesys',
  label: 'Genesys Cloud external contacts',
  description: 'Contacts with the organization that they belong to, both in one row',
  target: 'contacts',
  columns: [
    { name: 'Contact External ID', aliases: ['External Contact External ID', 'Contact Id', 'External ID'], field: 'externalId', optional: true, maxLength: 255 },
    { name: 'Contact First Name', aliases: ['First Name', 'firstName'], field: 'firstName', optional: true },
    { name: 'Contact Middle Name', aliases: ['Middle Name', 'middleName'], field: 'middleName', optional: true },
    { name: 'Contact Last Name', aliases: ['Last Name', 'lastName'], field: 'lastName', optional: true },
    { name: 'Contact Salutation', aliases: ['Salutation'], field: 'salutation', optional: true },
    { name: 'Contact Title', aliases: ['Title', 'Contact Job Title'], field: 'title', optional: true },
    { name: 'Work Email', aliases: ['Contact Work Email', 'workEmail'], field: 'workEmail', optional: true },
    { name: 'Personal Email', aliases: ['Contact Personal Email', 'personalEmail'], field: 'personalEmail', optional: true },
    { name: 'Other Email', aliases: ['Contact Other Email', 'otherEmail'], field: 'otherEmail', optional: true },
    { name: 'Work Phone', aliases: ['Contact Work Phone', 'workPhone', 'workPhone.display'], field: 'workPhone', optional: true },
    { name: 'Cell Phone', aliases: ['Contact Cell Phone', 'cellPhone', 'cellPhone.display'], field: 'cellPhone', optional: true },
    { name: 'Home Phone', aliases: ['Contact Home Phone', 'homePhone', 'homePhone.display'], field: 'homePhone', optional: true },
    { name: 'Other Phone', aliases: ['Contact Other Phone', 'otherPhone', 'otherPhone.display'], field: 'otherPhone', optional: true },
    { name: 'External Organization External ID', aliases: ['External Organization ID', 'Account Id'], field: 'organization.externalId', optional: true, maxLength: 255 },
    { name: 'External Organization Name', aliases: ['External Organization', 'Account Name', 'externalOrganization.name'], field: 'organization.name', optional: true },
  ],
  recognise: [
    ['Contact First Name', 'Contact Last Name'],
    ['External Organization External ID'],
    ['External Organization Name'],
    ['workPhone.display'],
  ],
  setting: { matchBy: ['externalId', 'email', 'phone'], mergeMode: 'update-first', organizations: { matchBy: 'externalId', missing: 'create' }, file: { delimiter: ',' } },
  samples: [
    ['C-0001', 'Ann', '', 'Lee', 'Ms', 'Buyer', 'ann.lee@example.com', '', '', '+442079460018', '', '', '', 'O-0001', 'Example Ltd'],
    ['C-0002', 'François', '', 'Lefèvre', 'M.', '', 'francois.lefevre@example.org', '', '', '', '+33639980001', '', '', 'O-0002', 'Exemple SARL'],
    ['C-0003', 'Šárka', '', 'Kučerová', '', '', 'sarka.kucerova@example.net', '', '', '', '', '', '', '', ''],
  ],
};
