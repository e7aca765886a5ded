import { createAdminWith, createApiToken, createSuperAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { anonymous, withToken } from '../../support/http';

export default (app: () => TestApp): void => {
  it('boots with the plugin enabled', () => {
    expect(app().strapi.plugin('external-contacts')).toBeDefined();
  });

  it('answers its own health check', async () => {
    const answer = await anonymous(app()).get('/_health');

    expect(answer.status).toBe(204);
  });

  it('stores a contact and gives it back with its organization', async () => {
    const { strapi } = app();
    const organization = await strapi.documents('plugin::external-contacts.organization').create({ data: { name: 'Aurora' } });

    const { documentId } = await strapi
      .documents('plugin::external-contacts.contact')
      .create({ data: { firstName: 'Jana', lastName: 'Nováková', organization: organization.documentId } });

    const contact = await strapi.documents('plugin::external-contacts.contact').findOne({ documentId, populate: ['organization'] });
    expect(contact).toMatchObject({ lastName: 'Nováková', organization: { name: 'Aurora' } });
  });

  it('lets a super administrator in, and keeps one without rights out of the contacts', async () => {
    const list = '/content-manager/collection-types/plugin::external-contacts.contact';
    const superAdmin = await createSuperAdmin(app());
    const nobody = await createAdminWith(app(), []);

    const seen = await withToken(app(), superAdmin.token).get(list);
    const refused = await withToken(app(), nobody.token).get(list);

    expect(seen.status).toBe(200);
    expect(refused.status).toBe(403);
  });

  it('takes an API token for the content API', async () => {
    const token = await createApiToken(app(), { type: 'full-access' });

    const answer = await withToken(app(), token).get('/api/tickets');

    expect(answer.status).toBe(200);
  });
};
