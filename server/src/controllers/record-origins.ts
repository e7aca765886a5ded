import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../access';
import { serviceOf } from '../services/interfaces';
import { readQuery } from './request/read-input';
import { readTarget } from './request/read-target';
import { NO_KEYS } from './request/schemas';
import { param, viewerOf } from './request/viewer-of';

export const recordOrigin = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    const origin = await serviceOf(strapi, 'record-origins').find({ target: readTarget(strapi, ctx), documentId: param(ctx, 'id') }, viewerOf(ctx));
    ctx.body = { origin };
  },
});
