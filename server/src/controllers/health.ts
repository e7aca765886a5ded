import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../access';
import { serviceOf } from '../services/interfaces';
import { readQuery } from './request/read-input';
import { NO_KEYS } from './request/schemas';

export const health = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    const found = await serviceOf(strapi, 'health').read();
    ctx.status = found.status === 'ok' ? 200 : 503;
    ctx.body = found;
  },
});
