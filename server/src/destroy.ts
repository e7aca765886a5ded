import type { Core } from '@strapi/strapi';

/** Strapi waits for it on SIGTERM with the database still there: the runner ends its slice and gives its lease back. */
export const destroy = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  const services = strapi.plugin('external-contacts').services as Record<string, { stop?: () => Promise<void> } | undefined>;
  await services['runner']?.stop?.();
};
