import type { Core } from '@strapi/strapi';

export const bootstrap = async (_: { strapi: Core.Strapi }): Promise<void> => {};
