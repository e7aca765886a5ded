import { randomBytes } from 'node:crypto';
import { factories, type Core } from '@strapi/strapi';
import type { PluginConfig } from '../config';
import { CONTACT_UID, ORGANIZATION_UID } from '../contracts';
import { createFileStore } from '../store/files';
import { createDatabase } from '../store/sql/client';
import { createContacts } from './contacts';
import { createExternalSources } from './external-sources';
import { createFiles } from './files';
import { createImportSettings } from './import-settings';
import { createTargets } from './targets';

const files = ({ strapi }: { strapi: Core.Strapi }) =>
  createFiles({
    store: createFileStore(createDatabase(strapi)),
    clock: { now: () => Date.now() },
    // 128 bits; a letter first, so that no reader takes the id for a number.
    ids: { create: () => `f${randomBytes(16).toString('hex')}` },
    limits: strapi.config.get<PluginConfig['limits']>('plugin::external-contacts.limits'),
  });

/** `strapi.plugin('external-contacts').service(NAME)`; each is made once, when it is first asked for. */
export const services: Record<string, unknown> = {
  files,
  targets: createTargets,
  contacts: createContacts,
  'external-sources': createExternalSources,
  'import-settings': createImportSettings,
  // Strapi's own, behind its create, update and delete routes.
  contact: factories.createCoreService(CONTACT_UID as never),
  organization: factories.createCoreService(ORGANIZATION_UID as never),
};
