import type { Preset } from '../contracts';
import { addressBook4ce } from './address-book-4ce';
import { genesys } from './genesys';
import { googleContacts } from './google-contacts';
import { helpdeskCompanies } from './helpdesk-companies';
import { helpdeskUsers } from './helpdesk-users';
import { hubspot } from './hubspot';
import { outlook } from './outlook';

/** What ships with the plugin. A test checks each as one that an administrator adds. */
export const SHIPPED_PRESETS: readonly Preset[] = [
  genesys,
  addressBook4ce,
  helpdeskCompanies,
  helpdeskUsers,
  googleContacts,
  outlook,
  hubspot,
];
