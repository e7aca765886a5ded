import { actionId, ACTIONS } from '../../../server/src/access';
import type { JobDto } from '../../../server/src/contracts';
import { createAdminToken, createAdminWith, createApiToken, createUser, type Grant } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { onFailpoint } from '../../support/failpoints';
import { withToken, type Agent } from '../../support/http';
import { CONTACT, createImporter, csv } from '../../support/imports';

const ADMIN = '/external-contacts';
const API = '/api/external-contacts';
const FIELDS = [{ column: 'lastName', field: 'lastName' }, { column: 'workEmail', field: 'workEmail' }];
const SETTING = { target: 'contacts', fields: FIELDS };
const TEXT = csv('lastName,workEmail', 'Lee,lee@example.com', 'Kay,kay@example.com');
const ALL = ACTIONS.map(({ uid }) => actionId(uid));
const SCOPES = ['file.create', 'file.findOne', 'job.create', 'job.findOne', 'job.find', 'job.import', 'contact.create', 'contact.update'].map((name) => `plugin::external-contacts.${name}`);
const STOPPED = { state: 'failed', reason: 'job.permission-withdrawn', contacts: 0 };

/** Somebody who starts a job, and how what they may do ends. */
interface Starter { agent: Agent; prefix: string; id: number; roleId?: number; ownerId?: number; creator: number | null }

