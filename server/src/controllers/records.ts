import { factories, type Core } from '@strapi/strapi';
import { CONTACT_UID, ORGANIZATION_UID, type OwnTarget } from '../contracts';
import type { HttpContext } from '../access';
import type { RecordQuery } from '../services/contacts';
import { serviceOf } from '../services/interfaces';
import { readQuery } from './request/read-input';
import { NO_KEYS, QUERY } from './request/schemas';
import { param, viewerOf } from './request/viewer-of';

/** Reading is ours (merged records answer with their survivor); create, update and delete are Strapi's own, for the content API. */
const reading = (target: OwnTarget) => ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    viewerOf(ctx);
    const schema = target === 'contacts' ? QUERY.contacts : QUERY.organizations;
    ctx.body = await serviceOf(strapi, 'contacts').list(target, readQuery<RecordQuery>(ctx, schema));
  },
  async findOne(ctx: HttpContext): Promise<void> {
    viewerOf(ctx);
    readQuery(ctx, NO_KEYS);
    ctx.body = await serviceOf(strapi, 'contacts').get(target, param(ctx, 'id'));
  },
});

type CoreExtension = Parameters<typeof factories.createCoreController>[1];

export const contact: unknown = factories.createCoreController(CONTACT_UID as never, reading('contacts') as unknown as CoreExtension);
export const organization: unknown = factories.createCoreController(ORGANIZATION_UID as never, reading('organizations') as unknown as CoreExtension);
