import type { Core } from '@strapi/strapi';
import { registerModels } from './store/models';
import { guardDocuments, hideMerged } from './store/records';

/** Before the database exists: what the schema needs, and the check of documents, which must be first in line. */
export const register = ({ strapi }: { strapi: Core.Strapi }): void => {
  registerModels(strapi);
  guardDocuments(strapi);
  hideMerged(strapi);
};
