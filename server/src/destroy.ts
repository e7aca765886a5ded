import type { Core } from '@strapi/strapi';

export const destroy = async (_: { strapi: Core.Strapi }): Promise<void> => {};
