import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../access';
import type { PluginConfig } from '../config';
import { actorKey, OperationError, type RequestCost } from '../contracts';
import { serviceOf } from '../services/interfaces';

/**
 * `{ name: 'plugin::external-contacts.rate-limit', config: { cost } }` on a route: refuses with 429 who asks too much within a minute. The caller is whoever
 * has logged in together with the address that it comes from, never anything that the request says of itself (Strapi's CVE-2025-64526). Each process counts
 * for itself. Runs after the policies and before anything is read of the body.
 */
export const rateLimit = ({ cost }: { cost?: RequestCost }, { strapi }: { strapi: Core.Strapi }) => async (ctx: HttpContext & { ip?: string }, next: () => Promise<unknown>): Promise<void> => {
  const limits = strapi.config.get<PluginConfig['rateLimits']>('plugin::external-contacts.rateLimits');
  const actor = ctx.state.viewer?.actor;
  if (limits !== null && actor !== undefined) {
    const counter = serviceOf(strapi, 'request-counter');
    const caller = `${actorKey(actor)} ${ctx.ip ?? ''}`;
    const kinds = cost === undefined ? (['requests'] as const) : (['requests', cost] as const);
    const seconds = Math.max(...kinds.map((kind) => counter.take(`${kind} ${caller}`, limits[kind], Date.now())));
    if (seconds > 0) {
      ctx.set('Retry-After', String(seconds));
      throw new OperationError('rate.limited', 429, 'Too many requests: try again later', { retryAfterSeconds: seconds });
    }
  }
  await next();
};
