import { createSuperAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { CONTACT, createImporter, ORGANIZATION } from '../../support/imports';

/** Say who wrote a record and when, and number it; everything else must be equal. */
const MASKED = new Set(['id', 'document_id', 'created_at', 'updated_at', 'published_at', 'created_by_id', 'updated_by_id', 'last_job', 'record_id', 'contact_id']);

type Row = Record<string, unknown>;
type Data = Record<string, string | number | boolean | null>;

/** One contact, written in three ways: rows in every table of the plugin are compared. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  let agent: Agent;
  let source: string;
  let organization: string;
  let other: string;
  beforeAll(async () => {
    agent = withToken(app(), (await createSuperAdmin(app())).token);
  });
  beforeEach(async () => {
    await importer.reset();
    source = ((await app().strapi.db.query('plugin::external-contacts.external-source').findOne({})) as { documentId: string }).documentId;
    organization = (await importer.addOrganization({ name: 'Acme', externalIds: [{ source: 'CRM', value: 'O1' }] })).documentId;
    other = (await importer.addOrganization({ name: 'Other', externalIds: [{ source: 'CRM', value: 'O2' }] })).documentId;
  });

  const CM = '/content-manager/collection-types';
  const FULL: Data = {
    kind: 'internal', salutation: 'Mme', firstName: 'Zoë'.normalize('NFD'), middleName: 'de', lastName: ' Lefèvre-Šustr ', title: 'Directrice "Achats"', department: 'Účtárna',
    workEmail: 'Zoe.Lefevre@Example.COM', personalEmail: 'zoe@example.org', workPhone: '01 42 68 53 00', cellPhone: '+33 6 12 34 56 78', homePhone: 'ext. 12',
    address1: '12 rue de la Paix', city: 'Besançon', postalCode: '01000', countryCode: 'FR', twitter: '@zoe', externalSystemUrl: 'https://crm.example.com/people/1?a=b',
    surveyOptOut: true, username: 'Zoë.L', helpdeskRole: 'operator',
  };

  const cell = (value: unknown): string => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const fileOf = (data: Row): string => `${Object.keys(data).join(',')}\n${Object.values(data).map(cell).join(',')}\n`;

  /** Every row of every table that a record touches. */
  const rowsOf = async (table: string, keyTable: string): Promise<Row[][]> => {
    const mask = (rows: Row[]): Row[] => rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !MASKED.has(name))));
    const knex = app().strapi.db.connection;
    const records = (await knex(table).orderBy('id')) as Row[];
    for (const record of records) expect([record['document_id'], record['created_at'], record['updated_at'], record['published_at']]).not.toContain(null);
    const links = (await knex('external_contacts_contacts_organization_lnk').orderBy('id')) as Row[];
    const keys = ((await knex(keyTable).orderBy('hash')) as Row[]).map((key) => ({ ...key, slot: Number(key['slot']) === 0 ? 'unique' : 'own', alias: Boolean(key['alias']) }));
    return [mask(records), mask(links), mask(keys)];
  };
  const contactRows = (): Promise<Row[][]> => rowsOf('external_contacts_contacts', 'external_contacts_contact_keys');
  const organizationRows = (): Promise<Row[][]> => rowsOf('external_contacts_organizations', 'external_contacts_organization_keys');
  const clear = async (): Promise<void> => {
    for (const contact of await importer.contacts()) await app().strapi.documents(CONTACT).delete({ documentId: contact.documentId });
  };
  const relation = (documentId: string) => ({ connect: [{ documentId }], disconnect: [] });
  const externalIds = () => [{ source, value: '00042' }];

  it.each<[string, Data]>([
    ['with every field', FULL],
    ['with a name alone', { lastName: 'Alone' }],
    ['that opts in', { lastName: 'In', surveyOptOut: false }],
  ])('writes a new contact %s like the document service and the Content Manager', async (_what, data) => {
    await importer.import(fileOf({ ...data, externalId: '00042', 'organization.externalId': 'O1', 'organization.name': 'Acme' }));
    const bulk = await contactRows();
    await clear();
    await app().strapi.documents(CONTACT).create({ data: { ...data, externalIds: externalIds(), organization } });
    const documents = await contactRows();
    await clear();
    await agent.post(`${CM}/${CONTACT}`).send({ ...data, externalIds: externalIds(), organization: relation(organization) }).expect(201);
    const contentManager = await contactRows();

    expect(bulk.map((rows) => rows.length)).toEqual([1, 1, expect.any(Number)]);
    expect(documents).toEqual(bulk);
    expect(contentManager).toEqual(bulk);
  });

  it.each<[string, Data, string]>([
    ['a few fields', { lastName: 'Renamed', workEmail: 'renamed@example.com', surveyOptOut: false }, 'O1'],
    ['another organization', { city: 'Brno' }, 'O2'],
    ['nothing where an identifier stood', { workEmail: null, city: null }, 'O1'],
  ])('updates a contact with %s like the document service and the Content Manager', async (_what, change, to) => {
    const target = to === 'O1' ? organization : other;
    const make = () => app().strapi.documents(CONTACT).create({ data: { ...FULL, externalIds: externalIds(), organization } });

    await make();
    const cells = Object.fromEntries(Object.entries(change).map(([field, value]) => [field, value ?? '#clear']));
    await importer.import(fileOf({ externalId: '00042', ...cells, 'organization.externalId': to }), { clearToken: '#clear' });
    const bulk = await contactRows();
    await clear();
    const byDocuments = await make();
    await app().strapi.documents(CONTACT).update({ documentId: byDocuments.documentId, data: { ...change, organization: target } as never });
    const documents = await contactRows();
    await clear();
    const byContentManager = await make();
    await agent.put(`${CM}/${CONTACT}/${byContentManager.documentId}`).send({ ...change, organization: to === 'O1' ? { connect: [], disconnect: [] } : relation(target) }).expect(200);
    const contentManager = await contactRows();

    expect(documents).toEqual(bulk);
    expect(contentManager).toEqual(bulk);
  });

  it('writes an organization like the document service and the Content Manager', async () => {
    const data: Data = {
      name: 'Příklad s.r.o.', companyType: 's.r.o.', industry: 'Retail', address: 'Dlouhá 1', phoneNumber: '+420601000001', employeeCount: 250, revenue: 1234567.5,
      tags: 'a;b', websites: 'https://www.example.com', domain: 'WWW.Example.com', tickers: 'EX', externalSystemUrl: 'https://crm.example.com/o/1',
    };
    const remove = async (): Promise<void> => {
      for (const each of await importer.organizations()) await app().strapi.documents(ORGANIZATION).delete({ documentId: each.documentId });
    };
    await remove();
    await importer.import(fileOf({ ...data, externalId: '00042' }), { target: 'organizations' });
    const bulk = await organizationRows();
    await remove();
    await app().strapi.documents(ORGANIZATION).create({ data: { ...data, externalIds: externalIds() } as never });
    const documents = await organizationRows();
    await remove();
    await agent.post(`${CM}/${ORGANIZATION}`).send({ ...data, externalIds: externalIds() }).expect(201);

    expect(bulk[0]).toHaveLength(1);
    expect(documents).toEqual(bulk);
    expect(await organizationRows()).toEqual(bulk);
  });
};
