import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../access';
import type { AuditAction } from '../contracts';
import { serviceOf } from '../services/interfaces';

/**
 * `{ name: 'plugin::external-contacts.audit', config: { action, ofJob } }` on a route: writes down what was asked for once it has succeeded, before
 * the answer is sent. What changes a job is written down with the change itself, whoever asks for it.
 */
export const audit = ({ action, ofJob }: { action: AuditAction; ofJob: boolean }, { strapi }: { strapi: Core.Strapi }) => async (ctx: HttpContext, next: () => Promise<unknown>): Promise<void> => {
  await next();
  if (ctx.status >= 400) return;
  const actor = ctx.state.viewer?.actor ?? null;
  if (ofJob) return serviceOf(strapi, 'audit').recordOnJob({ action, actor }, ctx.params['id'] ?? '');
  const answer = (typeof ctx.body === 'object' && ctx.body !== null ? ctx.body : {}) as { id?: unknown; name?: unknown };
  const id = ctx.params['id'] ?? ctx.params['uid'] ?? (typeof answer.id === 'string' ? answer.id : '');
  await serviceOf(strapi, 'audit').record({ action, actor, subject: { id, name: typeof answer.name === 'string' ? answer.name : null } });
};
