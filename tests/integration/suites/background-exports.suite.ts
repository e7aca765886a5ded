import { createAdminWith, createSuperAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { createImporter, csv } from '../../support/imports';
import type { ExportDto } from '../../../server/src/contracts';

const BASE = '/external-contacts';
const right = (uid: string): string => `plugin::external-contacts.${uid}`;

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  let agent: Agent;
  beforeAll(async () => {
    agent = withToken(app(), (await createSuperAdmin(app())).token);
  });
  beforeEach(async () => {
    await importer.reset();
    await agent.post(`${BASE}/attributes`).send({ code: 'NOTE', label: 'Note' }).expect(201);
    await importer.import(csv('externalId,lastName,workEmail,attributes.NOTE', ...Array.from({ length: 25 }, (_, index) => `C${index},Person ${index},person${index}@example.com,${index % 2 === 0 ? 'even' : '=odd'}`)));
  });

  const exports = () => app().strapi.plugin('external-contacts').service('background-exports') as unknown as { work(): Promise<number> };
  const ask = async (body: object, by: Agent = agent): Promise<ExportDto> => (await by.post(`${BASE}/exports`).send(body).expect(202)).body as ExportDto;
  const get = async (id: string): Promise<ExportDto> => (await agent.get(`${BASE}/exports/${id}`).expect(200)).body as ExportDto;
  const refusal = (answer: { status: number; body: { error?: { details?: { code?: string } } } }) => [answer.status, answer.body.error?.details?.code];

  it('builds a file of a segment, whose filter is as it was when it was asked for', async () => {
    const { body: segment } = await agent.post(`${BASE}/segments`).send({ name: 'Even', filter: { match: 'all', rules: [{ field: 'attributes.NOTE', operator: 'is', value: 'even' }] } }).expect(201);
    const asked = await ask({ segment: 'even', source: 'CRM', name: '../a:b' });
    await agent.delete(`${BASE}/segments/${segment.id}`).expect(204);

    await exports().work();

    expect(await get(asked.id)).toMatchObject({ state: 'completed', total: 13, records: 13, files: 1, fileName: '_a_b.csv', segment: { name: 'Even' } });
    const file = await agent.get(`${BASE}/exports/${asked.id}/download`).expect(200);
    expect(file.headers['content-disposition']).toContain('_a_b.csv');
    expect(file.text.trim().split('\r\n')).toHaveLength(14);
    expect(await importer.story(await importer.plan(file.text, { fields: undefined as never }))).toEqual(Array.from({ length: 13 }, () => 'unchanged row.unchanged'));
  });

  it('writes several files into a zip, which can be imported again without change', async () => {
    const { id } = await ask({ source: 'CRM', recordsPerFile: 10 });
    await exports().work();

    const { body } = await agent.get(`${BASE}/exports/${id}/download`).buffer(true).parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    }).expect(200);

    expect(await get(id)).toMatchObject({ records: 25, files: 3, fileName: 'contacts.zip' });
    const job = await importer.plan(body as Buffer, { fields: undefined as never });
    expect(job).toMatchObject({ rows: 25, plan: { unchanged: 25 } });
  });

  it('is a file with a header where there is nobody', async () => {
    const { id } = await ask({ target: 'organizations' });
    await exports().work();

    expect(await get(id)).toMatchObject({ state: 'completed', total: 0, records: 0, files: 1 });
    expect((await agent.get(`${BASE}/exports/${id}/download`).expect(200)).text.trim().split('\r\n')).toHaveLength(1);
  });

  it('goes on with what another process has left, and never twice', async () => {
    const { id } = await ask({ source: 'CRM' });
    const table = () => app().strapi.db.connection('external_contacts_exports');
    await table().where({ uid: id }).update({ state: 'running', generation: 7, lease_until_ms: Date.now() + 60_000 });
    await exports().work();
    expect(await get(id)).toMatchObject({ state: 'running', records: 0 });

    await table().where({ uid: id }).update({ lease_until_ms: 1 });
    await Promise.all([exports().work(), exports().work()]);

    expect(await get(id)).toMatchObject({ state: 'completed', records: 25 });
    expect((await agent.get(`${BASE}/exports/${id}/download`).expect(200)).text.trim().split('\r\n')).toHaveLength(26);
  });

  it('gives up on what kills its process each time', async () => {
    const { id } = await ask({});
    await app().strapi.db.connection('external_contacts_exports').where({ uid: id }).update({ state: 'running', crashes: 3, lease_until_ms: 1 });

    await exports().work();

    expect(await get(id)).toMatchObject({ state: 'failed', error: 'export.crashed' });
    expect(refusal(await agent.get(`${BASE}/exports/${id}/download`))).toEqual([409, 'export.failed']);
  });

  it('goes when a person in it may be forgotten, and after its time', async () => {
    const { id } = await ask({});
    await exports().work();
    const [contact] = await importer.contacts();
    await agent.post(`${BASE}/contacts/${String(contact?.documentId)}/erase`).expect(202);

    expect(await get(id)).toMatchObject({ state: 'failed', error: 'export.erased' });
    expect(await app().strapi.db.connection('external_contacts_export_blocks').select('id')).toEqual([]);
    await app().strapi.db.connection('external_contacts_exports').where({ uid: id }).update({ created_ms: 1 });
    await (app().strapi.plugin('external-contacts').service('retention') as unknown as { sweep(): Promise<unknown> }).sweep();
    expect(refusal(await agent.get(`${BASE}/exports/${id}`))).toEqual([404, 'not-found']);
  });

  it('is for whoever asked, and for those who see all', async () => {
    const own = withToken(app(), (await createAdminWith(app(), [right('export.add'), right('contact.view')])).token);
    const other = withToken(app(), (await createAdminWith(app(), [right('export.view'), right('contact.view')])).token);
    const { id } = await ask({}, own);

    await own.get(`${BASE}/exports/${id}`).expect(200);
    expect(refusal(await own.get(`${BASE}/exports/${id}/download`))[0]).toBeLessThan(410);
    expect(refusal(await other.get(`${BASE}/exports/${id}`))).toEqual([404, 'not-found']);
    await agent.get(`${BASE}/exports/${id}`).expect(200);
    await own.post(`${BASE}/exports`).send({ segment: 'any' }).expect(403);
    await other.post(`${BASE}/exports`).send({}).expect(403);
    expect(refusal(await agent.post(`${BASE}/exports`).send({ segment: 'nothing' }))).toEqual([400, 'segment.unknown']);
    expect(((await other.get(`${BASE}/exports`).expect(200)).body as { results: unknown[] }).results).toEqual([]);
  });
};
