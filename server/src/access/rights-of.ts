import { actionId, type ActionUid } from './actions';
import type { RequestContext } from './request-state';

export type Rights = (action: ActionUid) => boolean;

/**
 * What the request's own ability grants: of an admin token its smaller one. Content-API callers hold scopes, which
 * Strapi has checked before; within a route they have every right of that route, and none to see others' work but
 * for a full-access token.
 */
export const rightsOf = (ctx: RequestContext): Rights => {
  const { route, userAbility, auth } = ctx.state;
  if (route?.info?.type === 'content-api') {
    const full = auth?.strategy?.name === 'content-api-token' && auth.credentials?.type === 'full-access';
    return (action) => full || !action.endsWith('.view-all');
  }
  return (action) => userAbility?.can(actionId(action)) ?? false;
};
