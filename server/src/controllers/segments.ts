import type { Core } from '@strapi/strapi';
import { mayReadTarget, type HttpContext } from '../access';
import { badRequest, OperationError, type SegmentInput, type Target } from '../contracts';
import { serviceOf } from '../services/interfaces';
import { readBody, readQuery } from './request/read-input';
import { BODY, NO_KEYS, QUERY } from './request/schemas';
import { param } from './request/viewer-of';

export const segment = ({ strapi }: { strapi: Core.Strapi }) => {
  const segments = () => serviceOf(strapi, 'segments');
  return {
    async find(ctx: HttpContext): Promise<void> {
      ctx.body = { results: await segments().list(readQuery<{ target?: Target }>(ctx, QUERY.segments)) };
    },
    async findOne(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await segments().get(param(ctx, 'id'));
    },
    async create(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      const { name, ...rest } = readBody<Partial<SegmentInput>>(ctx, BODY.segment);
      if (name === undefined) throw badRequest('segment.name-missing', 'A segment needs a name', { key: 'name' });
      const created = await segments().create({ name, ...rest });
      ctx.status = 201;
      ctx.body = created;
    },
    async update(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await segments().update(param(ctx, 'id'), readBody<Partial<SegmentInput>>(ctx, BODY.segment));
    },
    async delete(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      await segments().delete(param(ctx, 'id'));
      ctx.status = 204;
      ctx.body = null;
    },
  };
};

export const segmentField = ({ strapi }: { strapi: Core.Strapi }) => ({
  find(ctx: HttpContext): void {
    const { target = 'contacts' } = readQuery<{ target?: Target }>(ctx, QUERY.segments);
    ctx.body = { results: serviceOf(strapi, 'segments').fields(target) };
  },
});

/** Reads only, so it is named `find`, although the filter comes in a body. */
export const segmentCount = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    const { target = 'contacts', filter } = readBody<{ target?: Target; filter: unknown }>(ctx, BODY.segmentCount);
    if (!mayReadTarget(ctx, target)) throw new OperationError('forbidden', 403, 'Counting records of a target needs the scope of reading it');
    ctx.body = await serviceOf(strapi, 'segments').count({ target, filter });
  },
});
