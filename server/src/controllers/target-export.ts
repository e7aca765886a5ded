import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../access';
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
    const { name, lines } = await serviceOf(strapi, 'exports').csv(readTarget(ctx), query);
    sendFile(ctx, { name, type: CSV, content: lines });
  },
});
