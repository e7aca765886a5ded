import type { TestApp } from '../../support/boot-strapi';
import { createApiToken, createSuperAdmin } from '../../support/admin-user';
import { withToken } from '../../support/http';

const CONTACT = 'plugin::external-contacts.contact';
const SOURCE = 'plugin::external-contacts.external-source';
const CONTENT_MANAGER = `/content-manager/collection-types/${CONTACT}`;
const REST = '/api/external-contacts/contacts';

interface KeyRow { record_id: number | string; field: string; slot: number | string }

export default (app: () => TestApp): void => {
  const keysOf = async (id: number): Promise<string[]> => {
    const rows = (await app().strapi.db.connection('external_contacts_contact_keys').where('record_id', id)) as KeyRow[];
    return rows.map((row) => `${row.field}${Number(row.slot) === 0 ? '!' : ''}`).sort();
  };
  const idOf = async (where: object): Promise<number> => Number((await app().strapi.db.query(CONTACT).findOne({ where }))?.id);
  const values = (name: string) => ({ lastName: name, workEmail: ` ${name}@Example.com `, cellPhone: '06 12 34 56 78', countryCode: 'fr', username: name });

  let admin = '';
  let token = '';
  beforeAll(async () => {
    admin = (await createSuperAdmin(app())).token;
    token = await createApiToken(app(), { type: 'full-access' });
    await app().strapi.documents(SOURCE).create({ data: { name: 'CRM' } });
  });

  const WAYS: Record<string, (data: object) => Promise<unknown>> = {
    'the document service': (data) => app().strapi.documents(CONTACT).create({ data }),
    'db.query create': (data) => app().strapi.db.query(CONTACT).create({ data }),
    'db.query createMany': (data) => app().strapi.db.query(CONTACT).createMany({ data: [data] }),
    'the Content Manager': (data) => withToken(app(), admin).post(CONTENT_MANAGER).send(data).expect(201),
    REST: (data) => withToken(app(), token).post(REST).send({ data }).expect(201),
  };
  for (const [way, create] of Object.entries(WAYS)) {
    it(`writes keys and normal forms when ${way} creates a contact`, async () => {
      const name = `made-${way.replace(/\W/gu, '')}`;

      await create({ ...values(name), externalIds: [{ source: 'crm', value: ` ${way} ` }] });

      const found = await app().strapi.db.query(CONTACT).findOne({ where: { lastName: name } });
      expect(found).toMatchObject({ workEmail: `${name}@Example.com`, cellPhone: '+33612345678', countryCode: 'FR', externalIds: [{ value: way }] });
      expect(await keysOf(Number(found?.id))).toEqual(['cellPhone', 'externalId!', 'username!', 'workEmail']);
    });
  }

  it('follows an update by the document service, the Content Manager, REST and db.query', async () => {
    const { documentId, id } = await app().strapi.documents(CONTACT).create({ data: values('updated') });
    const withoutEmail: object = { workEmail: null };

    await app().strapi.documents(CONTACT).update({ documentId, data: withoutEmail });
    expect(await keysOf(Number(id))).toEqual(['cellPhone', 'username!']);

    await withToken(app(), admin).put(`${CONTENT_MANAGER}/${documentId}`).send({ homePhone: '01 42 68 53 00' }).expect(200);
    expect(await keysOf(Number(id))).toEqual(['cellPhone', 'homePhone', 'username!']);

    await withToken(app(), token).put(`${REST}/${documentId}`).send({ data: { cellPhone: null } }).expect(200);
    expect(await keysOf(Number(id))).toEqual(['homePhone', 'username!']);

    await app().strapi.db.query(CONTACT).updateMany({ where: { lastName: 'updated' }, data: { otherEmail: 'o@example.com', lastName: 'renamed' } });
    expect(await keysOf(Number(id))).toEqual(['homePhone', 'otherEmail', 'username!']);
  });

  it('drops the keys of deleted contacts', async () => {
    await app().strapi.db.query(CONTACT).createMany({ data: [values('gone1'), values('gone2')] });
    const ids = [await idOf({ lastName: 'gone1' }), await idOf({ lastName: 'gone2' })];

    await app().strapi.db.query(CONTACT).delete({ where: { lastName: 'gone1' } });
    await app().strapi.db.query(CONTACT).deleteMany({ where: { lastName: 'gone2' } });

    expect(await Promise.all(ids.map(keysOf))).toEqual([[], []]);
  });

  it('refuses a user name and an external ID that another contact has, and writes nothing', async () => {
    const externalIds = [{ source: 'CRM', value: '00042' }];
    await app().strapi.documents(CONTACT).create({ data: { lastName: 'first', username: 'Owner', externalIds } });
    const before = await app().strapi.db.query(CONTACT).count();

    await expect(app().strapi.db.query(CONTACT).create({ data: { username: 'OWNER' } })).rejects.toMatchObject({ details: { code: 'username.taken' } });
    await expect(app().strapi.db.query(CONTACT).createMany({ data: [{ username: 'twin' }, { username: 'TWIN' }] })).rejects.toMatchObject({ code: 'username.taken' });
    const answer = await withToken(app(), admin).post(CONTENT_MANAGER).send({ lastName: 'second', externalIds });

    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ data: null, error: { status: 409, details: { code: 'external-id.taken' } } });
    expect(await app().strapi.db.query(CONTACT).count()).toBe(before);
  });

  it('gives a copy of a contact no unique identifiers', async () => {
    const { documentId } = await app().strapi.documents(CONTACT).create({ data: { ...values('original'), externalIds: [{ source: 'CRM', value: 'copy-me' }] } });

    const copy = await app().strapi.documents(CONTACT).clone({ documentId, data: { lastName: 'copy' } });

    expect(await keysOf(Number(copy?.entries[0]?.id))).toEqual(['cellPhone', 'workEmail']);
  });

  it('takes keys back together with a transaction that fails', async () => {
    const count = async () => Number((await app().strapi.db.connection('external_contacts_contact_keys').count({ n: '*' }))[0]?.['n']);
    const before = await count();

    const failing = app().strapi.db.transaction(async () => {
      await app().strapi.documents(CONTACT).create({ data: values('rolled-back') });
      throw new Error('later step');
    });

    await expect(failing).rejects.toThrow('later step');
    expect(await count()).toBe(before);
  });

  it('rebuilds lost and stale keys from the records', async () => {
    const keys = () => app().strapi.db.connection('external_contacts_contact_keys');
    const { id } = await app().strapi.documents(CONTACT).create({ data: values('reindexed') });
    await keys().where('record_id', id).delete();
    await keys().insert({ hash: 'f'.repeat(32), slot: 9_999_999, record_id: 9_999_999, field: 'workEmail', alias: false });

    const report = await app().strapi.plugin('external-contacts').service('contacts').reindex();

    expect(report.contacts.conflicts).toBe(0);
    expect(await keysOf(Number(id))).toEqual(['cellPhone', 'username!', 'workEmail']);
    expect(await keysOf(9_999_999)).toEqual([]);
  });

  it('refuses what is no e-mail address in linear time', async () => {
    const hostile = `${'a'.repeat(60)}@${'a-'.repeat(90)}!`;
    const started = Date.now();

    const answer = await withToken(app(), token).post(REST).send({ data: { workEmail: hostile } });

    expect(answer.body).toMatchObject({ error: { details: { code: 'email.invalid' } } });
    expect(Date.now() - started).toBeLessThan(1000);
  });

  it('lets no request write what only the plugin sets, and shows it to nobody', async () => {
    const answer = await withToken(app(), token).post(REST).send({ data: { lastName: 'guarded', mergedInto: 'x', lastJob: 'y' } });

    expect(answer.status).toBe(201);
    expect(answer.text).not.toMatch(/mergedInto|lastJob/u);
    expect(await app().strapi.db.query(CONTACT).findOne({ where: { lastName: 'guarded' } })).toMatchObject({ mergedInto: null, lastJob: null });
  });

  it('answers with the survivor of a merged contact, and lists the survivor only', async () => {
    const survivor = await app().strapi.documents(CONTACT).create({ data: { lastName: 'survivor', department: 'merge-test' } });
    const loser = await app().strapi.documents(CONTACT).create({ data: { lastName: 'loser', department: 'merge-test', mergedInto: survivor.documentId } });

    const one = await withToken(app(), admin).get(`/external-contacts/contacts/${loser.documentId}`);
    const list = await withToken(app(), admin).get('/external-contacts/contacts?q=merge-test');

    expect(one.body).toMatchObject({ documentId: survivor.documentId, lastName: 'survivor' });
    expect((list.body as { results: { lastName: string }[] }).results.map((contact) => contact.lastName)).toEqual(['survivor']);
  });
};
