import type { Core } from '@strapi/strapi';
import type { HttpContext } from '../access';
import type { AuditAction } from '../contracts';
import { serviceOf } from '../services/interfaces';

/**
 * `{ name: 'plugin::external-contacts.audit', config: { action } }` on a route: writes down what was asked for once it has succeeded, before
 * the answer is sent. What changes a job is written down with the change itself, whoever asks for it.
 */
export const audit = ({ action }: { action: AuditAction }, { strapi }: { strapi: Core.Strapi }) => async (ctx: HttpContext, next: () => Promise<unknown>): Promise<void> => {
  await next();
  if (ctx.status >= 400) return;
  const answer = (typeof ctx.body === 'object' && ctx.body !== null ? ctx.body : {}) as { id?: unknown; name?: unknown };
  const id = ctx.params['id'] ?? ctx.params['uid'] ?? (typeof answer.id === 'string' ? answer.id : '');
  const name = typeof answer.name === 'string' ? answer.name : null;
  await serviceOf(strapi, 'audit').record({ action, actor: ctx.state.viewer?.actor ?? null, ...(ctx.path.includes('/jobs/') ? { job: { uid: id, name: '' } } : { subject: { id, name } }) });
};
