import { createAdminWith, createSuperAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';

const SOURCES = '/external-contacts/external-sources';

export default (app: () => TestApp): void => {
  let agent: Agent;
  beforeAll(async () => {
    agent = withToken(app(), (await createSuperAdmin(app())).token);
  });

  const create = async (body: object): Promise<{ id: string }> => (await agent.post(SOURCES).send(body).expect(201)).body as { id: string };

  it('adds a source and lists it', async () => {
    await create({ name: 'CRM', urlTemplate: 'https://crm.example.com/{id}' });

    const list = await agent.get(SOURCES).expect(200);

    expect(list.body).toMatchObject({ results: [{ name: 'CRM', active: true, urlTemplate: 'https://crm.example.com/{id}' }] });
  });

  it('takes no second source of the same name, whatever its case', async () => {
    const answer = await agent.post(SOURCES).send({ name: ' crm ' });

    expect([answer.status, answer.body.error.details.code]).toEqual([409, 'external-source.name-taken']);
  });

  it.each(['javascript:alert({id})', 'https://crm.example.com/', 'crm/{id}'])('refuses %s as a link', async (urlTemplate) => {
    const answer = await agent.post(SOURCES).send({ name: 'Links', urlTemplate });

    expect([answer.status, answer.body.error.details.code]).toEqual([400, 'external-source.url-template']);
  });

  it('can be deactivated while a contact uses it, but not deleted, on any route', async () => {
    const { id } = await create({ name: 'ERP' });
    await app().strapi.documents('plugin::external-contacts.contact').create({ data: { lastName: 'Used', externalIds: [{ source: 'ERP', value: '1' }] } });

    const deleted = await agent.delete(`${SOURCES}/${id}`);
    const inContentManager = await agent.delete(`/content-manager/collection-types/plugin::external-contacts.external-source/${id}`);
    const deactivated = await agent.put(`${SOURCES}/${id}`).send({ active: false });

    expect([deleted.status, deleted.body.error.details.code]).toEqual([409, 'external-source.in-use']);
    expect(inContentManager.status).toBe(409);
    expect(deactivated.body).toMatchObject({ active: false });
  });

  it('is deleted when nothing uses it', async () => {
    const { id } = await create({ name: 'Unused' });

    await agent.delete(`${SOURCES}/${id}`).expect(204);

    await agent.get(`${SOURCES}/${id}`).expect(404);
  });

  it('shows only active sources to who has no more than a right on settings', async () => {
    await create({ name: 'Retired', active: false });
    const { token } = await createAdminWith(app(), ['plugin::external-contacts.import-settings.view']);

    const list = await withToken(app(), token).get(SOURCES).expect(200);

    const names = (list.body as { results: { name: string }[] }).results.map((source) => source.name);
    expect(names).toContain('CRM');
    expect(names).not.toContain('Retired');
  });

  it('refuses unknown keys in the query and in the body', async () => {
    const query = await agent.get(`${SOURCES}?where[createdBy][password]=x`);
    const body = await agent.post(SOURCES).send({ name: 'X', createdBy: 1 });

    expect([query.status, query.body.error.details.code]).toEqual([400, 'query.unknown-key']);
    expect([body.status, body.body.error.details.code]).toEqual([400, 'body.unknown-key']);
  });
};
