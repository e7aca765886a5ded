import { ENDPOINTS, type Endpoint } from './endpoints';

const route = ({ method, path, handler, need, audit }: Endpoint) => ({
  method,
  path,
  handler,
  config: {
    policies: [{ name: 'plugin::external-contacts.has-actions', config: { need } }],
    middlewares: ['plugin::external-contacts.definitions', ...(audit === undefined ? [] : [{ name: 'plugin::external-contacts.audit', config: { action: audit, ofJob: path.startsWith('/jobs/') } }])],
  },
});

/** The same controllers behind an administrator's session (`/external-contacts/…`) and behind tokens (`/api/external-contacts/…`). */
export const routes = {
  admin: {
    type: 'admin',
    prefix: '/external-contacts',
    routes: ENDPOINTS.filter((endpoint) => endpoint.contentApiOnly === undefined).map(route),
  },
  'content-api': {
    type: 'content-api',
    prefix: '/external-contacts',
    routes: ENDPOINTS.map(route),
  },
};
