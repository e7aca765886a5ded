import type { HeaderSynonyms } from './header-synonyms';

/** The Czech ticketing system's user and company imports. */
export const czechHelpdesk: HeaderSynonyms = {
  contacts: {
    workEmail: ['E-mail'],
    username: ['Uživatelské jméno'],
    firstName: ['Jméno'],
    lastName: ['Příjmení'],
    helpdeskRole: ['Role'],
    workPhone: ['Telefon'],
    cellPhone: ['Mobil'],
    'organization.name': ['Společnost'],
  },
  organizations: {
    name: ['Společnost', 'Název společnosti', 'Název'],
    phoneNumber: ['Telefon'],
  },
};
