import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../access';
import type { StatusesRequest } from '../contracts';
import { serviceOf } from '../services/interfaces';
import { readBody, readQuery } from './request/read-input';
import { BODY, NO_KEYS } from './request/schemas';
import { viewerOf } from './request/viewer-of';

export const contactStatus = ({ strapi }: { strapi: Core.Strapi }) => ({
  async update(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    ctx.body = await serviceOf(strapi, 'contacts').setStatuses(readBody<StatusesRequest>(ctx, BODY.statuses), viewerOf(ctx).actor);
  },
});
