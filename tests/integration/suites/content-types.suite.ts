import type { TestApp } from '../../support/boot-strapi';
import { createApiToken } from '../../support/admin-user';
import { withToken } from '../../support/http';
import { HELPDESK_ROLES } from '../../../server/src/content-types/contact';

const CONTACT = 'plugin::external-contacts.contact';
const ORGANIZATION = 'plugin::external-contacts.organization';

/** The longest that each attribute takes, in characters of four bytes where a database could count bytes. */
const wide = (length: number): string => '𝒳'.repeat(Math.floor(length / 2));

export default (app: () => TestApp): void => {
  it('keeps the longest values of every text attribute', async () => {
    const schema = app().strapi.contentType(CONTACT).attributes as Record<string, { type: string; maxLength?: number }>;
    const texts = Object.entries(schema).filter(
      ([name, attribute]) => attribute.maxLength !== undefined && ['string', 'text'].includes(attribute.type) && !/Email|countryCode|mergedInto|lastJob/u.test(name),
    );
    const data = Object.fromEntries(texts.map(([name, attribute]) => [name, wide(attribute.maxLength ?? 0)]));

    const { documentId } = await app().strapi.documents(CONTACT).create({ data });

    expect(texts.length).toBeGreaterThan(20);
    expect(await app().strapi.documents(CONTACT).findOne({ documentId })).toMatchObject(data);
  });

  it('refuses a longer value than the limit', async () => {
    await expect(app().strapi.documents(CONTACT).create({ data: { city: 'x'.repeat(101) } })).rejects.toThrow(/100 characters/u);
  });

  it('gives external IDs back as a list, by documents, db.query and REST', async () => {
    const source = await app().strapi.documents('plugin::external-contacts.external-source').create({ data: { name: 'Round trip' } });
    const expected = [{ source: source.documentId, value: '00123 É' }];
    const token = await createApiToken(app(), { type: 'full-access' });

    const { documentId } = await app().strapi.documents(CONTACT).create({ data: { lastName: 'Ids', externalIds: [{ source: 'Round trip', value: '00123 É' }] } });

    const byQuery = await app().strapi.db.query(CONTACT).findOne({ where: { documentId } });
    const byRest = await withToken(app(), token).get(`/api/external-contacts/contacts/${documentId}`);
    expect((await app().strapi.documents(CONTACT).findOne({ documentId }))?.['externalIds']).toEqual(expected);
    expect(byQuery?.['externalIds']).toEqual(expected);
    expect(byRest.body).toMatchObject({ externalIds: expected });
  });

  it.each([
    ['an unknown source', [{ source: 'nobody', value: '1' }], 'external-source.unknown'],
    ['the same ID twice', [{ source: 'Round trip', value: '1' }, { source: 'round trip', value: ' 1 ' }], 'external-id.duplicate'],
    ['more than ten', Array.from({ length: 11 }, (_, index) => ({ source: 'Round trip', value: String(index) })), 'external-id.too-many'],
    ['something else than a list', { source: 'Round trip', value: '1' }, 'external-id.invalid'],
    ['a blank value', [{ source: 'Round trip', value: '  ' }], 'external-id.invalid'],
  ])('refuses %s as external IDs', async (_title, externalIds, code) => {
    await expect(app().strapi.documents(CONTACT).create({ data: { lastName: 'Bad', externalIds } })).rejects.toMatchObject({ code });
  });

  it('fills defaults, and keeps the organization and its parent', async () => {
    const parent = await app().strapi.documents(ORGANIZATION).create({ data: { name: 'Group', employeeCount: 2_000_000_000, revenue: 9_007_199_254_740_991 } });
    const organization = await app().strapi.documents(ORGANIZATION).create({ data: { name: 'Branch', parent: parent.documentId } });

    const contact = await app().strapi.documents(CONTACT).create({ data: { lastName: 'Default', organization: organization.documentId }, populate: { organization: { populate: ['parent'] } } });

    expect(contact).toMatchObject({ kind: 'external', helpdeskRole: HELPDESK_ROLES[0], copy: false, surveyOptOut: false });
    expect(contact).toMatchObject({ organization: { name: 'Branch', parent: { name: 'Group', employeeCount: 2_000_000_000, revenue: 9_007_199_254_740_991 } } });
  });

  it('names all its tables as kept, and leaves the names of others alone', async () => {
    const tables: string[] = await app().strapi.db.dialect.schemaInspector.getTables();
    const ours = tables.filter((name) => name.startsWith('external_contacts_'));

    const kept = (await app().strapi.store.get({ type: 'core', key: 'persisted_tables' })) as { name: string }[];

    expect(ours.length).toBeGreaterThanOrEqual(16);
    expect(kept.map((table) => table.name)).toEqual(expect.arrayContaining(ours));
  });
};
