import type { RequestCost } from '../contracts';
import { ENDPOINTS, type Endpoint } from './endpoints';

/** Routes that take in a file, and those that read much of one or plan. */
const costOf = ({ method, path, body, answers }: Endpoint): RequestCost | undefined => {
  if (body === 'file' || path.endsWith('/parse')) return 'uploads';
  if (answers === 'csv' || answers === 'file') return 'heavy';
  return /\/(preview|mapping|undo-preview|fixes|retry)$/u.test(path) || (method === 'POST' && path === '/jobs') ? 'heavy' : undefined;
};

const route = (endpoint: Endpoint) => routeOf(endpoint, costOf(endpoint));

const routeOf = ({ method, path, handler, need, audit }: Endpoint, cost: RequestCost | undefined) => ({
  method,
  path,
  handler,
  config: {
    policies: [{ name: 'plugin::external-contacts.has-actions', config: { need } }],
    middlewares: [
      { name: 'plugin::external-contacts.rate-limit', config: cost === undefined ? {} : { cost } },
      'plugin::external-contacts.definitions',
      ...(audit === undefined ? [] : [{ name: 'plugin::external-contacts.audit', config: { action: audit, ofJob: path.startsWith('/jobs/') } }]),
    ],
  },
});

/** The same controllers behind an administrator's session (`/external-contacts/…`) and behind tokens (`/api/external-contacts/…`). */
export const routes = {
  admin: {
    type: 'admin',
    prefix: '/external-contacts',
    routes: ENDPOINTS.filter(({ only }) => only !== 'content-api').map(route),
  },
  'content-api': {
    type: 'content-api',
    prefix: '/external-contacts',
    routes: ENDPOINTS.filter(({ only }) => only !== 'admin').map(route),
  },
};
