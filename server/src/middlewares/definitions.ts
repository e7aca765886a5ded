import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../access';
import { serviceOf } from '../services/interfaces';

/** On every route: fields that somebody has defined on another node are known before anything of the request is read. */
export const definitions = (_config: unknown, { strapi }: { strapi: Core.Strapi }) => async (_ctx: HttpContext, next: () => Promise<unknown>): Promise<void> => {
  await serviceOf(strapi, 'definitions').refresh();
  await next();
};
