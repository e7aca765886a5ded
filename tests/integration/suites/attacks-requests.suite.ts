import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { createSuperAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { onFailpoint } from '../../support/failpoints';
import { anonymous, withToken, type Agent } from '../../support/http';
import { createImporter } from '../../support/imports';

const SETTING = { target: 'contacts', fields: [{ column: 'lastName', field: 'lastName' }] };

/** Waits until this process passes the failpoint once. */
const nextFailpoint = (name: string): Promise<void> =>
  new Promise((resolve) => {
    const stop = onFailpoint(name, () => {
      stop();
      resolve();
    });
  });

/** Requests that a panel never sends. Each gets an answer below 500 that says nothing of the database. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  let admin: Agent;

  beforeAll(async () => {
    await importer.reset();
    admin = withToken(app(), (await createSuperAdmin(app())).token);
  });

  const upload = async (text = 'lastName\nLee\n'): Promise<string> => {
    const answer = await admin.post('/external-contacts/files?name=a.csv').type('application/octet-stream').send(Buffer.from(text)).expect(201);
    return (answer.body as { id: string }).id;
  };

  it.each(['/jobs/%00', '/files/j%00', '/import-settings/%00', '/external-sources/%00', '/contacts/%00', '/jobs/%E0%A4%A', `/jobs/${'j'.repeat(5_000)}`])('answers 404 to %s', async (path) => {
    const answer = await admin.get(`/external-contacts${path}`);

    expect(answer.status).toBe(404);
  });

  it.each(['/jobs?q=%00', '/import-settings?q=a%00', '/contacts?q=%00', '/contacts?organization=%00', '/jobs?q[]=1'])(
    'refuses %s with 400',
    async (path) => {
      const answer = await admin.get(`/external-contacts${path}`);

      expect(answer.status).toBe(400);
      expect(answer.text).not.toMatch(/select |insert |at .*\.js/iu);
    },
  );

  it.each([
    ['U+0000 in a name', { ...SETTING, name: 'a\u0000b' }],
    ['U+0000 in a default', { ...SETTING, name: 'n1', fields: [{ column: 'lastName', field: 'lastName', default: 'a\u0000' }] }],
    ['half a surrogate pair in a value', { ...SETTING, name: 'n2', fields: [{ column: 'lastName', field: 'lastName', values: { a: '\ud800' } }] }],
    ['half a surrogate pair in a key', { ...SETTING, name: 'n3', fields: [{ column: 'lastName', field: 'lastName', values: { '\udc00': 'a' } }] }],
  ])('refuses a setting with %s', async (_title, setting) => {
    const answer = await admin.post('/external-contacts/import-settings').send(setting);

    expect(answer.status).toBe(400);
  });

  it('refuses JSON that is nested too deep for those who walk through it', async () => {
    const rules = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;

    const answer = await admin.post('/external-contacts/import-settings').type('json').send(`{"name":"deep","target":"contacts","rules":${rules}}`);

    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThan(2_000);
  });

  it.each(['id', 'documentId', 'createdBy', 'publishedAt', 'mergedInto', 'lastJob', 'expert', 'copy', 'transfer', 'roles', 'password', '__proto__', 'constructor', 'organization.id', 'organization.createdBy'])(
    'maps no column to %s',
    async (field) => {
      const file = await upload();

      const answer = await admin.post('/external-contacts/jobs').send({ file, setting: { ...SETTING, fields: [{ column: 'lastName', field }] } });

      expect(answer.status).toBe(400);
    },
  );

  it('takes __proto__ among the words of a column for a word', async () => {
    const file = await upload('lastName\n__proto__\nconstructor\n');

    const answer = await admin.post('/external-contacts/jobs').type('json').send(`{"file":"${file}","setting":{"target":"contacts","fields":[{"column":"lastName","field":"lastName","values":{"__proto__":"Lee"}}]}}`);

    expect([201, 400]).toContain(answer.status);
    expect(({} as Record<string, unknown>)['Lee']).toBeUndefined();
  });

  it.each(['/External-Contacts/files', '/external-contacts//files', '/external-contacts/files/'])('leaves no temporary file of a multipart request to %s', async (path) => {
    const files = (): string[] => readdirSync(tmpdir()).filter((name) => /^[0-9a-f]{20,}/iu.test(name));
    const before = new Set(files());

    const answer = await anonymous(app()).post(path).attach('other', Buffer.from('a,b\n1,2\n'), 'x.csv');

    expect(answer.status).toBeLessThan(500);
    expect(files().filter((name) => !before.has(name))).toEqual([]);
  });

  it('keeps the name of a file out of the header of its download', async () => {
    const answer = await admin.post(`/external-contacts/files?name=${encodeURIComponent('a"\r\nSet-Cookie: x=1;.csv')}`).type('application/octet-stream').send(Buffer.from('a\n1\n')).expect(201);

    const download = await admin.get(`/external-contacts/files/${(answer.body as { id: string }).id}/original`);

    expect(download.status).toBe(200);
    expect(download.headers['set-cookie']).toBeUndefined();
    expect(download.headers['content-disposition']).not.toMatch(/[\r\n]/u);
  });

  it('keeps nothing of an upload whose client went away, and takes it for no defect', async () => {
    const errors = jest.spyOn(app().strapi.log, 'error').mockImplementation(() => app().strapi.log);
    const { token } = await createSuperAdmin(app());
    const begun = nextFailpoint('upload.file.after-insert');
    const sending = request(`${app().url}/external-contacts/files?name=a.csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream', 'content-length': '1000000' },
    });
    sending.on('error', () => undefined).write(`lastName\n${'Lee\n'.repeat(50_000)}`);
    await begun;

    sending.destroy();

    const left = async (): Promise<number> => (await app().strapi.db.getConnection('external_contacts_files').where({ state: 'uploading' })).length;
    while ((await left()) > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(errors).not.toHaveBeenCalled();
    errors.mockRestore();
  });

  describe('with an Idempotency-Key', () => {
    const create = (agent: Agent, key: string, body: object) => agent.post('/external-contacts/jobs').set('Idempotency-Key', key).send(body);

    it('makes one job of two requests at once', async () => {
      const file = await upload();

      const answers = await Promise.all([1, 2, 3, 4].map(() => create(admin, 'at-once', { file, setting: SETTING })));

      expect(new Set(answers.map(({ body }) => (body as { id?: string }).id)).size).toBe(1);
    });

    it('refuses the key of another request', async () => {
      const file = await upload();
      await create(admin, 'two-bodies', { file, setting: SETTING }).expect(201);

      const answer = await create(admin, 'two-bodies', { file: await upload('lastName\nSmith\n'), setting: SETTING });

      expect([answer.status, (answer.body as { error: { details: { code: string } } }).error.details.code]).toEqual([409, 'job.idempotency-key-used']);
    });

    it('keeps the keys of two people apart', async () => {
      const other = withToken(app(), (await createSuperAdmin(app())).token);
      const first = await create(admin, 'shared', { file: await upload(), setting: SETTING }).expect(201);

      const answer = await create(other, 'shared', { file: (first.body as { file: { id: string } }).file.id, setting: SETTING });

      expect((answer.body as { id?: string }).id).not.toBe((first.body as { id: string }).id);
    });

    it('refuses a key that is too long to be stored', async () => {
      const answer = await create(admin, 'k'.repeat(300), { file: await upload(), setting: SETTING });

      expect(answer.status).toBe(400);
    });
  });

  it.each(['javascript:alert(1)//{id}', ' javascript:{id}', 'data:text/html,{id}', 'https://example.com/'])('stores no deep link of a source that is %s, whoever writes it', async (urlTemplate) => {
    const byDocuments = async () => app().strapi.documents('plugin::external-contacts.external-source').create({ data: { name: urlTemplate, urlTemplate } as never });

    await expect(byDocuments()).rejects.toMatchObject({ details: { code: 'external-source.url-template' } });
    const byRoute = await admin.post('/external-contacts/external-sources').send({ name: urlTemplate, urlTemplate });
    expect(byRoute.status).toBe(400);
  });

  it('keeps an external source that a waiting job will write', async () => {
    const { id } = await importer.addSource('Soon in use');
    const file = await upload('externalId,lastName\nC1,Lee\n');
    await admin.post('/external-contacts/jobs').send({ file, setting: { target: 'contacts', externalSource: id, fields: [{ column: 'externalId', field: 'externalId' }, { column: 'lastName', field: 'lastName' }] } }).expect(201);

    const answer = await admin.delete(`/external-contacts/external-sources/${id}`);

    expect(answer.status).toBe(409);
  });
};
