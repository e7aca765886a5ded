import type { Core } from '@strapi/strapi';
import { registerModels } from './store/models';

export const register = ({ strapi }: { strapi: Core.Strapi }): void => {
  registerModels(strapi);
};
