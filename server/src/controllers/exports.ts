import type { Core } from '@strapi/strapi';
import { mayReadTarget, meets, NEEDS, rightsOf, type HttpContext } from '../access';
import { OperationError, type ExportRequest } from '../contracts';
import { serviceOf } from '../services/interfaces';
import { readBody, readQuery } from './request/read-input';
import { BODY, NO_KEYS, QUERY } from './request/schemas';
import { CSV, sendFile } from './request/send-file';
import { param, viewerOf } from './request/viewer-of';

const ZIP = 'application/zip';

export const exportJob = ({ strapi }: { strapi: Core.Strapi }) => {
  const exports = () => serviceOf(strapi, 'background-exports');
  return {
    async find(ctx: HttpContext): Promise<void> {
      ctx.body = await exports().list(readQuery<{ page?: number; pageSize?: number }>(ctx, QUERY.exports), viewerOf(ctx));
    },
    async findOne(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      ctx.body = await exports().get(param(ctx, 'id'), viewerOf(ctx));
    },
    async create(ctx: HttpContext): Promise<void> {
      readQuery(ctx, NO_KEYS);
      const request = readBody<ExportRequest>(ctx, BODY.exports);
      if (!mayReadTarget(ctx, request.target ?? 'contacts')) throw new OperationError('forbidden', 403, 'Exporting a target needs the scope of reading it');
      if (request.segment !== undefined && !meets(rightsOf(ctx), NEEDS.viewSegment)) throw new OperationError('forbidden', 403, 'Exporting a segment needs the right to see it');
      const created = await exports().create(request, viewerOf(ctx).actor);
      ctx.status = 202;
      ctx.body = created;
    },
  };
};

/** Reads only, so it is named `find`. */
export const exportFile = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    const id = param(ctx, 'id');
    const exports = serviceOf(strapi, 'background-exports');
    const { target } = await exports.get(id, viewerOf(ctx));
    if (!mayReadTarget(ctx, target)) throw new OperationError('forbidden', 403, 'An export needs the scope of reading its target');
    const { name, isZip, content } = await exports.download(id, viewerOf(ctx));
    sendFile(ctx, { name, type: isZip ? ZIP : CSV, content });
  },
});
