import { factories } from '@strapi/strapi';
import { CONTACT_UID, ORGANIZATION_UID } from '../contracts';
import { createContacts } from './contacts';
import { createExternalSources } from './external-sources';
import { createImportSettings } from './import-settings';

export const services: Record<string, unknown> = {
  contacts: createContacts,
  'external-sources': createExternalSources,
  'import-settings': createImportSettings,
  // Strapi's own, behind its create, update and delete routes.
  contact: factories.createCoreService(CONTACT_UID as never),
  organization: factories.createCoreService(ORGANIZATION_UID as never),
};
