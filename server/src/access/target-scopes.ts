import type { Target } from '../contracts';
import { PLUGIN } from './actions';
import type { RequestContext } from './request-state';

const CONTROLLER: Record<Target, string> = { contacts: 'contact', organizations: 'organization' };

/**
 * A content-API caller has no field rights: it may import only into targets whose create and update scopes it also
 * holds. Administrators pass: for our own types, the import right is itself the right to create and update by import.
 */
export const holdsTargetScopes = (ctx: RequestContext, target: Target): boolean => {
  const { route, auth } = ctx.state;
  if (route?.info?.type !== 'content-api') return true;
  if (auth?.strategy?.name === 'content-api-token' && auth.credentials?.type === 'full-access') return true;
  const scope = `plugin::${PLUGIN}.${CONTROLLER[target]}`;
  return [`${scope}.create`, `${scope}.update`].every((action) => auth?.ability?.can(action) === true);
};
