import type { Core } from '@strapi/strapi';
import { rightsOf, type HttpContext } from '../access';
import type { DecideManyRequest, DecideRequest } from '../contracts';
import { serviceOf, type HeldRowQuery } from '../services/interfaces';
import { readBody, readQuery } from './request/read-input';
import { BODY, NO_KEYS, QUERY } from './request/schemas';
import { param, viewerOf } from './request/viewer-of';

export const heldRow = ({ strapi }: { strapi: Core.Strapi }) => {
  const heldRows = () => serviceOf(strapi, 'held-rows');

  return {
    async find(ctx: HttpContext): Promise<void> {
      ctx.body = await heldRows().list(readQuery<HeldRowQuery>(ctx, QUERY.heldRows), viewerOf(ctx), { withValues: rightsOf(ctx)('contact.view') });
    },
    async decide(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await heldRows().decide(param(ctx, 'id'), readBody<DecideRequest>(ctx, BODY.decide), viewerOf(ctx));
    },
    async decideMany(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await heldRows().decideMany(readBody<DecideManyRequest>(ctx, BODY.decideMany), viewerOf(ctx));
    },
  };
};
