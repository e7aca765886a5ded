import type { HeaderSynonyms } from './header-synonyms';

/** Google Contacts' CSV export: value columns, old and new header names. Its label columns say nothing that we store. */
export const googleContacts: HeaderSynonyms = {
  contacts: {
    salutation: ['Name Prefix'],
    firstName: ['Given Name', 'First Name'],
    middleName: ['Additional Name', 'Middle Name'],
    lastName: ['Family Name', 'Last Name'],
    title: ['Organization 1 - Title', 'Organization Title'],
    department: ['Organization 1 - Department', 'Organization Department'],
    workEmail: ['E-mail 1 - Value'],
    personalEmail: ['E-mail 2 - Value'],
    otherEmail: ['E-mail 3 - Value'],
    workPhone: ['Phone 1 - Value'],
    cellPhone: ['Phone 2 - Value'],
    homePhone: ['Phone 3 - Value'],
    otherPhone: ['Phone 4 - Value'],
    address1: ['Address 1 - Street'],
    address2: ['Address 1 - Extended Address'],
    city: ['Address 1 - City'],
    state: ['Address 1 - Region'],
    postalCode: ['Address 1 - Postal Code'],
    countryCode: ['Address 1 - Country'],
    'organization.name': ['Organization 1 - Name', 'Organization Name'],
    'organization.websites': ['Website 1 - Value'],
  },
  organizations: {},
};
