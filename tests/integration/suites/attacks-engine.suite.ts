import { ACTIONS, actionId, type ActionUid } from '../../../server/src/access';
import type { HeldRowDto, JobDto, JobRowsDto } from '../../../server/src/contracts';
import { createAdminWith, createApiToken, createSuperAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { createImporter, csv } from '../../support/imports';

const ADMIN = '/external-contacts';
const API = '/api/external-contacts';
const FIELDS = [{ column: 'lastName', field: 'lastName' }, { column: 'workEmail', field: 'workEmail' }];
const SETTING = { target: 'contacts', fields: FIELDS };
const DELETES = { ...SETTING, actionColumn: 'do', matchBy: ['email'] };
const HEADER = 'do,lastName,workEmail';
const HOLD = { ...SETTING, matchBy: ['email'], mergeMode: 'hold' };
const scope = (name: string): string => `plugin::external-contacts.${name}`;

/** What corrections, retries, decisions, undo and exports let somebody do or read who may not. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  const all: ActionUid[] = ACTIONS.map(({ uid }) => uid);
  const adminWithout = async (...lacking: ActionUid[]): Promise<Agent> => withToken(app(), (await createAdminWith(app(), all.filter((uid) => !lacking.includes(uid)).map(actionId))).token);
  const tokenWith = async (...scopes: string[]): Promise<Agent> => withToken(app(), await createApiToken(app(), { type: 'custom', permissions: scopes.map(scope) }));
  let owner: Agent;

  beforeEach(async () => {
    await importer.reset();
    owner = withToken(app(), (await createSuperAdmin(app())).token);
  });

  const upload = async (agent: Agent, bytes: string, { prefix = ADMIN, name = 'a.csv' } = {}): Promise<string> => {
    const answer = await agent.post(`${prefix}/files?name=${name}`).type('application/octet-stream').send(Buffer.from(bytes)).expect(201);
    return (answer.body as { id: string }).id;
  };
  /** Planned, and waiting for its go. */
  const plan = async (bytes: string, setting: object | string = SETTING, { agent = owner, prefix = ADMIN } = {}): Promise<string> => {
    const { id } = (await agent.post(`${prefix}/jobs`).send({ file: await upload(agent, bytes, { prefix }), setting }).expect(201)).body as JobDto;
    await importer.step(id);
    return id;
  };
  const go = async (id: string, agent = owner, prefix = ADMIN) => agent.post(`${prefix}/jobs/${id}/import`).send({ planHash: (await importer.get(id)).planHash });
  const run = async (id: string): Promise<JobDto> => {
    await go(id).then(({ status }) => expect(status).toBe(202));
    await importer.step(id);
    return importer.get(id);
  };
  const fix = (id: string, body: object, agent = owner) => agent.post(`${ADMIN}/jobs/${id}/fixes`).send(body);
  const codeOf = ({ body }: { body: unknown }): unknown => (body as { error?: { details?: { code?: unknown } } }).error?.details?.code;
  const addTwins = async (): Promise<string[]> => {
    const twins = [await importer.addContact({ lastName: 'Lee', workEmail: 'lee@example.com' }), await importer.addContact({ lastName: 'Leeová', workEmail: 'lee@example.com', title: 'Hidden' })];
    return twins.map(({ documentId }) => documentId);
  };
  const held = async (agent = owner): Promise<HeldRowDto[]> => ((await agent.get(`${ADMIN}/held-rows`).expect(200)).body as { results: HeldRowDto[] }).results;

  describe('deletes nothing for who may not delete by import', () => {
    const addLee = () => importer.addContact({ lastName: 'Lee', workEmail: 'lee@example.com' });

    it('although they correct the job of one who may', async () => {
      await addLee();
      const id = await plan(csv(HEADER, 'upsert,Lee,lee@example.com'), DELETES);

      await fix(id, { fixes: [{ kind: 'cell', row: 1, column: 'do', value: 'delete' }] }, await adminWithout('row.delete')).expect(202);
      await importer.step(id);

      expect((await importer.get(id)).plan).toMatchObject({ delete: 0, invalid: 1 });
    });

    it('although they say go to the plan of one who may', async () => {
      await addLee();
      const id = await plan(csv(HEADER, 'delete,Lee,lee@example.com'), DELETES);

      const answer = await go(id, await adminWithout('row.delete'));

      expect(answer.status).toBe(403);
      expect((await run(id)).outcome?.deleted).toBe(1);
    });

    it('although they retry the job of one who may', async () => {
      await addLee();
      const id = await plan(csv(HEADER, 'delete,Lee,lee@example.com'), DELETES);
      await owner.post(`${ADMIN}/jobs/${id}/cancel`).expect(202);

      await (await adminWithout('row.delete')).post(`${ADMIN}/jobs/${id}/retry`).send({ start: 'always' }).expect(202);
      while (await importer.step(id));

      expect(await importer.contacts()).toHaveLength(1);
    });

    it('although they could when the file was planned', async () => {
      await addLee();
      const admin = await createAdminWith(app(), all.map(actionId));
      const agent = withToken(app(), admin.token);
      const id = await plan(csv(HEADER, 'delete,Lee,lee@example.com'), DELETES, { agent });
      await go(id, agent);

      await app().strapi.db.query('admin::permission').deleteMany({ where: { action: actionId('row.delete'), role: { users: { id: admin.id } } } });
      await importer.step(id);

      expect(await importer.contacts()).toHaveLength(1);
      expect(await importer.get(id)).toMatchObject({ state: 'failed', reason: 'job.permission-withdrawn' });
    });
  });

  describe('shows nothing stored to who may not view contacts', () => {
    it('in the values that a merge takes from another record', async () => {
      await addTwins();
      const id = await plan(csv('lastName,workEmail', 'Lee,lee@example.com'), { ...SETTING, matchBy: ['email'], mergeMode: 'merge-all' });
      const agent = await adminWithout('contact.view');

      const texts = await Promise.all(['/rows', '/rows/1', '/issues', '/errors.csv', '/results.csv'].map(async (path) => (await agent.get(`${ADMIN}/jobs/${id}${path}`).expect(200)).text));

      expect((await importer.get(id)).plan?.merge).toBe(1);
      expect(texts.join('')).not.toContain('Hidden');
    });

    it('in held rows, not even which records are in question', async () => {
      const twins = await addTwins();
      await plan(csv('lastName,workEmail', 'Kay,lee@example.com'), HOLD);

      const { text } = await (await adminWithout('contact.view')).get(`${ADMIN}/held-rows`).expect(200);

      expect(text).toContain('Kay');
      for (const record of twins) expect(text).not.toContain(record);
      expect(JSON.stringify(await held())).toContain(twins[0]);
    });

    it('in an export of organizations by a token that may read contacts alone', async () => {
      await importer.addOrganization({ name: 'Secret Ltd' });
      const url = `${API}/targets/organizations/export.csv`;

      await (await tokenWith('target-export.find', 'contact.find')).get(url).expect(403);
      await (await tokenWith('target-export.find', 'contact.find', 'organization.find')).get(url).expect(200);
    });
  });

  it('answers about the job and held row of another as about unknown ones, whatever is asked of them', async () => {
    await addTwins();
    const job = await plan(csv('lastName,workEmail', 'Kay,lee@example.com'), HOLD);
    const file = await upload(owner, csv('lastName,import:job,import:row,import:message', `Kay,${job},1,x`));
    const [row] = await held();
    const agent = await adminWithout('import-job.view-all');
    const own = await plan(csv('lastName', 'Own'), { target: 'contacts', fields: FIELDS.slice(0, 1) }, { agent });
    const ask = async (ids: { job: string; file: string; row: string }) => {
      const { job: id } = ids;
      const answers = await Promise.all([
        agent.post(`${ADMIN}/jobs/${id}/retry`).send({}), agent.post(`${ADMIN}/jobs/${id}/retry`).send({ start: 'wait' }),
        fix(id, { fixes: [{ kind: 'exclude', rows: [1] }] }, agent), fix(own, { file: ids.file }, agent),
        agent.post(`${ADMIN}/jobs/${id}/undo`), agent.get(`${ADMIN}/jobs/${id}/undo-preview`), agent.get(`${ADMIN}/held-rows?job=${id}`),
        agent.post(`${ADMIN}/held-rows/${ids.row}/decide`).send({ decision: 'different' }), agent.post(`${ADMIN}/held-rows/decide`).send({ ids: [ids.row], decision: 'different' }),
      ]);
      return answers.map(({ status, text }) => ({ status, text }));
    };

    const others = await ask({ job, file, row: row?.id ?? '' });

    expect(others).toEqual(await ask({ job: 'j0', file: 'f0', row: 'h0' }));
    expect(new Set(others.map(({ status }) => status))).toEqual(new Set([404]));
    expect((await agent.get(`${ADMIN}/held-rows`)).body).toMatchObject({ results: [], pagination: { total: 0 } });
    const report = await agent.post(`${ADMIN}/files?name=errors.csv`).type('application/octet-stream').send(Buffer.from(csv('lastName,import:job,import:row,import:message', `Kay,${job},1,x`))).expect(201);
    expect(report.body).toMatchObject({ reportOf: null, importedBefore: [] });
  });

  describe('keeps corrections as rules only', () => {
    const everywhere = (from: string, to: string) => ({ fixes: [{ kind: 'everywhere', column: 'lastName', from, to }], keepAsRules: true });
    const save = async (agent = owner): Promise<string> => ((await agent.post(`${ADMIN}/import-settings`).send({ ...SETTING, name: 'Mine' }).expect(201)).body as { id: string }).id;
    const planned = async (setting: string) => plan(csv('lastName,workEmail', 'Lee,lee@example.com'), setting);

    it('in a setting that its corrector may edit, and otherwise corrects nothing', async () => {
      const setting = await save();
      const id = await planned(setting);

      const answer = await fix(id, everywhere('Lee', 'Kay'), await adminWithout('import-settings.view-all'));

      expect([answer.status, (await importer.get(id)).state]).toEqual([404, 'validated']);
      expect((await owner.get(`${ADMIN}/import-settings/${setting}`)).body).toMatchObject({ version: 1 });
    });

    it('of the length that a setting takes, so that it can be read afterwards', async () => {
      const setting = await save();
      const id = await planned(setting);

      const answer = await fix(id, everywhere('Lee', 'x'.repeat(5_000)));

      expect([answer.status, (await importer.get(id)).state]).toEqual([400, 'validated']);
      await planned(setting);
    });

    it('for a token that may update settings', async () => {
      const scopes = ['file.create', 'job.create', 'job.fix', 'import-setting.create', 'contact.create', 'contact.update'];
      const agent = await tokenWith(...scopes);
      const { id: setting } = (await agent.post(`${API}/import-settings`).send({ ...SETTING, name: 'Token' }).expect(201)).body as { id: string };
      const id = await plan(csv('lastName,workEmail', 'Lee,lee@example.com'), setting, { agent, prefix: API });

      await agent.post(`${API}/jobs/${id}/fixes`).send(everywhere('Lee', 'Kay')).expect(403);
    });
  });

  describe('answers below 500', () => {
    it.each(['constructor', '__proto__', 'toString', 'cell\n', ''])('to a fix of the kind %j', async (kind) => {
      const id = await plan(csv('lastName,workEmail', 'Lee,lee@example.com'));

      await fix(id, { fixes: [{ kind, row: 1, column: 'lastName', value: 'x' }] }).expect(400);
    });

    it.each([
      ['no object', [null]], ['a list', [[]]], ['a column of its own kind', [{ kind: 'cell', row: 1, column: {}, value: 'x' }]], ['a column before the first', [{ kind: 'cell', row: 1, column: -1, value: 'x' }]],
      ['half a column', [{ kind: 'cell', row: 1, column: 0.5, value: 'x' }]], ['the column __proto__', [{ kind: 'cell', row: 1, column: '__proto__', value: 'x' }]],
      ['row 0', [{ kind: 'exclude', rows: [0] }]], ['half a row', [{ kind: 'exclude', rows: [1.5] }]], ['a row in words', [{ kind: 'exclude', rows: ['1'] }]], ['no row', [{ kind: 'exclude', rows: [null] }]],
      ['rows that are none', [{ kind: 'exclude', rows: {} }]], ['nothing', []],
    ])('to fixes with %s', async (_title, fixes) => {
      const id = await plan(csv('lastName,workEmail', 'Lee,lee@example.com'));

      await fix(id, { fixes }).expect(400);
    });

    it('to a row beyond all rows', async () => {
      const id = await plan(csv('lastName,workEmail', 'Lee,lee@example.com'));

      for (const row of ['2147483648', '9007199254740991', '9007199254740993', '1e3', '-1', 'x']) await owner.get(`${ADMIN}/jobs/${id}/rows/${row}`).expect(404);
    });

    it('to a file whose rows name a job that no id can be', async () => {
      for (const job of ['j\u0000', `j${'x'.repeat(100_000)}`, '__proto__']) {
        const answer = await owner.post(`${ADMIN}/files?name=e.csv`).type('application/octet-stream').send(Buffer.from(csv('lastName,import:job,import:row,import:message', `Lee,${job},1,x`)));

        expect([answer.status, (answer.body as { reportOf?: unknown }).reportOf]).toEqual([201, null]);
      }
    });

    it('to a corrected file with rows that are none, of another job, or twice', async () => {
      const id = await plan(csv('lastName,workEmail', 'Lee,nobody'));
      const other = await plan(csv('lastName,workEmail', 'Lee,nobody'));
      const lines = [`A,a@example.com,${other},1`, `B,b@example.com,${id},99999999999999999999`, `C,c@example.com,${id},-1`, `D,d@example.com,${id},`, `E,e@example.com,${id},1`, `F,f@example.com,${id},1`];

      const answer = await fix(id, { file: await upload(owner, csv('lastName,workEmail,import:job,import:row', ...lines)) });

      expect(answer.status).toBe(202);
      expect(answer.body).toMatchObject({ taken: { rows: 1 }, refused: { counts: { 'other-job': 1, 'row-unknown': 3, 'row-repeated': 1, 'row-done': 0 } } });
    });
  });

  it('says of a held row only what its candidates are asked about', async () => {
    await addTwins();
    const stranger = await importer.addContact({ lastName: 'Stranger', workEmail: 's@example.com' });
    await plan(csv('lastName,workEmail', 'Kay,lee@example.com'), HOLD);
    const [row] = await held();

    const answers = await Promise.all([stranger.documentId, 'no-such-record', '__proto__'].map((record) => owner.post(`${ADMIN}/held-rows/${row?.id ?? ''}/decide`).send({ decision: 'same', record })));

    expect(answers.map((answer) => [answer.status, codeOf(answer)])).toEqual(answers.map(() => [400, 'held-row.record-unknown']));
  });

  describe('at once', () => {
    it('begins one retry and one undo of two', async () => {
      const id = await plan(csv('lastName,workEmail', 'Lee,lee@example.com', 'Kay,nobody'));
      await run(id);
      await fix(id, { fixes: [{ kind: 'cell', row: 2, column: 'workEmail', value: 'k@example.com' }] }).expect(202);
      await importer.step(id);
      await owner.post(`${ADMIN}/jobs/${id}/cancel`).expect(202);

      const retries = await Promise.all([1, 2, 3].map(() => owner.post(`${ADMIN}/jobs/${id}/retry`).send({ start: 'wait' })));
      await importer.step(id);
      await owner.post(`${ADMIN}/jobs/${id}/cancel`).expect(202);
      const undos = await Promise.all([1, 2, 3].map(() => owner.post(`${ADMIN}/jobs/${id}/undo`)));

      expect(retries.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
      expect(undos.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    });

    it('takes one of two decisions on a job that is planned again by them', async () => {
      await addTwins();
      await plan(csv('lastName,workEmail', 'Kay,lee@example.com'), HOLD);
      const [row] = await held();
      const [one, two] = row?.candidates ?? [];

      const answers = await Promise.all([one, two].map((candidate) => owner.post(`${ADMIN}/held-rows/${row?.id ?? ''}/decide`).send({ decision: 'same', record: candidate?.record })));

      expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
      expect(answers.every(({ status }) => [200, 404, 409].includes(status))).toBe(true);
    });

    it('takes no decision on a job whose retry has begun meanwhile', async () => {
      await addTwins();
      const id = await plan(csv('lastName,workEmail', 'Kay,lee@example.com'), HOLD);
      await run(id);
      const [row] = await held();

      const [retried, decided] = await Promise.all([
        owner.post(`${ADMIN}/jobs/${id}/retry`).send({ start: 'wait' }),
        owner.post(`${ADMIN}/held-rows/${row?.id ?? ''}/decide`).send({ decision: 'different' }),
      ]);
      await importer.step(id);

      expect([retried.status, [200, 404, 409].includes(decided.status)]).toEqual([202, true]);
      // Either it was taken before the retry began, which then reads it, or it was refused.
      expect((await importer.get(id)).plan).toMatchObject(decided.status === 200 ? { create: 1, hold: 0 } : { create: 0, hold: 1 });
    });
  });

  it('gives corrected cells back guarded, in errors.csv, results.csv and the export', async () => {
    const id = await plan(csv('lastName,workEmail', 'Lee,lee@example.com', 'Kay,nobody'));
    await fix(id, { fixes: [{ kind: 'everywhere', column: 'lastName', from: 'Lee', to: '=1+1' }, { kind: 'cell', row: 2, column: 'lastName', value: '@SUM(1)' }] }).expect(202);
    await importer.step(id);
    await run(id);

    const texts = await Promise.all([`/jobs/${id}/errors.csv`, `/jobs/${id}/results.csv`, '/targets/contacts/export.csv'].map(async (path) => (await owner.get(ADMIN + path).expect(200)).text));

    expect(texts.join('\n')).not.toMatch(/(^|[,\n"])[=@]/u);
    expect(texts[2]).toContain(`"'=1+1"`);
  });

  it('asks about more rows of a block, and takes more decisions at once, than SQLite inserts in one statement', async () => {
    await addTwins();
    const id = await plan(csv('lastName,workEmail', ...Array.from({ length: 1_200 }, (_, index) => `Kay${index},lee@example.com`)), HOLD);
    const ids: string[] = [];
    for (let page = 1; page <= 10; page += 1) {
      const { results } = (await owner.get(`${ADMIN}/held-rows?pageSize=100&page=${page}`).expect(200)).body as { results: HeldRowDto[] };
      ids.push(...results.map((row) => row.id));
    }

    await owner.post(`${ADMIN}/held-rows/decide`).send({ ids, decision: 'different' }).expect(200);
    await importer.step(id);

    expect((await importer.get(id)).plan).toMatchObject({ create: 1_000, hold: 200 });
  });

  it('keeps its rows to whom they belong while they are corrected', async () => {
    const id = await plan(csv('lastName,workEmail', 'Lee,lee@example.com'));
    await fix(id, { fixes: [{ kind: 'cell', row: 1, column: 'lastName', value: 'Kay' }] }).expect(202);

    const answers = await Promise.all([fix(id, { fixes: [{ kind: 'exclude', rows: [1] }] }), owner.post(`${ADMIN}/jobs/${id}/retry`).send({}), owner.post(`${ADMIN}/jobs/${id}/undo`), owner.get(`${ADMIN}/jobs/${id}/undo-preview`)]);
    await importer.step(id);

    expect(answers.map(({ status }) => status)).toEqual([409, 409, 409, 409]);
    expect(((await owner.get(`${ADMIN}/jobs/${id}/rows`)).body as JobRowsDto).rows[0]?.cells).toEqual(['Kay', 'lee@example.com']);
  });
};
