import type { Core } from '@strapi/strapi';
import { type HttpContext, mayListEverySource, rightsOf } from '../access';
import { badRequest } from '../contracts';
import type { ExternalSourceInput } from '../services/external-sources';
import { serviceOf } from '../services/interfaces';
import { readBody, readQuery } from './request/read-input';
import { BODY, NO_KEYS } from './request/schemas';
import { param } from './request/viewer-of';

export const externalSource = ({ strapi }: { strapi: Core.Strapi }) => {
  const sources = () => serviceOf(strapi, 'external-sources');
  return {
    async find(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = { results: await sources().list({ activeOnly: !mayListEverySource(rightsOf(ctx)) }) };
    },
    async findOne(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await sources().get(param(ctx, 'id'));
    },
    async create(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      const { name, ...rest } = readBody<ExternalSourceInput>(ctx, BODY.source);
      if (name === undefined || name.trim() === '') throw badRequest('external-source.name-missing', 'An external source needs a name');
      const created = await sources().create({ ...rest, name });
      ctx.status = 201;
      ctx.body = created;
    },
    async update(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await sources().update(param(ctx, 'id'), readBody<ExternalSourceInput>(ctx, BODY.source));
    },
    async delete(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      await sources().delete(param(ctx, 'id'));
      ctx.status = 204;
      ctx.body = null;
    },
  };
};
