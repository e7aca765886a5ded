import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { ACTIONS, actionId, IMPORTER_ACTIONS, meets, meetsHost, NEEDS, type ActionUid, type Requirement } from '../../../server/src/access';
import { ENDPOINTS, type Endpoint } from '../../../server/src/routes/endpoints';
import { createAdminWith, createApiToken, createSuperAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { anonymous, withToken, type Agent } from '../../support/http';

const ADMIN_ROUTES = ENDPOINTS.filter(({ only }) => only !== 'content-api');
const CONTENT_ROUTES = ENDPOINTS.filter(({ only }) => only !== 'admin');
/** Of oneself, that is; roles.suite.ts has the rest. */
const OPEN_TO_EVERY_ADMINISTRATOR = ['viewPrerequisites'];
const titleOf = ({ method, path }: Endpoint): string => `${method} ${path}`;
const urlOf = (prefix: string, { path }: Endpoint): string => `${prefix}${path.replace(':uid', 'contacts').replace(':row', '1').replace(':id', 'unknown')}`;
const call = (agent: Agent, prefix: string, endpoint: Endpoint) =>
  agent[endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](urlOf(prefix, endpoint));

export default (app: () => TestApp): void => {
  it('registers every action in the role editor', async () => {
    const { token } = await createSuperAdmin(app());

    const { body } = await withToken(app(), token).get('/admin/permissions').expect(200);

    const known = (body as { data: { sections: { plugins: { action: string }[] } } }).data.sections.plugins.map((entry) => entry.action);
    expect(known).toEqual(expect.arrayContaining(ACTIONS.map((action) => actionId(action.uid))));
    expect(IMPORTER_ACTIONS).toHaveLength(21);
  });

  it.each(ADMIN_ROUTES.map((endpoint) => [titleOf(endpoint), endpoint] as const))('%s answers nobody without a session', async (_title, endpoint) => {
    const answer = await call(anonymous(app()), '/external-contacts', endpoint);

    expect(answer.status).toBe(401);
  });

  describe('for an administrator who has every right but the one that a route needs', () => {
    const agents = new Map<string, Agent>();
    const without = async (lacking: readonly ActionUid[]): Promise<Agent> => {
      const key = lacking.join();
      const known = agents.get(key);
      if (known !== undefined) return known;
      const rights = ACTIONS.map((action) => action.uid).filter((uid) => !lacking.includes(uid));
      const agent = withToken(app(), (await createAdminWith(app(), rights.map(actionId))).token);
      agents.set(key, agent);
      return agent;
    };

    const guarded = ADMIN_ROUTES.filter(({ need }) => !OPEN_TO_EVERY_ADMINISTRATOR.includes(need));
    it.each(guarded.map((endpoint) => [titleOf(endpoint), endpoint] as const))('%s is forbidden', async (_title, endpoint) => {
      const { allOf = [], anyOf = [], hostAllOf = [] }: Requirement = NEEDS[endpoint.need];
      const lacking = allOf.length > 0 ? [allOf[0] as ActionUid] : anyOf;

      const answer = await call(await without(lacking), '/external-contacts', endpoint);

      // Nobody here has a right of Strapi's own.
      expect(lacking.length + hostAllOf.length).toBeGreaterThan(0);
      expect(answer.status).toBe(403);
      expect(answer.text).not.toMatch(/stack|select |insert /iu);
    });
  });

  it.each(CONTENT_ROUTES.map((endpoint) => [titleOf(endpoint), endpoint] as const))('%s is closed to the public and to a token without its scope', async (_title, endpoint) => {
    const token = await createApiToken(app(), { type: 'custom', permissions: [] });

    const nobody = await call(anonymous(app()), '/api/external-contacts', endpoint);
    const scopeless = await call(withToken(app(), token), '/api/external-contacts', endpoint);

    expect([401, 403]).toContain(nobody.status);
    expect(scopeless.status).toBe(403);
  });

  it('has no routes about administrators in the content API, whatever the token', async () => {
    const agent = withToken(app(), await createApiToken(app(), { type: 'full-access' }));
    const hidden = ENDPOINTS.filter(({ only }) => only === 'admin');

    const statuses = [];
    for (const endpoint of hidden) statuses.push((await call(agent, '/api/external-contacts', endpoint)).status);

    expect(hidden.length).toBeGreaterThan(0);
    expect(statuses.filter((status) => status !== 404 && status !== 405)).toEqual([]);
  });

  it('lets a read-only token read and not write', async () => {
    const agent = withToken(app(), await createApiToken(app(), { type: 'read-only' }));

    const read = await agent.get('/api/external-contacts/contacts');
    const written = await agent.post('/api/external-contacts/contacts').send({ data: { lastName: 'x' } });

    expect([read.status, written.status]).toEqual([200, 403]);
  });

  it('refuses an import by a token that may not create and update the target', async () => {
    const token = await createApiToken(app(), { type: 'custom', permissions: ['plugin::external-contacts.job.create'] });

    const answer = await withToken(app(), token).post('/api/external-contacts/jobs').send({ file: 'f', setting: { target: 'contacts' } });

    expect(answer.status).toBe(403);
  });

  it('leaves no temporary file of any multipart request', async () => {
    const files = () => readdirSync(tmpdir()).filter((name) => /^[0-9a-f]{20,}/iu.test(name));
    const before = new Set(files());
    const { token } = await createSuperAdmin(app());

    await anonymous(app()).post('/external-contacts/files').attach('other', Buffer.from('a,b\n1,2\n'), 'x.csv').expect(401);
    await withToken(app(), token).post('/external-contacts/files').attach('files', Buffer.from('a,b\n1,2\n'), 'x.csv').attach('other', Buffer.from('a'), 'y.csv').expect(400);
    await withToken(app(), token).post('/external-contacts/files').attach('files', Buffer.from('a,b\n1,2\n'), 'x.csv').expect(201);

    expect(files().filter((name) => !before.has(name))).toEqual([]);
  });

  it('agrees with its own table of needs about the importer’s rights: what cannot be taken back, whole directories and the doings of others ask for more', () => {
    const importer = (action: ActionUid): boolean => IMPORTER_ACTIONS.includes(action);

    const closed = Object.entries(NEEDS).filter(([, need]) => !meets(importer, need) || !meetsHost(() => false, need)).map(([name]) => name);

    expect(closed.sort()).toEqual([
      'countSegment', 'createRole', 'editAttribute', 'editNotification', 'editPreset', 'editSegment', 'editStatuses', 'eraseContact', 'exportTarget', 'purgeJob', 'undoJob', 'viewAudit', 'viewRoles', 'viewSegment',
    ]);
  });
};
