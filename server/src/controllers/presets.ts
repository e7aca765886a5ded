import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../access';
import type { Target } from '../contracts';
import { serviceOf } from '../services/interfaces';
import { readQuery } from './request/read-input';
import { NO_KEYS, QUERY } from './request/schemas';
import { param } from './request/viewer-of';

export const preset = ({ strapi }: { strapi: Core.Strapi }) => {
  const presets = () => serviceOf(strapi, 'presets');
  return {
    async find(ctx: HttpContext): Promise<void> {
      ctx.body = { results: await presets().list(readQuery<{ target?: Target }>(ctx, QUERY.presets)) };
    },
    async findOne(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await presets().get(param(ctx, 'id'));
    },
    async create(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      const created = await presets().create(ctx.request.body);
      ctx.status = 201;
      ctx.body = created;
    },
    async update(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await presets().update(param(ctx, 'id'), (ctx.request.body ?? {}) as Record<string, unknown>);
    },
    async delete(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      await presets().delete(param(ctx, 'id'));
      ctx.status = 204;
      ctx.body = null;
    },
  };
};