/** Each kind of actor imports with rights of its own, keeps its job, and stops when they end (`attacks-rights` has administrators and revoked tokens). */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  const query = (uid: string) => app().strapi.db.query(uid as 'admin::user');

  beforeEach(() => importer.reset());

  const make = {
    adminToken: async (grants: readonly (string | Grant)[] = ALL, ofOwner: readonly (string | Grant)[] = []): Promise<Starter> => {
      const owner = await createAdminWith(app(), [...ALL, ...ofOwner]);
      const { id, token } = await createAdminToken(app(), owner, grants);
      return { agent: withToken(app(), token), prefix: ADMIN, id, ownerId: owner.id, creator: owner.id };
    },
    user: async (scopes: readonly string[] = SCOPES): Promise<Starter> => {
      const { id, roleId, token } = await createUser(app(), scopes);
      return { agent: withToken(app(), token), prefix: API, id, roleId, creator: null };
    },
    apiToken: async (): Promise<Starter> => {
      const token = await createApiToken(app(), { type: 'custom', permissions: SCOPES });
      const [newest] = (await query('admin::api-token').findMany({ orderBy: { id: 'desc' }, limit: 1 })) as { id: number }[];
      return { agent: withToken(app(), token), prefix: API, id: newest?.id ?? 0, creator: null };
    },
  };
  const plan = async ({ agent, prefix }: Starter, text = TEXT): Promise<JobDto> => {
    const file = (await agent.post(`${prefix}/files?name=a.csv`).type('application/octet-stream').send(Buffer.from(text)).expect(201)).body as { id: string };
    const { id } = (await agent.post(`${prefix}/jobs`).send({ file: file.id, setting: SETTING }).expect(201)).body as JobDto;
    await importer.step(id);
    return importer.get(id);
  };
  const queue = async (starter: Starter): Promise<JobDto> => {
    const planned = await plan(starter);
    await starter.agent.post(`${starter.prefix}/jobs/${planned.id}/import`).send({ planHash: planned.planHash }).expect(202);
    return planned;
  };
  const end = async ({ id }: JobDto) => {
    await importer.step(id);
    const { state, reason } = await importer.get(id);
    return { state, reason, contacts: (await importer.contacts()).length };
  };

  it.each(['adminToken', 'user', 'apiToken'] as const)('imports for a %s, in whose name the job stays, and who is answered about it alone', async (kind) => {
    const [starter, other] = [await make[kind](), await make[kind]()];
    const job = await queue(starter);

    const ended = await end(job);

    expect(ended).toEqual({ state: 'completed', reason: null, contacts: 2 });
    const own = (await starter.agent.get(`${starter.prefix}/jobs/${job.id}`).expect(200)).body as JobDto;
    expect(own.submittedBy.kind).toBe({ adminToken: 'admin-token', user: 'user', apiToken: 'api-token' }[kind]);
    const [contact] = (await query(CONTACT).findMany({ populate: ['createdBy'], limit: 1 })) as unknown as { createdBy: { id: number } | null }[];
    expect(contact?.createdBy?.id ?? null).toBe(starter.creator);
    const listed = ((await starter.agent.get(`${starter.prefix}/jobs`).expect(200)).body as { results: { id: string }[] }).results.map(({ id }) => id);
    expect(listed).toContain(job.id);
    if (kind !== 'adminToken') await other.agent.get(`${other.prefix}/jobs/${job.id}`).expect(404);
  });

  it.each<[string, keyof typeof make, (starter: Starter) => Promise<unknown>]>([
    ['an admin token that was revoked', 'adminToken', ({ id }) => query('admin::api-token').delete({ where: { id } })],
    ['an admin token that has expired', 'adminToken', ({ id }) => query('admin::api-token').update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1_000) } as never })],
    ['an admin token whose owner was deactivated', 'adminToken', ({ ownerId }) => query('admin::user').update({ where: { id: ownerId ?? 0 }, data: { isActive: false } })],
    ['an admin token whose owner was blocked', 'adminToken', ({ ownerId }) => query('admin::user').update({ where: { id: ownerId ?? 0 }, data: { blocked: true } })],
    ['an admin token whose owner may not import any more', 'adminToken', ({ ownerId }) => query('admin::permission').deleteMany({ where: { action: actionId('external-entity.import'), role: { users: { id: ownerId ?? 0 } } } })],
    ['an admin token whose own list lost the right', 'adminToken', ({ id }) => query('admin::permission').deleteMany({ where: { action: actionId('external-entity.import'), apiToken: { id } } })],
    ['a user who was blocked', 'user', ({ id }) => query('plugin::users-permissions.user').update({ where: { id }, data: { blocked: true } })],
    ['a user who was deleted', 'user', ({ id }) => query('plugin::users-permissions.user').delete({ where: { id } })],
    ['a user whose role lost a scope of the target', 'user', ({ roleId }) => query('plugin::users-permissions.permission').deleteMany({ where: { action: 'plugin::external-contacts.contact.update', role: { id: roleId ?? 0 } } })],
    ['a content-API token that has expired', 'apiToken', ({ id }) => query('admin::api-token').update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1_000) } as never })],
    ['a content-API token that lost a scope', 'apiToken', ({ id }) => query('admin::api-token-permission').deleteMany({ where: { action: 'plugin::external-contacts.contact.create', token: { id } } })],
  ])('imports nothing for %s after the go', async (_title, kind, withdraw) => {
    const starter = await make[kind]();
    const job = await queue(starter);

    await withdraw(starter);

    expect(await end(job)).toEqual(STOPPED);
  });

  it('lets an admin token do no more than it names, whatever its owner may', async () => {
    const lesser = await make.adminToken((['import-csv-file.add', 'import-job.view'] as const).map(actionId));
    const file = (await lesser.agent.post(`${ADMIN}/files?name=a.csv`).type('application/octet-stream').send(Buffer.from(TEXT)).expect(201)).body as { id: string };

    const answers = [await lesser.agent.post(`${ADMIN}/jobs`).send({ file: file.id, setting: SETTING }), await lesser.agent.get(`${ADMIN}/files/${file.id}`), await lesser.agent.get(`${ADMIN}/jobs`), await lesser.agent.get(`${ADMIN}/contacts`)];

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 200, 403]);
  });

  it('narrows an admin token by its own permissions on contacts, and where it names none by its owner’s', async () => {
    const update = (fields: readonly string[]): Grant => ({ action: 'plugin::content-manager.explorer.create', subject: CONTACT, properties: { fields } });
    const own = await make.adminToken([...ALL, update(['lastName'])], [update(['lastName', 'workEmail'])]);
    const owners = await make.adminToken(ALL, [update(['lastName'])]);

    const stories = [await importer.story(await plan(own)), await importer.story(await plan(owners))];

    expect(stories).toEqual(Array(2).fill(['invalid field.not-allowed', 'invalid field.not-allowed']));
  });

  it('lets a user of users-permissions import only where the role may create and update', async () => {
    const lesser = await make.user(SCOPES.filter((scope) => !scope.endsWith('contact.update')));
    const file = (await lesser.agent.post(`${API}/files?name=a.csv`).type('application/octet-stream').send(Buffer.from(TEXT)).expect(201)).body as { id: string };

    await lesser.agent.post(`${API}/jobs`).send({ file: file.id, setting: SETTING }).expect(403);
  });

  it('stops between two slices when the right is withdrawn while the import runs, and reports what it has done', async () => {
    const starter = await make.adminToken();
    const lines = Array.from({ length: 6_000 }, (_, index) => `Name${String(index)},n${String(index)}@example.com`);
    const planned = await plan(starter, csv('lastName,workEmail', ...lines));
    await starter.agent.post(`${ADMIN}/jobs/${planned.id}/import`).send({ planHash: planned.planHash }).expect(202);
    let aheadMs = 0;
    let revoked: Promise<unknown> = Promise.resolve();
    const real = performance.now.bind(performance);
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => real() + aheadMs);
    // After each slice the next look at the rights is due; the first one sees the token go.
    const stop = onFailpoint('import.slice.after-commit', () => {
      if (aheadMs === 0) revoked = Promise.resolve(query('admin::api-token').delete({ where: { id: starter.id } }));
      aheadMs += 10_000;
    });

    await importer.step(planned.id);
    stop();
    clock.mockRestore();
    await revoked;

    const { state, reason, outcome, rows } = await importer.get(planned.id);
    expect([state, reason]).toEqual(['failed', 'job.permission-withdrawn']);
    expect(outcome?.created).toBeGreaterThan(0);
    expect(outcome?.notProcessed).toBeGreaterThan(0);
    expect((outcome?.created ?? 0) + (outcome?.notProcessed ?? 0)).toBe(rows);
    expect(await importer.contacts()).toHaveLength(outcome?.created ?? -1);
  });

  it('keeps the job of an owner who is gone, readable by those who see all', async () => {
    const owner = await createAdminWith(app(), ALL);
    const reader = await createAdminWith(app(), ALL);
    const job = await plan({ agent: withToken(app(), owner.token), prefix: ADMIN, id: owner.id, creator: owner.id });

    await query('admin::user').delete({ where: { id: owner.id } });

    const agent = withToken(app(), reader.token);
    const shown = (await agent.get(`${ADMIN}/jobs/${job.id}`).expect(200)).body as JobDto;
    expect(shown.submittedBy).toEqual({ kind: 'admin', name: 'Test Admin', deleted: true });
    for (const path of ['/rows', '/issues', '/errors.csv', '/results.csv']) await agent.get(`${ADMIN}/jobs/${job.id}${path}`).expect(200);
    const listed = ((await agent.get(`${ADMIN}/jobs`).expect(200)).body as { results: JobDto[] }).results.find(({ id }) => id === job.id);
    expect(listed?.submittedBy.deleted).toBe(true);
    await agent.post(`${ADMIN}/jobs/${job.id}/cancel`).expect(202);
  });
};
