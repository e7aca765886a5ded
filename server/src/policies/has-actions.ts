import { actorOf, meets, meetsHost, NEEDS, rightsOf, type Need, type RequestContext, type Requirement } from '../access';
import { OperationError } from '../contracts';

/**
 * `{ name: 'plugin::external-contacts.has-actions', config: { need: 'viewJob' } }`. Strapi's own admin::hasPermissions
 * is AND only; own-or-all needs OR. Leaves the viewer in `ctx.state.viewer`.
 */
export const hasActions = (ctx: RequestContext, config: { need: Need }): true => {
  const requirement: Requirement = NEEDS[config.need];
  const actor = actorOf(ctx);
  // Only the public role of users-permissions gets as far as here without being anybody.
  if (actor === null) throw new OperationError('unauthenticated', 401, 'Missing or invalid credentials');

  const rights = rightsOf(ctx);
  const holds = (action: string): boolean => ctx.state.userAbility?.can(action) ?? false;
  if (!meets(rights, requirement) || !meetsHost(holds, requirement)) throw new OperationError('forbidden', 403, 'Forbidden');

  const all = requirement.widenedBy !== undefined && rights(requirement.widenedBy);
  ctx.state.viewer = { actor, all };
  return true;
};
