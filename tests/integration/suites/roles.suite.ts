import { actionId, COORDINATOR_ACTIONS, HOST_ACTIONS, IMPORTER_ACTIONS, READY_ROLES } from '../../../server/src/access';
import type { PrerequisitesDto, ReadyRoleDto } from '../../../server/src/contracts';
import { createAdminWith, createSuperAdmin, type TestAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';

interface RoleService {
  deleteByIds(ids: number[]): Promise<unknown>;
  assignPermissions(id: string, permissions: { action: string; subject: null }[]): Promise<unknown>;
}

/** Roles that one act makes, and what somebody lacks for an import. */
export default (app: () => TestApp): void => {
  let ann: Agent;
  const roles = (): RoleService => app().strapi.service('admin::role') as unknown as RoleService;
  const forget = async (): Promise<void> => {
    const made = await app().strapi.db.query('admin::role').findMany({ where: { name: { $in: Object.values(READY_ROLES).map(({ name }) => name) } } });
    if (made.length > 0) await roles().deleteByIds((made as { id: number }[]).map(({ id }) => id));
  };
  beforeAll(async () => {
    ann = withToken(app(), (await createSuperAdmin(app())).token);
  });
  // Roles are Strapi's own and outlive a suite.
  beforeEach(forget);
  afterAll(forget);

  const make = async (role: string): Promise<ReadyRoleDto> => (await ann.post('/external-contacts/roles').send({ role }).expect(201)).body as ReadyRoleDto;
  const list = async (): Promise<ReadyRoleDto[]> => ((await ann.get('/external-contacts/roles').expect(200)).body as { results: ReadyRoleDto[] }).results;
  /** What the role grants, as the role editor reads it. */
  const granted = async (id: string | undefined): Promise<string[]> =>
    ((await ann.get(`/admin/roles/${id}/permissions`).expect(200)).body as { data: { action: string }[] }).data.map(({ action }) => action).sort();
  const prerequisites = async (agent: Agent, user?: number): Promise<PrerequisitesDto> =>
    (await agent.get(`/external-contacts/prerequisites${user === undefined ? '' : `?user=${user}`}`).expect(200)).body as PrerequisitesDto;
  const missing = ({ rights }: PrerequisitesDto): string[] => rights.filter(({ isHeld }) => !isHeld).map(({ uid }) => uid);
  const holding = (rights: readonly string[]): Promise<TestAdmin> => createAdminWith(app(), rights);

  describe('a ready-made role', () => {
    it('has exactly the rights of an importer', async () => {
      const { role, name } = await make('importer');

      expect(name).toBe('External contacts importer');
      expect(IMPORTER_ACTIONS).toHaveLength(21);
      expect(await granted(role?.id)).toEqual(IMPORTER_ACTIONS.map(actionId).sort());
    });

    it('of a coordinator has three more', async () => {
      const { role } = await make('coordinator');

      expect(COORDINATOR_ACTIONS).toEqual([...IMPORTER_ACTIONS, 'recipient-status.edit', 'segment.view', 'export.add']);
      expect(await granted(role?.id)).toEqual(COORDINATOR_ACTIONS.map(actionId).sort());
    });

    it('is made once: what somebody has made of it since stays, and the list tells what it lost', async () => {
      const { role } = await make('importer');
      await roles().assignPermissions(role?.id ?? '', IMPORTER_ACTIONS.slice(1).map((action) => ({ action: actionId(action), subject: null })));

      const again = await ann.post('/external-contacts/roles').send({ role: 'importer' });

      expect([again.status, (again.body as { error: { details: object } }).error.details]).toEqual([409, expect.objectContaining({ code: 'role.exists' })]);
      expect((await list()).map(({ key, role: found }) => [key, found])).toEqual([
        ['importer', { id: role?.id, missing: [IMPORTER_ACTIONS[0]] }],
        ['coordinator', null],
      ]);
    });

    it('stands in the audit', async () => {
      await make('importer');

      const { body } = await ann.get('/external-contacts/audit?action=role.create&pageSize=1').expect(200);

      expect((body as { results: { subject: object; actor: object }[] }).results).toMatchObject([{ subject: { name: 'External contacts importer' }, actor: { kind: 'admin' } }]);
    });

    it.each([[{}], [{ role: 'boss' }], [{ role: 'importer', name: 'Mine' }]])('is refused as %j', async (body) => {
      await ann.post('/external-contacts/roles').send(body).expect(400);
    });

    it('is made by who may create and update roles, and seen by who may read them', async () => {
      const statuses = async (rights: string[]): Promise<number[]> => {
        const agent = withToken(app(), (await holding(rights)).token);
        return [(await agent.get('/external-contacts/roles')).status, (await agent.post('/external-contacts/roles').send({ role: 'importer' })).status];
      };

      expect(await statuses([HOST_ACTIONS.readRoles, HOST_ACTIONS.createRoles])).toEqual([200, 403]);
      expect(await statuses([HOST_ACTIONS.readRoles, HOST_ACTIONS.updateRoles])).toEqual([200, 403]);
      expect(await statuses([HOST_ACTIONS.createRoles, HOST_ACTIONS.updateRoles])).toEqual([403, 201]);
    });
  });

  describe('what somebody lacks', () => {
    it('is told to themselves, whatever they may', async () => {
      const nobody = await holding([]);
      const nearly = await holding(IMPORTER_ACTIONS.filter((uid) => uid !== 'import-csv-file.add').map(actionId));

      const ofNobody = await prerequisites(withToken(app(), nobody.token));
      const ofNearly = await prerequisites(withToken(app(), nearly.token));

      expect(missing(ofNobody)).toEqual(IMPORTER_ACTIONS);
      expect(missing(ofNearly)).toEqual(['import-csv-file.add']);
      expect(ofNearly).toMatchObject({ user: { id: String(nearly.id), name: 'Test Admin' }, isActive: true });
    });

    it('is told of others to who may read users, and nobody else learns who there is', async () => {
      const importer = await holding(IMPORTER_ACTIONS.map(actionId));
      const reader = withToken(app(), (await holding([HOST_ACTIONS.readUsers])).token);
      const other = withToken(app(), (await holding(IMPORTER_ACTIONS.map(actionId))).token);

      expect(missing(await prerequisites(reader, importer.id))).toEqual([]);
      await other.get(`/external-contacts/prerequisites?user=${importer.id}`).expect(403);
      await other.get('/external-contacts/prerequisites?user=999999999').expect(403);
      await reader.get('/external-contacts/prerequisites?user=999999999').expect(404);
      await reader.get('/external-contacts/prerequisites?user=99999999999999999999').expect(400);
      await reader.get('/external-contacts/prerequisites?user=me').expect(400);
    });

    it('is everything for who may not log in', async () => {
      const importer = await holding(IMPORTER_ACTIONS.map(actionId));
      await app().strapi.db.query('admin::user').update({ where: { id: importer.id }, data: { isActive: false } });

      const found = await prerequisites(ann, importer.id);

      expect([found.isActive, missing(found).length]).toEqual([false, IMPORTER_ACTIONS.length]);
    });

    it('counts the active external sources', async () => {
      const before = (await prerequisites(ann)).activeSources;
      const { id } = (await ann.post('/external-contacts/external-sources').send({ name: 'Sources of roles' }).expect(201)).body as { id: string };

      const between = (await prerequisites(ann)).activeSources;
      await ann.put(`/external-contacts/external-sources/${id}`).send({ name: 'Sources of roles', active: false }).expect(200);

      expect([between - before, (await prerequisites(ann)).activeSources - before]).toEqual([1, 0]);
    });
  });
};
