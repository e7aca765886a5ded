import type { Core } from '@strapi/strapi';
import { serviceOf } from './services/interfaces';

/** Strapi waits for it on SIGTERM with the database still there: the runner ends its slice and gives its lease back. */
export const destroy = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const runner = strapi.plugin('external-contacts').service('runner') as unknown as { stop?: () => Promise<void> } | undefined;
  await runner?.stop?.();
  await serviceOf(strapi, 'retention').stop();
  await serviceOf(strapi, 'notices').stop();
  await serviceOf(strapi, 'background-exports').stop();
  await serviceOf(strapi, 'erasures').stop();
};
