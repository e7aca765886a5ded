import type { TestApp } from '../../support/boot-strapi';
import { createApiToken, createSuperAdmin } from '../../support/admin-user';
import { withToken } from '../../support/http';

interface ApiDescription {
  servers: { url: string }[];
  paths: Record<string, Record<string, { parameters: { name: string; in: string }[]; responses: object }>>;
}

/** `GET /external-contacts/files/{id}` for each route that Koa's router really serves below a prefix. */
const servedBelow = (app: TestApp, prefix: string): string[] =>
  (app.strapi.server.listRoutes() as { path: string; methods: string[] }[])
    .filter((layer) => layer.path.startsWith(`${prefix}/`))
    .flatMap((layer) => layer.methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${layer.path.replace(/:(\w+)/gu, '{$1}')}`))
    .sort();

const describedBy = ({ servers, paths }: ApiDescription): string[] =>
  Object.entries(paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${servers[0]?.url ?? ''}${path}`))
    .sort();

export default (app: () => TestApp): void => {
  it('describes exactly the routes of the panel', async () => {
    const { token } = await createSuperAdmin(app());

    const { body } = await withToken(app(), token).get('/external-contacts/openapi.json').expect(200);

    expect(describedBy(body as ApiDescription)).toEqual(servedBelow(app(), '/external-contacts'));
  });

  it('describes exactly the routes of the content API', async () => {
    const token = await createApiToken(app(), { type: 'read-only' });

    const { body } = await withToken(app(), token).get('/api/external-contacts/openapi.json').expect(200);

    const described = describedBy(body as ApiDescription);
    expect(described).toEqual(servedBelow(app(), '/api/external-contacts'));
    expect(described).toContain('POST /api/external-contacts/contacts');
  });

  it('names every parameter of a path, and of a query', async () => {
    const { token } = await createSuperAdmin(app());

    const { paths } = (await withToken(app(), token).get('/external-contacts/openapi.json')).body as ApiDescription;

    expect(paths['/jobs/{id}/rows/{row}']?.['get']?.parameters.map((parameter) => parameter.name)).toEqual(['id', 'row']);
    expect(paths['/jobs/{id}/rows']?.['get']?.parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name).sort()).toEqual(
      ['code', 'cursor', 'limit', 'outcome', 'plan', 'q'],
    );
  });
};
