import { ACTIONS, actionId } from '../../../server/src/access';
import type { HeldRowDto } from '../../../server/src/contracts';
import { ENDPOINTS, type Endpoint } from '../../../server/src/routes/endpoints';
import { createAdminToken, createAdminWith, createApiToken, createSuperAdmin, createUser, type TestAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { anonymous, withToken, type Agent } from '../../support/http';
import { createImporter, csv, type TestSetting } from '../../support/imports';
import { ANSWERS, EVERYWHERE, EXCEPTIONS, EXPECTED_ACCESS, PERSONS, type Answer, type Person } from '../access/expected-access';

const ADMIN = '/external-contacts';
const API = '/api/external-contacts';
const FIELDS = [{ column: 'lastName', field: 'lastName' }, { column: 'workEmail', field: 'workEmail' }];
const SETTING = { name: 'Private', target: 'contacts', fields: FIELDS };
const SCOPES = [...new Set(ENDPOINTS.filter(({ only }) => only !== 'admin').map(({ handler }) => `plugin::external-contacts.${handler}`))];
const titleOf = ({ method, path }: Endpoint): string => `${method} ${path}`;

/** Where a route asks for one. */
const QUERIES: Readonly<Record<string, string>> = { 'POST /files': '?name=matrix.csv', 'GET /files/:id/values': '?column=0' };

interface Caller { agent: Agent; prefix: string }
/** Ids of somebody else's things. */
interface Things { job: string; file: string; held: string; setting: string; source: string; contact: string; organization: string; webhook: string; preset: string; ownFile: string; attribute: string; consent: string; segment: string }

/** Every route, called by everybody: `tests/integration/access/expected-access.ts` says what each must be answered. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  const callers = new Map<Person | keyof typeof EVERYWHERE, Caller>();
  let things: Things;
  let owner: TestAdmin;

  beforeAll(async () => {
    await importer.reset();
    owner = await createSuperAdmin(app());
    const everything = ACTIONS.map(({ uid }) => uid);
    const admin = (token: string): Caller => ({ agent: withToken(app(), token), prefix: ADMIN });
    const api = (token: string): Caller => ({ agent: withToken(app(), token), prefix: API });
    const all = await createAdminWith(app(), everything.map(actionId));
    const deactivated = await createAdminWith(app(), everything.map(actionId));
    const blocked = await createAdminWith(app(), everything.map(actionId));
    const blockedToken = await createAdminToken(app(), blocked, everything.map(actionId));
    const expired = await createApiToken(app(), { type: 'custom', permissions: SCOPES });
    await app().strapi.db.query('admin::api-token').updateMany({ where: {}, data: { expiresAt: null } });
    const [newest] = (await app().strapi.db.query('admin::api-token').findMany({ orderBy: { id: 'desc' }, limit: 1 })) as { id: number }[];
    await app().strapi.db.query('admin::api-token').update({ where: { id: newest?.id ?? 0 }, data: { lifespan: 1, expiresAt: new Date(Date.now() - 1_000) } as never });
    await app().strapi.db.query('admin::user').update({ where: { id: deactivated.id }, data: { isActive: false } });
    await app().strapi.db.query('admin::user').update({ where: { id: blocked.id }, data: { blocked: true } });

    callers.set('nobody, at the admin routes', { agent: anonymous(app()), prefix: ADMIN });
    callers.set('nobody, at the content API', { agent: anonymous(app()), prefix: API });
    callers.set('a token without any scope', api(await createApiToken(app(), { type: 'custom', permissions: [] })));
    callers.set('an expired token', api(expired));
    callers.set('an administrator without any right', admin((await createAdminWith(app(), [])).token));
    callers.set('a deactivated administrator', admin(deactivated.token));
    callers.set('a token whose owner was blocked', admin(blockedToken.token));
    callers.set('a super administrator', admin(owner.token));
    callers.set('token', api(await createApiToken(app(), { type: 'custom', permissions: SCOPES })));
    callers.set('user', api((await createUser(app(), SCOPES)).token));
    callers.set('own', admin((await createAdminWith(app(), everything.filter((uid) => !uid.endsWith('.view-all')).map(actionId))).token));
    callers.set('all', admin(all.token));
    callers.set('lesser', admin((await createAdminToken(app(), all, (['import-job.view', 'import-csv-file.view', 'contact.view'] as const).map(actionId))).token));
    things = await makeThings();
    // A dozen people log in.
  }, 600_000);

  const makeThings = async (): Promise<Things> => {
    const agent = withToken(app(), owner.token);
    for (const lastName of ['Lee', 'Leeová']) await importer.addContact({ lastName, workEmail: 'lee@example.com' });
    const job = await importer.plan(csv('lastName,workEmail', 'Lee,lee@example.com'), { matchBy: ['email'], mergeMode: 'hold' } as TestSetting);
    const held = ((await agent.get(`${ADMIN}/held-rows`).expect(200)).body as { results: HeldRowDto[] }).results[0]?.id ?? '';
    const { id: ownFile } = (await agent.post(`${ADMIN}/files?name=own.csv`).type('application/octet-stream').send(Buffer.from('lastName,workEmail\nKay,kay@example.com\n')).expect(201)).body as { id: string };
    const hooks = app().strapi.get('webhookStore') as unknown as { createWebhook(data: object): Promise<{ id: string | number }> };
    const webhook = await hooks.createWebhook({ name: 'Matrix', url: 'http://127.0.0.1:9/in', headers: {}, events: [] });
    const contact = await importer.addContact({ lastName: 'Kept' });
    const organization = await importer.addOrganization({ name: 'Kept' });
    return { job: job.id, file: job.file.id, held, setting: await newSetting(), source: (await importer.addSource('Matrix')).id, contact: contact.documentId, organization: organization.documentId, webhook: String(webhook.id), preset: 'genesys', ownFile, attribute: await newThing('attributes'), consent: await newThing('consents'), segment: await newThing('segments') };
  };
  let count = 0;
  const newSetting = async (): Promise<string> =>
    ((await withToken(app(), owner.token).post(`${ADMIN}/import-settings`).send({ ...SETTING, name: `Private ${String((count += 1))}` }).expect(201)).body as { id: string }).id;

  /** Their codes and names are unique. */
  const newThing = async (noun: 'attributes' | 'consents' | 'segments'): Promise<string> => {
    const name = `Thing${String((count += 1))}`;
    return ((await withToken(app(), owner.token).post(`${ADMIN}/${noun}`).send(noun === 'segments' ? { name } : { code: name, label: name }).expect(201)).body as { id: string }).id;
  };

  /** What a route takes away is made anew for each who may. */
  const made: Record<string, () => Promise<string>> = {
    'DELETE /import-settings/:id': newSetting,
    'DELETE /attributes/:id': () => newThing('attributes'),
    'DELETE /consents/:id': () => newThing('consents'),
    'DELETE /segments/:id': () => newThing('segments'),
    'DELETE /external-sources/:id': async () => (await importer.addSource(`Source ${String((count += 1))}`)).id,
    'DELETE /contacts/:id': async () => (await importer.addContact({ lastName: 'Gone' })).documentId,
    'DELETE /organizations/:id': async () => (await importer.addOrganization({ name: 'Gone' })).documentId,
    'POST /contacts/:id/erase': async () => (await importer.addContact({ lastName: 'Gone' })).documentId,
    'POST /jobs/:id/cancel': async () => (await importer.create(csv('lastName', 'Lee'))).id,
    'POST /jobs/:id/purge': async () => (await importer.create(csv('lastName', 'Lee'))).id,
  };
  const KEPT: readonly [string, keyof Things][] = [['/jobs/', 'job'], ['/files/', 'file'], ['/held-rows/', 'held'], ['/import-settings/', 'setting'], ['/external-sources/', 'source'], ['/contacts/', 'contact'], ['/organizations/', 'organization'], ['/webhooks/', 'webhook'], ['/presets/', 'preset'], ['/attributes/', 'attribute'], ['/consents/', 'consent'], ['/segments/', 'segment']];
  const idFor = async (endpoint: Endpoint): Promise<string> => (await made[titleOf(endpoint)]?.()) ?? things[KEPT.find(([start]) => endpoint.path.startsWith(start))?.[1] ?? 'job'];

  const bodies = (caller: string): Record<string, object> => ({
    'POST /files/:id/parse': { header: true },
    'POST /targets/:uid/mapping': { file: things.file },
    'POST /import-settings': { ...SETTING, name: `Setting of ${caller}` },
    'PUT /import-settings/:id': { ...SETTING, version: 1 },
    'POST /attributes': { label: 'Without a code' },
    'PUT /attributes/:id': { label: 'Another' },
    'POST /consents': { label: 'Without a code' },
    'PUT /consents/:id': { label: 'Another' },
    'PUT /contacts/:id/values': { values: {} },
    'POST /segments': { name: '' },
    'POST /segments/count': { filter: { match: 'all', rules: [] } },
    'PUT /segments/:id': { description: null },
    'POST /external-sources': { name: `Source of ${caller}` },
    'PUT /external-sources/:id': { active: true },
    'POST /jobs': { file: things.ownFile, setting: SETTING },
    'POST /jobs/:id/import': { planHash: 'another' },
    'POST /jobs/:id/fixes': { fixes: [{ kind: 'exclude', rows: [999] }] },
    'POST /jobs/:id/retry': { start: 'wait' },
    'POST /held-rows/:id/decide': { decision: 'same', record: 'nobody' },
    'POST /held-rows/decide': { ids: [things.held], decision: 'same' },
    'POST /contacts': { data: { lastName: 'Made' } },
    'PUT /contacts/:id': { data: { lastName: 'Kept' } },
    'POST /organizations': { data: { name: 'Made' } },
    'PUT /organizations/:id': { data: { name: 'Kept' } },
    'POST /notices/read': { ids: [] },
    'PUT /webhooks/:id': { jobFinished: true },
    'POST /presets': { name: 'without all else' },
    'PUT /presets/:id': { version: 1 },
    'POST /roles': { role: 'none of them' },
  });

  const call = async (name: Person | keyof typeof EVERYWHERE, endpoint: Endpoint): Promise<{ answer: Answer; status: number; text: string }> => {
    const { agent, prefix } = callers.get(name) as Caller;
    const path = endpoint.path.replace(':uid', 'contacts').replace(':row', '1').replace(':id', await idFor(endpoint));
    const request = agent[endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](`${prefix}${path}${QUERIES[titleOf(endpoint)] ?? ''}`);
    const { status, text } = await (endpoint.body === 'file' ? request.type('application/octet-stream').send(Buffer.from('lastName\nLee\n')) : request.send(bodies(name)[titleOf(endpoint)]));
    const answers: Record<number, Answer> = { 401: 'login', 403: 'no', 404: 'unknown' };
    return { answer: answers[status] ?? 'yes', status, text: text ?? '' };
  };

  it('has a row for every route, of words that it knows, and for no other', () => {
    const words = Object.values(EXPECTED_ACCESS).map((row) => row.trim().split(/\s+/u));

    expect(Object.keys(EXPECTED_ACCESS).sort()).toEqual(ENDPOINTS.map(titleOf).sort());
    expect(words.every((row) => row.length === PERSONS.length && row.every((word) => (ANSWERS as readonly string[]).includes(word)))).toBe(true);
  });

  it.each(ENDPOINTS.map((endpoint) => [titleOf(endpoint), endpoint] as const))('%s', async (title, endpoint) => {
    const words = (EXPECTED_ACCESS[title] ?? '').trim().split(/\s+/u) as Answer[];
    const expected: Record<string, Answer> = { ...EVERYWHERE, ...EXCEPTIONS[title], ...Object.fromEntries(PERSONS.map((person, index) => [person, words[index] ?? '-'])) };
    const answers: Record<string, Answer> = {};
    const statuses: Record<string, number> = {};

    for (const name of callers.keys()) {
      // Not everything is served at both prefixes.
      const isServed = endpoint.only === undefined || (endpoint.only === 'admin') === (callers.get(name)?.prefix === ADMIN);
      if (!isServed) {
        answers[name] = '-';
        expected[name] = '-';
        continue;
      }
      const { answer, status, text } = await call(name, endpoint);
      answers[name] = answer;
      statuses[name] = status;
      expect(text).not.toMatch(/\bat .*\.js:\d+|select .* from|insert into/iu);
    }

    expect({ answers, statuses }).toEqual({ answers: expected, statuses });
    expect(Object.values(statuses)).not.toContain(500);
  });
};
