import type { Core } from '@strapi/strapi';
import { rightsOf, type HttpContext } from '../access';
import { serviceOf } from '../services/interfaces';
import { readQuery } from './request/read-input';
import { NO_KEYS } from './request/schemas';
import { param, viewerOf } from './request/viewer-of';

export const undoPreview = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    const preview = await serviceOf(strapi, 'undos').preview(param(ctx, 'id'), viewerOf(ctx));
    // Which stored record a row met is for those who may view contacts.
    ctx.body = rightsOf(ctx)('contact.view') ? preview : { ...preview, findings: preview.findings.map((finding) => ({ ...finding, record: null })) };
  },
});
