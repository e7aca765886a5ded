import { ACTIONS, actionId, type ActionUid } from '../../../server/src/access';
import { createAdminWith, createApiToken, createSuperAdmin, type TestAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { createImporter } from '../../support/imports';

const FIELDS = [{ column: 'lastName', field: 'lastName' }, { column: 'workEmail', field: 'workEmail' }];
const SETTING = { target: 'contacts', fields: FIELDS };
const ORGANIZATIONS = { target: 'contacts', fields: [{ column: 'lastName', field: 'lastName' }, { column: 'workEmail', field: 'organization.name' }], organizations: { matchBy: 'name', missing: 'create' } };
const scope = (name: string): string => `plugin::external-contacts.${name}`;
const TOKEN_SCOPES = ['file.create', 'file.findOne', 'job.create', 'job.findOne', 'job.import', 'contact.create', 'contact.update'].map(scope);

/** Whoever may do less than everything, and what a job does once its starter may do less than before. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  const all: ActionUid[] = ACTIONS.map(({ uid }) => uid);
  const adminWithout = (...lacking: ActionUid[]): Promise<TestAdmin> => createAdminWith(app(), all.filter((uid) => !lacking.includes(uid)).map(actionId));
  const as = (admin: TestAdmin): Agent => withToken(app(), admin.token);
  const ADMIN = '/external-contacts';
  const API = '/api/external-contacts';

  beforeEach(() => importer.reset());

  const upload = async (agent: Agent, prefix = ADMIN, text = 'lastName,workEmail\nLee,lee@example.com\nKay,kay@example.com\n'): Promise<string> => {
    const answer = await agent.post(`${prefix}/files?name=a.csv`).type('application/octet-stream').send(Buffer.from(text)).expect(201);
    return (answer.body as { id: string }).id;
  };
  const createJob = async (agent: Agent, { prefix = ADMIN, ...body }: { prefix?: string; setting?: object; start?: string } = {}) =>
    agent.post(`${prefix}/jobs`).send({ file: await upload(agent, prefix), setting: SETTING, ...body });
  /** A job that is planned and confirmed, and that no worker has taken yet. */
  const queued = async (agent: Agent, prefix = ADMIN): Promise<string> => {
    const { id } = (await createJob(agent, { prefix })).body as { id: string };
    await importer.step(id);
    const { planHash } = await importer.get(id);
    await agent.post(`${prefix}/jobs/${id}/import`).send({ planHash }).expect(202);
    return id;
  };
  const end = async (id: string) => {
    await importer.step(id);
    const { state, reason } = await importer.get(id);
    return { state, reason, contacts: (await importer.contacts()).length };
  };
  const STOPPED = { state: 'failed', reason: 'job.permission-withdrawn', contacts: 0 };

  it.each([['deactivated', { isActive: false }], ['blocked', { blocked: true }]])('imports nothing for an administrator who was %s after the go', async (_title, data) => {
    const admin = await createSuperAdmin(app());
    const id = await queued(as(admin));

    await app().strapi.db.query('admin::user').update({ where: { id: admin.id }, data });

    expect(await end(id)).toEqual(STOPPED);
  });

  it('imports nothing for an administrator who was deleted after the go', async () => {
    const admin = await createSuperAdmin(app());
    const id = await queued(as(admin));

    await app().strapi.db.query('admin::user').delete({ where: { id: admin.id } });

    expect(await end(id)).toEqual(STOPPED);
  });

  it('imports nothing for an administrator whose role lost the right after the go', async () => {
    const admin = await adminWithout();
    const id = await queued(as(admin));

    await app().strapi.db.query('admin::permission').deleteMany({ where: { action: actionId('external-entity.import'), role: { users: { id: admin.id } } } });

    expect(await end(id)).toEqual(STOPPED);
  });

  it('imports nothing for a token that was revoked after the go', async () => {
    const token = await createApiToken(app(), { type: 'custom', permissions: TOKEN_SCOPES });
    const id = await queued(withToken(app(), token), API);

    await app().strapi.db.query('admin::api-token').deleteMany({});

    expect(await end(id)).toEqual(STOPPED);
  });

  it('imports for an administrator and for a token that are still what they were', async () => {
    const admin = await adminWithout();
    const token = await createApiToken(app(), { type: 'custom', permissions: TOKEN_SCOPES });

    const first = await end(await queued(as(admin)));
    const second = await end(await queued(withToken(app(), token), API));

    expect([first.state, second.state, second.contacts]).toEqual(['completed', 'completed', 2]);
    const [contact] = (await app().strapi.db.query('plugin::external-contacts.contact').findMany({ populate: ['createdBy'] })) as { createdBy: { id: number } | null }[];
    expect(contact?.createdBy?.id).toBe(admin.id);
  });

  it('lets nobody without the right to import set it off by `start`', async () => {
    const agent = as(await adminWithout('import-job.edit'));
    const token = withToken(app(), await createApiToken(app(), { type: 'custom', permissions: TOKEN_SCOPES.filter((name) => !name.endsWith('job.import')) }));

    const answers = [await createJob(agent, { start: 'when-valid' }), await createJob(agent), await createJob(token, { prefix: API, start: 'when-valid' })];

    expect(answers.map(({ status }) => status)).toEqual([403, 201, 403]);
  });

  it('lets a token create no organizations by the rows of contacts', async () => {
    const token = withToken(app(), await createApiToken(app(), { type: 'custom', permissions: TOKEN_SCOPES }));
    const wider = withToken(app(), await createApiToken(app(), { type: 'custom', permissions: [...TOKEN_SCOPES, scope('organization.create'), scope('organization.update')] }));

    const answers = [await createJob(token, { prefix: API, setting: ORGANIZATIONS }), await createJob(wider, { prefix: API, setting: ORGANIZATIONS })];

    expect(answers.map(({ status }) => status)).toEqual([403, 201]);
  });

  it('names no stored record to who may not view contacts, in results.csv either', async () => {
    const agent = as(await adminWithout('contact.view'));
    const { documentId } = await importer.addContact({ lastName: 'Lee', workEmail: 'lee@example.com' });
    const id = await queued(agent);
    await importer.step(id);

    const results = await agent.get(`${ADMIN}/jobs/${id}/results.csv`).expect(200);
    const rows = await agent.get(`${ADMIN}/jobs/${id}/rows`).expect(200);

    expect(results.text).toContain('Lee');
    expect(results.text + rows.text).not.toContain(documentId);
  });

  describe('for an administrator who sees own work only', () => {
    const paths = (id: string): string[] => ['', '/rows', '/rows/1', '/issues', '/errors.csv', '/results.csv'].map((end_) => `/jobs/${id}${end_}`);
    const filePaths = (id: string): string[] => ['', '/preview', '/original'].map((end_) => `/files/${id}${end_}`);

    it('answers about the job, file and setting of another as about unknown ones', async () => {
      const owner = as(await createSuperAdmin(app()));
      const file = await upload(owner);
      const job = ((await owner.post(`${ADMIN}/jobs`).send({ file, setting: SETTING }).expect(201)).body as { id: string }).id;
      const setting = ((await owner.post(`${ADMIN}/import-settings`).send({ ...SETTING, name: 'Mine' }).expect(201)).body as { id: string }).id;
      const agent = as(await adminWithout('import-job.view-all', 'import-settings.view-all'));
      const ask = async (ids: { job: string; file: string; setting: string }) => {
        const answers = [];
        for (const path of [...paths(ids.job), ...filePaths(ids.file), `/import-settings/${ids.setting}`]) answers.push(await agent.get(ADMIN + path));
        answers.push(await agent.post(`${ADMIN}/jobs/${ids.job}/cancel`), await agent.post(`${ADMIN}/jobs/${ids.job}/import`).send({ planHash: 'x' }));
        answers.push(await agent.post(`${ADMIN}/files/${ids.file}/parse`).send({ header: false }), await agent.post(`${ADMIN}/targets/contacts/mapping`).send({ file: ids.file }));
        answers.push(await agent.post(`${ADMIN}/jobs`).send({ file: ids.file, setting: SETTING }), await agent.delete(`${ADMIN}/import-settings/${ids.setting}`));
        answers.push(await agent.put(`${ADMIN}/import-settings/${ids.setting}`).send({ ...SETTING, name: 'x', version: 1 }));
        return answers.map(({ status, text }) => ({ status, text }));
      };

      const others = await ask({ job, file, setting });

      expect(others).toEqual(await ask({ job: 'j0', file: 'f0', setting: 's0' }));
      expect(new Set(others.map(({ status }) => status))).toEqual(new Set([404]));
      expect(((await agent.get(`${ADMIN}/jobs`)).body as { pagination: { total: number } }).pagination.total).toBe(0);
    });
  });
};
