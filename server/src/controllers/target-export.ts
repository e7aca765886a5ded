import type { Core } from '@strapi/strapi';
import { mayReadTarget, type HttpContext } from '../access';
import { OperationError } from '../contracts';
import type { ExportQuery } from '../services/exports';
import { serviceOf } from '../services/interfaces';
import { readQuery } from './request/read-input';
import { readTarget } from './request/read-target';
import { QUERY } from './request/schemas';
import { CSV, sendFile } from './request/send-file';

/** Reads only, so it is named `find`. */
export const targetExport = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    const query = readQuery<ExportQuery>(ctx, QUERY.export);
    const target = readTarget(strapi, ctx);
    if (!mayReadTarget(ctx, target)) throw new OperationError('forbidden', 403, 'Exporting a target needs the scope of reading it');
    const { name, lines } = await serviceOf(strapi, 'exports').csv(target, query);
    sendFile(ctx, { name, type: CSV, content: lines });
  },
});
