import { randomBytes } from 'node:crypto';
import { factories, type Core } from '@strapi/strapi';
import type { PluginConfig } from '../config';
import { CONTACT_UID, ORGANIZATION_UID } from '../contracts';
import { createFileStore } from '../store/files';
import { createDatabase } from '../store/sql/client';
import { createAudit } from './audit';
import { createBackgroundExports } from './background-exports/create-background-exports';
import { createContactValues } from './contact-values';
import { createContacts } from './contacts';
import { createDefinitions } from './definitions/create-definitions';
import { createErasures } from './erasures/create-erasures';
import { createExports } from './exports';
import { createExternalSources } from './external-sources';
import { createFiles } from './files';
import { createHealth } from './health';
import { createHeldRows } from './held-rows';
import { createImportSettings } from './import-settings';
import { createJobStore } from '../store/jobs/job-store';
import { serviceOf } from './interfaces';
import { createJobs } from './jobs';
import { createRoomCheck } from './jobs/assert-room';
import { createExplanations } from './jobs/explain-row';
import { createUndos } from './jobs/undo-jobs';
import { createMaintenance } from './maintenance';
import { createRunner, type Runner } from './runner/create-runner';
import { createNotices } from './notices/create-notices';
import { createRetention } from './retention';
import { createSegments } from './segments';
import { createTargets } from './targets';

const files = ({ strapi }: { strapi: Core.Strapi }) =>
  createFiles({
    store: createFileStore(createDatabase(strapi)),
    jobs: createJobStore(createDatabase(strapi)),
    clock: { now: () => Date.now() },
    // 128 bits; a letter first, so that no reader takes the id for a number.
    ids: { create: () => `f${randomBytes(16).toString('hex')}` },
    limits: strapi.config.get<PluginConfig['limits']>('plugin::external-contacts.limits'),
  });

const jobs = ({ strapi }: { strapi: Core.Strapi }) => {
  const database = createDatabase(strapi);
  return createJobs({
    database,
    store: createJobStore(database),
    fileStore: createFileStore(database),
    files: serviceOf(strapi, 'files'),
    settings: serviceOf(strapi, 'import-settings'),
    sources: serviceOf(strapi, 'external-sources'),
    targets: serviceOf(strapi, 'targets'),
    repeatWindowMs: () => strapi.config.get<number>('plugin::external-contacts.repeatWindowMs'),
    announce: (uid) => (strapi.plugin('external-contacts').service('runner') as Runner).announce(uid),
    assertRoom: createRoomCheck(createJobStore(database), strapi.config.get<PluginConfig>('plugin::external-contacts')),
  });
};

/** `strapi.plugin('external-contacts').service(NAME)`; each is made once, when it is first asked for. */
export const services: Record<string, unknown> = {
  audit: createAudit,
  files,
  jobs,
  runner: createRunner,
  targets: createTargets,
  'background-exports': createBackgroundExports,
  contacts: createContacts,
  'contact-values': createContactValues,
  definitions: createDefinitions,
  explanations: createExplanations,
  erasures: createErasures,
  exports: createExports,
  health: createHealth,
  'held-rows': createHeldRows,
  'external-sources': createExternalSources,
  'import-settings': createImportSettings,
  maintenance: createMaintenance,
  notices: createNotices,
  retention: createRetention,
  segments: createSegments,
  undos: createUndos,
  // Strapi's own, behind its create, update and delete routes.
  contact: factories.createCoreService(CONTACT_UID as never),
  organization: factories.createCoreService(ORGANIZATION_UID as never),
};
