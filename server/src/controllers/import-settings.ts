import type { Core } from '@strapi/strapi';
import { type HttpContext, rightsOf } from '../access';
import type { SettingQuery } from '../services/import-settings';
import { serviceOf } from '../services/interfaces';
import { readQuery } from './request/read-input';
import { NO_KEYS, QUERY } from './request/schemas';
import { param, viewerOf } from './request/viewer-of';

export const importSetting = ({ strapi }: { strapi: Core.Strapi }) => {
  const settings = () => serviceOf(strapi, 'import-settings');
  return {
    async find(ctx: HttpContext): Promise<void> {
      ctx.body = await settings().list(readQuery<SettingQuery>(ctx, QUERY.settings), viewerOf(ctx), rightsOf(ctx));
    },
    async findOne(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await settings().get(param(ctx, 'id'), viewerOf(ctx), rightsOf(ctx));
    },
    async create(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      const created = await settings().create(ctx.request.body, viewerOf(ctx), rightsOf(ctx));
      ctx.status = 201;
      ctx.body = created;
    },
    async update(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await settings().update(param(ctx, 'id'), ctx.request.body, viewerOf(ctx), rightsOf(ctx));
    },
    async delete(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      await settings().delete(param(ctx, 'id'), viewerOf(ctx), rightsOf(ctx));
      ctx.status = 204;
      ctx.body = null;
    },
  };
};
