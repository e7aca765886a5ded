import type { HeaderSynonyms } from './header-synonyms';

/** 4CE's eight columns of an address book, in the words of its guide. */
export const addressBook4ce: HeaderSynonyms = {
  contacts: {
    salutation: ['Civilité', 'Civil'],
    firstName: ['Prénom'],
    lastName: ['Nom'],
    workEmail: ['E-mail'],
    department: ['Service'],
    workPhone: ['Téléphone'],
    address1: ['Adresse'],
    city: ['Ville'],
  },
  organizations: {},
};
