import { addressBook4ce } from './address-book-4ce';
import { czech } from './czech';
import { czechHelpdesk } from './czech-helpdesk';
import { english } from './english';
import { french } from './french';
import { genesys } from './genesys';
import { googleContacts } from './google-contacts';
import type { HeaderSynonyms } from './header-synonyms';
import { hubspot } from './hubspot';
import { outlook } from './outlook';

/** Systems first: their names are exact, and stand above the words of a language where both claim a header. */
export const HEADER_TABLES: readonly HeaderSynonyms[] = [genesys, googleContacts, outlook, hubspot, addressBook4ce, czechHelpdesk, english, french, czech];
export type { HeaderSynonyms } from './header-synonyms';
