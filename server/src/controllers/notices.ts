import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../access';
import { serviceOf } from '../services/interfaces';
import { assertNoBody, readBody, readQuery } from './request/read-input';
import { BODY, NO_KEYS, QUERY } from './request/schemas';
import { param, viewerOf } from './request/viewer-of';

/** Each person's own. */
export const notice = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    ctx.body = { results: await serviceOf(strapi, 'notices').list(viewerOf(ctx).actor, readQuery<{ unread?: boolean }>(ctx, QUERY.notices)) };
  },
  async read(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    const { ids } = readBody<{ ids?: string[] }>(ctx, BODY.readNotices);
    ctx.body = { read: await serviceOf(strapi, 'notices').markRead(viewerOf(ctx).actor, ids) };
  },
  async sendTest(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    assertNoBody(ctx);
    ctx.body = await serviceOf(strapi, 'notices').sendTest(viewerOf(ctx).actor);
  },
});

export const noticeChannel = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    ctx.body = await serviceOf(strapi, 'notices').channels(viewerOf(ctx).actor);
  },
});

/** Strapi's own, as far as they are told of finished jobs. */
export const webhook = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    ctx.body = { results: await serviceOf(strapi, 'notices').listWebhooks() };
  },
  async update(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    const { jobFinished } = readBody<{ jobFinished: boolean }>(ctx, BODY.webhook);
    ctx.body = await serviceOf(strapi, 'notices').chooseWebhook(param(ctx, 'id'), jobFinished);
  },
});
