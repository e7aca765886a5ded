import { ACTIONS, actionId, type ActionUid } from '../../../server/src/access';
import type { JobDto, JobRowsDto } from '../../../server/src/contracts';
import { createAdminWith, createSuperAdmin, type Grant, type TestAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { CONTACT, createImporter, csv, ORGANIZATION } from '../../support/imports';

const ADMIN = '/external-contacts';
const COLUMNS = ['lastName', 'firstName', 'workEmail'];
const SETTING = { target: 'contacts', fields: COLUMNS.map((field) => ({ column: field, field })), matchBy: ['email'] };
const HEADER = COLUMNS.join();
const ALL: readonly ActionUid[] = ACTIONS.map(({ uid }) => uid);
const explorer = (act: string): string => `plugin::content-manager.explorer.${act}`;
const IS_CREATOR = 'admin::is-creator';

/** DESIGN.md §3, rule 9: the Content Manager's field lists and conditions on contacts and organizations narrow what an import writes. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  const narrowed = (grants: readonly Grant[], lacking: readonly ActionUid[] = []): Promise<TestAdmin> =>
    createAdminWith(app(), [...ALL.filter((uid) => !lacking.includes(uid)).map(actionId), ...grants]);
  const as = ({ token }: TestAdmin): Agent => withToken(app(), token);
  const fieldsOf = (act: string, fields: readonly string[], subject: string = CONTACT): Grant => ({ action: explorer(act), subject, properties: { fields } });
  const own = (act: string, fields: readonly string[] = Object.keys(app().strapi.getModel(CONTACT).attributes)): Grant => ({ ...fieldsOf(act, fields), conditions: [IS_CREATOR] });

  beforeEach(() => importer.reset());

  const plan = async (admin: TestAdmin, text: string, setting: object = SETTING): Promise<JobDto> => {
    const file = (await as(admin).post(`${ADMIN}/files?name=a.csv`).type('application/octet-stream').send(Buffer.from(text)).expect(201)).body as { id: string };
    const { id } = (await as(admin).post(`${ADMIN}/jobs`).send({ file: file.id, setting }).expect(201)).body as JobDto;
    await importer.step(id);
    return importer.get(id);
  };
  const go = (admin: TestAdmin, { id, planHash }: JobDto) => as(admin).post(`${ADMIN}/jobs/${id}/import`).send({ planHash });
  const run = async (admin: TestAdmin, planned: JobDto): Promise<JobDto> => {
    await go(admin, planned).expect(202);
    await importer.step(planned.id);
    return importer.get(planned.id);
  };
  const createdBy = async (admin: TestAdmin, data: object): Promise<void> => {
    await app().strapi.documents(CONTACT).create({ data: { ...data, createdBy: admin.id } as never });
  };
  const setGrants = async (admin: TestAdmin, grants: readonly Grant[]): Promise<void> => {
    const role = (await app().strapi.db.query('admin::role').findOne({ where: { users: { id: admin.id } } })) as { id: number };
    const service = app().strapi.service('admin::role') as unknown as { assignPermissions(id: number, permissions: object[]): Promise<unknown> };
    await service.assignPermissions(role.id, [...ALL.map((uid) => ({ action: actionId(uid), subject: null })), ...grants]);
  };

  it('writes no field that the list leaves out: the dry run names field and rows, and the other rows are imported', async () => {
    const admin = await narrowed([fieldsOf('create', ['lastName', 'workEmail']), fieldsOf('update', ['lastName'])]);
    await importer.addContact({ lastName: 'Old', workEmail: 'old@example.com' });

    const planned = await plan(admin, csv(HEADER, 'New,,new@example.com', 'Named,Ann,named@example.com', 'Older,,old@example.com', 'Old,Bob,old@example.com'));

    expect(await importer.story(planned)).toEqual(['create', 'invalid field.not-allowed', 'update', 'invalid file.duplicate-row field.not-allowed']);
    const { rows } = (await as(admin).get(`${ADMIN}/jobs/${planned.id}/rows`).expect(200)).body as JobRowsDto;
    expect(rows[1]?.issues[0]).toMatchObject({ row: 2, column: 'firstName', params: { field: 'firstName' } });
    expect(planned.issueCounts).toMatchObject({ 'field.not-allowed': 2 });

    const done = await run(admin, planned);

    expect(done.outcome).toMatchObject({ created: 1, updated: 1, invalid: 2 });
    expect((await importer.contacts()).map(({ lastName, firstName }) => [lastName, firstName])).toEqual([['Older', null], ['New', null]]);
    expect(await importer.errorsCsv(planned)).toContain('field.not-allowed');
  });

  it('updates no record that a condition leaves out, and those that it reaches', async () => {
    const admin = await narrowed([own('update')]);
    await createdBy(admin, { lastName: 'Mine', workEmail: 'mine@example.com' });
    await importer.addContact({ lastName: 'Foreign', workEmail: 'foreign@example.com' });

    const done = await run(admin, await plan(admin, csv(HEADER, 'Mine2,,mine@example.com', 'Foreign2,,foreign@example.com', 'New,,new@example.com', 'New2,,new@example.com')));

    expect(await importer.story(done)).toEqual(['updated', 'invalid record.not-allowed', 'created', 'updated file.duplicate-row']);
    expect((await importer.contacts()).map(({ lastName }) => lastName)).toEqual(['Mine2', 'Foreign', 'New2']);
  });

  it('adds the rights of several roles: all fields of own records, one field of all', async () => {
    const admin = await narrowed([own('update'), fieldsOf('update', ['lastName'])]);
    await createdBy(admin, { lastName: 'Mine', workEmail: 'mine@example.com' });
    await importer.addContact({ lastName: 'Foreign', workEmail: 'foreign@example.com' });

    const planned = await plan(admin, csv(HEADER, 'Mine2,Ann,mine@example.com', 'Foreign2,,foreign@example.com', 'Foreign3,Bob,foreign@example.com'));

    expect(await importer.story(planned)).toEqual(['update', 'update', 'invalid file.duplicate-row field.not-allowed']);
  });

  it('merges no record that it may not change, and deletes none', async () => {
    const admin = await narrowed([own('update'), { action: explorer('delete'), subject: CONTACT, conditions: [IS_CREATOR] }]);
    await createdBy(admin, { lastName: 'Mine', workEmail: 'both@example.com' });
    await importer.addContact({ lastName: 'Foreign', personalEmail: 'both@example.com' });

    const merge = await plan(admin, csv(HEADER, 'Mine,,both@example.com'), { ...SETTING, mergeMode: 'merge-all' });
    await importer.addContact({ lastName: 'Other', workEmail: 'other@example.com' });
    const remove = await plan(admin, csv(`do,${HEADER}`, 'delete,,,other@example.com'), { ...SETTING, actionColumn: 'do' });

    expect(await importer.story(merge)).toEqual(['invalid record.not-allowed']);
    expect(await importer.story(remove)).toEqual(['invalid record.not-allowed']);
  });

  it('holds for organizations in the rows of contacts, for the link to them and for external IDs', async () => {
    const ORGANIZATIONS = { target: 'contacts', fields: [{ column: 'lastName', field: 'lastName' }, { column: 'name', field: 'organization.name' }, { column: 'city', field: 'organization.industry' }], organizations: { matchBy: 'name', missing: 'create' } };
    await importer.addOrganization({ name: 'Acme', industry: 'Steel' });
    const text = csv('lastName,name,city', 'Lee,Acme,', 'Kay,Acme,Wool', 'Ray,Newco,');
    const noIndustry = await narrowed([fieldsOf('create', ['name'], ORGANIZATION), fieldsOf('update', ['name'], ORGANIZATION)]);
    const noLink = await narrowed([fieldsOf('create', ['lastName'])]);
    const IDS = { target: 'contacts', externalSource: 'CRM', fields: [{ column: 'lastName', field: 'lastName' }, { column: 'id', field: 'externalId' }] };

    const stories = [await plan(noIndustry, text, ORGANIZATIONS), await plan(noLink, text, ORGANIZATIONS), await plan(noLink, csv('lastName,id', 'Lee,7'), IDS)].map((job) => importer.story(job));

    expect(await Promise.all(stories)).toEqual([
      ['create match.no-identifier', 'invalid field.not-allowed', 'create match.no-identifier'],
      ['invalid field.not-allowed', 'invalid field.not-allowed', 'invalid field.not-allowed'],
      ['invalid field.not-allowed'],
    ].map((story) => story.map((each) => expect.stringContaining(each.split(' ').slice(0, 2).join(' ')) as string)));
  });

  it('leaves nothing to whom the stored permissions grant nothing', async () => {
    const admin = await narrowed([{ action: explorer('create'), subject: CONTACT, properties: { fields: [] } }]);

    expect(await importer.story(await plan(admin, csv(HEADER, 'New,,new@example.com')))).toEqual(['invalid record.not-allowed']);
  });

  it('narrows nobody who holds nothing in the Content Manager, or all of it', async () => {
    const plain = await narrowed([]);
    const superAdmin = await createSuperAdmin(app());
    const text = csv('lastName,firstName,workEmail,id', 'New,Ann,new@example.com,1');
    const setting = { ...SETTING, externalSource: 'CRM', fields: [...SETTING.fields, { column: 'id', field: 'externalId' }] };

    const stories = [await importer.story(await plan(plain, text, setting)), await importer.story(await plan(superAdmin, text, setting))];

    expect(stories).toEqual([['create'], ['create']]);
  });

  it('tells whoever may not view contacts nothing about stored values by what it refuses', async () => {
    await importer.addContact({ lastName: 'Lee', firstName: 'Ann', workEmail: 'lee@example.com' });
    const text = csv(HEADER, 'Lee,Ann,lee@example.com', 'Lee,Bob,lee@example.com');
    const grants = [fieldsOf('update', ['lastName', 'workEmail'])];
    const blind = await narrowed(grants, ['contact.view']);
    const seeing = await narrowed(grants);

    const stories = [await importer.story(await plan(blind, text)), await importer.story(await plan(seeing, text))];

    expect(stories).toEqual([['invalid field.not-allowed', 'invalid field.not-allowed'], ['unchanged row.unchanged', 'invalid field.not-allowed']]);
  });

  it('gives nobody the rights of another: of a stronger one’s shared setting, of a job that they correct, retry or would say go to', async () => {
    const owner = await createSuperAdmin(app());
    const weak = await narrowed([fieldsOf('create', ['lastName', 'workEmail'])]);
    const text = csv(HEADER, 'New,Ann,new@example.com');
    const saved = (await as(owner).post(`${ADMIN}/import-settings`).send({ ...SETTING, name: 'Shared', visibility: 'shared' }).expect(201)).body as { id: string };

    const bySetting = await plan(weak, text, saved.id as never);
    const corrected = await plan(owner, text);
    await as(weak).post(`${ADMIN}/jobs/${corrected.id}/fixes`).send({ fixes: [{ kind: 'cell', row: 1, column: 'firstName', value: 'Eve' }] }).expect(202);
    await importer.step(corrected.id);
    const waiting = await plan(owner, csv(HEADER, 'Other,Ann,other@example.com'));
    const said = await go(weak, waiting);

    expect([await importer.story(bySetting), await importer.story(corrected)]).toEqual([['invalid field.not-allowed'], ['invalid field.not-allowed']]);
    expect([said.status, (said.body as { error: { details: { code: string } } }).error.details.code]).toEqual([403, 'job.rights-narrower']);
  });

  describe('asked again when the import runs', () => {
    it('stops the job when a field that it writes was taken off the list since the plan', async () => {
      const admin = await narrowed([]);
      const planned = await plan(admin, csv(HEADER, 'New,Ann,new@example.com'));
      await go(admin, planned).expect(202);

      await setGrants(admin, [fieldsOf('create', ['lastName', 'workEmail'])]);
      await importer.step(planned.id);

      const { state, reason, outcome } = await importer.get(planned.id);
      expect([state, reason, outcome?.notProcessed]).toEqual(['failed', 'job.permission-withdrawn', 1]);
      expect(await importer.contacts()).toEqual([]);
    });

    it.each(['hold', 'replan'] as const)('fails the row whose record is out of reach since, and does the others (%s)', async (onChangedSincePlan) => {
      const admin = await narrowed([own('update')]);
      await createdBy(admin, { lastName: 'Given', workEmail: 'given@example.com' });
      await createdBy(admin, { lastName: 'Mine', workEmail: 'mine@example.com' });
      const planned = await plan(admin, csv(HEADER, 'Given2,,given@example.com', 'Mine2,,mine@example.com'), { ...SETTING, onChangedSincePlan });
      await go(admin, planned).expect(202);

      await app().strapi.db.query(CONTACT).update({ where: { lastName: 'Given' }, data: { createdBy: null } as never });
      await importer.step(planned.id);

      const outcome = onChangedSincePlan === 'hold' ? 'failed record.not-allowed' : 'invalid record.not-allowed plan.replanned';
      expect(await importer.story(planned)).toEqual([outcome, 'updated']);
      expect((await importer.contacts()).map(({ lastName }) => lastName)).toEqual(['Given', 'Mine2']);
    });
  });
};
