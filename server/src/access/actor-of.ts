import type { Actor } from '../contracts';
import type { Credentials, RequestContext } from './request-state';

/**
 * Who makes the request, from Strapi's authentication; null for the public. A display name never falls back on
 * an e-mail address: whoever may see a job may not therefore see its owner's address.
 */
export const actorOf = (ctx: RequestContext): Actor | null => {
  const { auth } = ctx.state;
  const credentials = auth?.credentials;
  if (!credentials) return null;
  const id = String(credentials.id);

  switch (auth?.strategy?.name) {
    case 'admin':
      return { kind: 'admin', id, name: personName(credentials) };
    case 'admin-token':
      return { kind: 'admin-token', id, name: credentials.name ?? `token ${id}` };
    case 'content-api-token':
      return { kind: 'api-token', id, name: credentials.name ?? `token ${id}` };
    case 'users-permissions':
      return { kind: 'user', id, name: credentials.username ?? `user ${id}` };
    default:
      return null;
  }
};

const personName = (user: Credentials): string =>
  [user.firstname, user.lastname].filter(Boolean).join(' ') || user.username || `user ${String(user.id)}`;
