import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../access';
import type { AuditQuery } from '../services/audit';
import { serviceOf } from '../services/interfaces';
import { readQuery } from './request/read-input';
import { QUERY } from './request/schemas';

export const audit = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    ctx.body = await serviceOf(strapi, 'audit').list(readQuery<AuditQuery>(ctx, QUERY.audit));
  },
});
