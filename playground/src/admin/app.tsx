import type { StrapiApp } from '@strapi/strapi/admin';

export default {
  config: { locales: ['fr', 'cs'] },
  bootstrap(_app: StrapiApp) {},
};
