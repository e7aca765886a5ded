import { createAdminWith } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';

const SETTINGS = '/external-contacts/import-settings';
const right = (uid: string): string => `plugin::external-contacts.${uid}`;
const ALL_OWN = ['add', 'edit', 'view', 'delete'].flatMap((verb) => [right(`import-settings.${verb}`), right(`import-csv-settings.${verb}`)]);
const fields = [{ column: 'E-mail', field: 'workEmail' }];

export default (app: () => TestApp): void => {
  let anna: Agent;
  let ben: Agent;
  let chief: Agent;
  beforeAll(async () => {
    const agentWith = async (rights: string[]): Promise<Agent> => withToken(app(), (await createAdminWith(app(), rights)).token);
    [anna, ben, chief] = [await agentWith(ALL_OWN), await agentWith(ALL_OWN), await agentWith([...ALL_OWN, right('import-settings.view-all')])];
  });

  const save = async (body: object): Promise<string> => (await anna.post(SETTINGS).send({ target: 'contacts', ...body }).expect(201)).body.id as string;

  it('gives a saved setting back as it was written', async () => {
    const id = await save({ name: 'CRM contacts', fields, matchBy: ['email'], file: { delimiter: ';' } });

    const { body } = await anna.get(`${SETTINGS}/${id}`).expect(200);

    expect(body).toMatchObject({ name: 'CRM contacts', version: 1, own: true, setting: { fields, matchBy: ['email'], file: { delimiter: ';' } } });
  });

  it('counts versions and refuses a stale one', async () => {
    const id = await save({ name: 'Versions' });
    const next = (version: number) => anna.put(`${SETTINGS}/${id}`).send({ name: 'Versions', target: 'contacts', version });

    const first = await next(1);
    const stale = await next(1);

    expect([first.status, first.body.version]).toEqual([200, 2]);
    expect([stale.status, stale.body.error.details.code]).toEqual([409, 'setting.stale']);
  });

  it('lets one of two savers at the same moment win', async () => {
    const id = await save({ name: 'Race' });
    const change = () => anna.put(`${SETTINGS}/${id}`).send({ name: 'Race', target: 'contacts', version: 1 });

    const answers = await Promise.all([change(), change()]);

    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  it('answers for somebody else’s private setting as for an unknown id', async () => {
    const id = await save({ name: 'Private' });

    const foreign = await ben.get(`${SETTINGS}/${id}`);
    const unknown = await ben.get(`${SETTINGS}/nothing`);
    const list = await ben.get(SETTINGS);

    expect([foreign.status, foreign.body]).toEqual([404, unknown.body]);
    expect((list.body as { results: { name: string }[] }).results.map((setting) => setting.name)).not.toContain('Private');
    await chief.get(`${SETTINGS}/${id}`).expect(200);
  });

  it('shows a shared setting to others, who cannot change or delete it', async () => {
    const id = await save({ name: 'Shared', visibility: 'shared' });

    const seen = await ben.get(`${SETTINGS}/${id}`);
    const changed = await ben.put(`${SETTINGS}/${id}`).send({ name: 'Mine', target: 'contacts', version: 1 });
    const deleted = await ben.delete(`${SETTINGS}/${id}`);

    expect(seen.body).toMatchObject({ name: 'Shared', own: false });
    expect([changed.status, deleted.status]).toEqual([403, 403]);
  });

  it('has one name an owner', async () => {
    await save({ name: 'Twice' });

    const second = await anna.post(SETTINGS).send({ name: 'TWICE', target: 'contacts' });
    const bens = await ben.post(SETTINGS).send({ name: 'Twice', target: 'contacts' });

    expect([second.status, second.body.error.details.code]).toEqual([409, 'setting.name-taken']);
    expect(bens.status).toBe(201);
  });

  it('keeps fields and file for those with the rights of the CSV part', async () => {
    const id = await save({ name: 'Fields', fields, visibility: 'shared' });
    const viewer = withToken(app(), (await createAdminWith(app(), [right('import-settings.view')])).token);
    const adder = withToken(app(), (await createAdminWith(app(), [right('import-settings.add')])).token);

    const seen = await viewer.get(`${SETTINGS}/${id}`);
    const refused = await adder.post(SETTINGS).send({ name: 'New', target: 'contacts', fields });

    expect((seen.body as { setting: object }).setting).not.toHaveProperty('fields');
    expect(refused.status).toBe(403);
  });

  it('refuses a setting with an unknown key', async () => {
    const answer = await anna.post(SETTINGS).send({ name: 'Misspelt', target: 'contacts', mergeMod: 'hold' });

    expect([answer.status, answer.body.error.details.code]).toEqual([400, 'setting.invalid']);
  });

  it('forgets a deleted setting', async () => {
    const id = await save({ name: 'Short-lived', fields });

    await anna.delete(`${SETTINGS}/${id}`).expect(204);

    await anna.get(`${SETTINGS}/${id}`).expect(404);
  });
};
