import type { HeaderSynonyms } from './header-synonyms';

/** Outlook's CSV export of contacts. */
export const outlook: HeaderSynonyms = {
  contacts: {
    salutation: ['Title'],
    title: ['Job Title'],
    workEmail: ['E-mail Address'],
    personalEmail: ['E-mail 2 Address'],
    otherEmail: ['E-mail 3 Address'],
    workPhone: ['Business Phone', 'Primary Phone', 'Company Main Phone'],
    cellPhone: ['Mobile Phone'],
    homePhone: ['Home Phone'],
    otherPhone: ['Other Phone', 'Business Phone 2'],
    address1: ['Business Street', 'Business Address'],
    address2: ['Business Street 2', 'Business Address PO Box'],
    city: ['Business City'],
    state: ['Business State'],
    postalCode: ['Business Postal Code'],
    countryCode: ['Business Country', 'Business Country/Region'],
    'organization.externalId': ['Organizational ID Number'],
    'organization.name': ['Company'],
    'organization.faxNumber': ['Business Fax'],
    'organization.websites': ['Web Page', 'Business Home Page'],
  },
  organizations: {},
};
