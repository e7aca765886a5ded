import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../access';
import { readQuery } from '../controllers/request/read-input';
import { NO_KEYS } from '../controllers/request/schemas';
import { viewerOf } from '../controllers/request/viewer-of';
import { describeApi } from './describe-api';

/** Stands here and not with the controllers, because it describes the routes. */
export const description = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    viewerOf(ctx);
    readQuery(ctx, NO_KEYS);
    const contentApi = ctx.state.route?.info?.type === 'content-api';
    ctx.body = describeApi({ prefix: contentApi ? `${String(strapi.config.get('api.rest.prefix', '/api'))}/external-contacts` : '/external-contacts', contentApi });
  },
});
