import type { Core } from '@strapi/strapi';
import { actionDefinitions } from './access';
import { roleOf, runsJobs } from './config';
import type { JobEngine } from './jobs/job-engine';
import { httpGuard } from './middlewares/http-guard';
import { serviceOf } from './services/interfaces';
import { allowJobFinished } from './services/notices/webhooks';
import { keepTables } from './store/keep-tables';
import { keepKeys } from './store/keys';
import { guardSources } from './store/records';

/** Node ends a request after 5 minutes; a host may allow more, but hardly a day. */
const LONGEST_UPLOAD_MS = 24 * 60 * 60 * 1000;

export const bootstrap = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  // Not later: once the admin panel has started, no action is accepted any more.
  await strapi.service('admin::permission')?.['actionProvider'].registerMany(actionDefinitions());
  await keepTables(strapi);
  settleIdentifiers(strapi);
  keepKeys(strapi);
  await serviceOf(strapi, 'definitions').refresh();
  guardSources(strapi);
  allowJobFinished(strapi);
  // Here and not in register, so that it stands inside Strapi's body parser and before every route.
  strapi.server.use(httpGuard(strapi) as unknown as Parameters<typeof strapi.server.use>[0]);

  const role = roleOf(strapi);
  if (role === 'web') findRunner(strapi)?.open();
  if (!runsJobs(role)) return;
  await serviceOf(strapi, 'files').sweepAbandonedUploads(LONGEST_UPLOAD_MS);
  findRunner(strapi)?.start();
  serviceOf(strapi, 'retention').start();
  serviceOf(strapi, 'notices').start();
  serviceOf(strapi, 'background-exports').start();
};

/**
 * A name that no field has, or a field of a type that cannot identify, is no reason to stop the start. It is taken out
 * of the configuration, so that every way of writing computes the same keys.
 */
const settleIdentifiers = (strapi: Core.Strapi): void => {
  const targets = serviceOf(strapi, 'targets');
  const names = targets.unusableIdentifiers();
  if (names.length === 0) return;
  strapi.log.warn(`external-contacts: identifiers that are no text or integer field are ignored: ${names.join(', ')}`);
  strapi.config.set('plugin::external-contacts.identifiers', targets.identifiers());
};

/** It starts last, when everything that a job needs stands. */
const findRunner = (strapi: Core.Strapi): JobEngine | undefined => strapi.plugin('external-contacts').service('runner') as unknown as JobEngine | undefined;
