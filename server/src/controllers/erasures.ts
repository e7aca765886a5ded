import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../access';
import { serviceOf } from '../services/interfaces';
import { assertNoBody, readQuery } from './request/read-input';
import { NO_KEYS } from './request/schemas';
import { param, viewerOf } from './request/viewer-of';

export const erasure = ({ strapi }: { strapi: Core.Strapi }) => ({
  async create(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    assertNoBody(ctx);
    const erased = await serviceOf(strapi, 'erasures').erase(param(ctx, 'id'), viewerOf(ctx).actor);
    ctx.status = 202;
    ctx.body = erased;
  },
});
