import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../access';
import { serviceOf } from '../services/interfaces';
import { readBody, readQuery } from './request/read-input';
import { readChoice, readUpload } from './request/read-upload';
import { BODY, NO_KEYS, QUERY } from './request/schemas';
import { sendFile } from './request/send-file';
import { param, viewerOf } from './request/viewer-of';

export const file = ({ strapi }: { strapi: Core.Strapi }) => ({
  async create(ctx: HttpContext): Promise<void> {
    const { actor, all } = viewerOf(ctx);
    const dto = await serviceOf(strapi, 'files').upload({ ...readUpload(ctx), actor, all, idempotencyKey: ctx.get('Idempotency-Key') || undefined });
    ctx.status = 201;
    ctx.body = dto;
  },
  async parse(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    ctx.body = await serviceOf(strapi, 'files').reparse(param(ctx, 'id'), readChoice(readBody(ctx, BODY.parse)), viewerOf(ctx));
  },
  async findOne(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    ctx.body = await serviceOf(strapi, 'files').get(param(ctx, 'id'), viewerOf(ctx));
  },
});

export const filePreview = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    const { row = 1, limit = 10 } = readQuery<{ row?: number; limit?: number }>(ctx, QUERY.preview);
    ctx.body = await serviceOf(strapi, 'files').preview(param(ctx, 'id'), { row, limit }, viewerOf(ctx));
  },
});

export const fileValue = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    const { column } = readQuery<{ column: number }>(ctx, QUERY.fileValues);
    ctx.body = await serviceOf(strapi, 'files').values(param(ctx, 'id'), column, viewerOf(ctx));
  },
});

export const fileOriginal = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    const { name, stream } = await serviceOf(strapi, 'files').original(param(ctx, 'id'), viewerOf(ctx));
    sendFile(ctx, { name, type: 'application/octet-stream', content: stream });
  },
});
