import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../middlewares/http-context';
import { describeApi } from '../openapi/describe-api';
import { readQuery } from './request/read-input';
import { NO_KEYS } from './request/schemas';
import { viewerOf } from './request/viewer-of';

export const description = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    viewerOf(ctx);
    readQuery(ctx, NO_KEYS);
    const contentApi = ctx.state.route?.info?.type === 'content-api';
    ctx.body = describeApi({ prefix: contentApi ? `${String(strapi.config.get('api.rest.prefix', '/api'))}/external-contacts` : '/external-contacts', contentApi });
  },
});
