import { actionId, PLUGIN, type ActionUid } from './actions';
import type { RequestContext } from './request-state';

export type Rights = (action: ActionUid) => boolean;

/**
 * What the request's own ability grants: of an admin token its smaller one. Content-API callers hold scopes, which
 * Strapi has checked before; within a route they have every right of that route, but: the work of others is for
 * full-access tokens, and what stands in the database for those who may read contacts.
 */
export const rightsOf = (ctx: RequestContext): Rights => {
  const { route, userAbility, auth } = ctx.state;
  if (route?.info?.type === 'content-api') {
    const type = auth?.strategy?.name === 'content-api-token' ? auth.credentials?.type : undefined;
    if (type === 'full-access') return () => true;
    const readsContacts = type === 'read-only' || auth?.ability?.can(`plugin::${PLUGIN}.contact.find`) === true;
    return (action) => (action === 'contact.view' ? readsContacts : !action.endsWith('.view-all'));
  }
  return (action) => userAbility?.can(actionId(action)) ?? false;
};
