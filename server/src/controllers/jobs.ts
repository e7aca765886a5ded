import type { Core } from '@strapi/strapi';
import { holdsTargetScopes, type HttpContext } from '../access';
import { OperationError, type JobCreateRequest } from '../contracts';
import { serviceOf, type JobQuery } from '../services/interfaces';
import { assertNoBody, readBody, readQuery } from './request/read-input';
import { BODY, NO_KEYS, QUERY } from './request/schemas';
import { param, viewerOf } from './request/viewer-of';

export const job = ({ strapi }: { strapi: Core.Strapi }) => {
  const jobs = () => serviceOf(strapi, 'jobs');

  return {
    async find(ctx: HttpContext): Promise<void> {
      ctx.body = await jobs().list(readQuery<JobQuery>(ctx, QUERY.jobs), viewerOf(ctx));
    },
    async findOne(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await jobs().get(param(ctx, 'id'), viewerOf(ctx));
    },
    async create(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      const viewer = viewerOf(ctx);
      const request = readBody<JobCreateRequest>(ctx, BODY.job);
      if (!holdsTargetScopes(ctx, await serviceOf(strapi, 'import-settings').targetOf(request.setting, viewer))) {
        throw new OperationError('forbidden', 403, 'Importing into this target needs its create and update scopes');
      }
      const dto = await jobs().create(request, viewer.actor, ctx.get('Idempotency-Key') || undefined);
      ctx.status = 201;
      ctx.body = dto;
    },
    async import(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      const viewer = viewerOf(ctx);
      const request = readBody<{ planHash: string }>(ctx, BODY.importJob);
      const { target } = await jobs().get(param(ctx, 'id'), viewer);
      if (!holdsTargetScopes(ctx, target)) throw new OperationError('forbidden', 403, 'Importing into this target needs its create and update scopes');
      const dto = await jobs().import(param(ctx, 'id'), request, viewer);
      ctx.status = 202;
      ctx.body = dto;
    },
    async cancel(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      assertNoBody(ctx);
      const dto = await jobs().cancel(param(ctx, 'id'), viewerOf(ctx));
      ctx.status = 202;
      ctx.body = dto;
    },
  };
};
