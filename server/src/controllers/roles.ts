import type { Core } from '@strapi/strapi';
import { HOST_ACTIONS, type HttpContext, type ReadyRoleKey } from '../access';
import { OperationError } from '../contracts';
import { serviceOf } from '../services/interfaces';
import { readBody, readQuery } from './request/read-input';
import { BODY, NO_KEYS, QUERY } from './request/schemas';

export const role = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    ctx.body = { results: await serviceOf(strapi, 'roles').list() };
  },
  async create(ctx: HttpContext): Promise<void> {
    readQuery(ctx, NO_KEYS);
    const { role: key } = readBody<{ role: ReadyRoleKey }>(ctx, BODY.role);
    ctx.status = 201;
    ctx.body = await serviceOf(strapi, 'roles').create(key);
  },
});

export const prerequisite = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: HttpContext): Promise<void> {
    const own = String(ctx.state.user?.id ?? '');
    const { user = own } = readQuery<{ user?: string }>(ctx, QUERY.prerequisites);
    const holds = (action: string): boolean => ctx.state.userAbility?.can(action) === true;
    // Before the look-up, so that nobody learns which ids there are.
    if (user !== own && !holds(HOST_ACTIONS.readUsers)) throw new OperationError('forbidden', 403, 'Forbidden');
    ctx.body = await serviceOf(strapi, 'roles').prerequisites(user, user === own ? holds : undefined);
  },
});
