import { actionId } from '../../../server/src/access';
import type { AuditEntryDto } from '../../../server/src/contracts';
import { createAdminWith, createSuperAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { createImporter } from '../../support/imports';

const CSV = 'externalId,lastName,workEmail\n1,Lee,lee@example.com\n2,Smith,not-an-address\n';
const SETTING = { target: 'contacts', externalSource: 'CRM', fields: ['externalId', 'lastName', 'workEmail'].map((field) => ({ column: field, field })) };

/** Who did what is written down, by whichever way it was done, and read by those who may. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  let ann: Agent;
  beforeAll(async () => {
    ann = withToken(app(), (await createSuperAdmin(app())).token);
  });
  beforeEach(() => importer.reset());

  const list = async (query = ''): Promise<AuditEntryDto[]> => ((await ann.get(`/external-contacts/audit${query}`).expect(200)).body as { results: AuditEntryDto[] }).results;
  const told = ({ action, actor, job, subject, counts, state }: AuditEntryDto) => ({ action, by: actor?.name ?? 'engine', ...(job === null ? {} : { job: job.name }), ...(subject === null ? {} : { subject: subject.name }), ...(counts === null ? {} : { counts }), ...(state === null ? {} : { state }) });
  const upload = async (): Promise<string> =>
    ((await ann.post('/external-contacts/files?name=people.csv').set('Content-Type', 'application/octet-stream').send(Buffer.from(CSV)).expect(201)).body as { id: string }).id;
  const create = async (): Promise<string> => ((await ann.post('/external-contacts/jobs').send({ file: await upload(), setting: SETTING, name: 'Spring' }).expect(201)).body as { id: string }).id;
  const importAll = async (): Promise<string> => {
    const id = await create();
    await importer.step(id);
    const { planHash } = await importer.get(id);
    await ann.post(`/external-contacts/jobs/${id}/import`).send({ planHash }).expect(202);
    await importer.step(id);
    return id;
  };

  it('tells an import from its upload to its undo, with the counts', async () => {
    const id = await importAll();
    await ann.get(`/external-contacts/jobs/${id}/errors.csv`).expect(200);
    await ann.post(`/external-contacts/jobs/${id}/undo`).expect(202);
    await importer.step(id);

    expect((await list()).map(told).reverse()).toEqual([
      { action: 'file.upload', by: 'Test Admin', subject: 'people.csv' },
      { action: 'job.create', by: 'Test Admin', job: 'Spring', counts: { rows: 2 } },
      { action: 'job.import', by: 'Test Admin', job: 'Spring' },
      { action: 'job.end', by: 'engine', job: 'Spring', counts: { created: 1, invalid: 1 }, state: 'completed-with-errors' },
      { action: 'errors.download', by: 'Test Admin', job: 'Spring' },
      { action: 'job.undo', by: 'Test Admin', job: 'Spring' },
      { action: 'job.end', by: 'engine', job: 'Spring', counts: { reversed: 1 }, state: 'undone' },
    ]);
  });

  it('tells of corrections and of the retry that they begin', async () => {
    const id = await importAll();
    await ann.post(`/external-contacts/jobs/${id}/fixes`).send({ fixes: [{ kind: 'cell', row: 2, column: 'workEmail', value: 'smith@example.com' }] }).expect(202);

    expect((await list(`?job=${id}&pageSize=2`)).map(told)).toEqual([
      { action: 'job.fix', by: 'Test Admin', job: 'Spring', counts: { corrections: 1 } },
      { action: 'job.retry', by: 'Test Admin', job: 'Spring', counts: { rows: 0 } },
    ]);
  });

  it('tells who cancelled a job that waited', async () => {
    const id = await create();
    await ann.post(`/external-contacts/jobs/${id}/cancel`).expect(202);

    expect((await list(`?job=${id}&pageSize=2`)).map(told)).toEqual([
      { action: 'job.end', by: 'engine', job: 'Spring', state: 'cancelled' },
      { action: 'job.cancel', by: 'Test Admin', job: 'Spring' },
    ]);
  });

  it('tells of sources, settings and downloads of the whole directory', async () => {
    const source = (await ann.post('/external-contacts/external-sources').send({ name: 'ERP' }).expect(201)).body as { id: string };
    await ann.put(`/external-contacts/external-sources/${source.id}`).send({ name: 'SAP' }).expect(200);
    await ann.delete(`/external-contacts/external-sources/${source.id}`).expect(204);
    await ann.get('/external-contacts/targets/contacts/export.csv').expect(200);

    expect((await list()).map(({ action, subject }) => [action, subject?.name])).toEqual([
      ['export.download', null],
      ['external-source.delete', null],
      ['external-source.update', 'SAP'],
      ['external-source.create', 'ERP'],
    ]);
  });

  it('writes nothing down that was refused', async () => {
    await ann.post('/external-contacts/external-sources').send({ name: 'CRM' }).expect(409);
    await ann.get('/external-contacts/jobs/unknown/errors.csv').expect(404);

    expect(await list()).toEqual([]);
  });

  it('is filtered by action, by name of the actor, and by day, page by page', async () => {
    const id = await create();
    const actions = async (query: string): Promise<string[]> => (await list(query)).map(({ action }) => action);

    expect(await actions('?action=job.create')).toEqual(['job.create']);
    expect(await actions('?q=test%20adm')).toEqual(['job.create', 'file.upload']);
    expect(await actions('?q=nobody')).toEqual([]);
    expect(await actions('?q=%25')).toEqual([]);
    expect(await actions('?q=t_A')).toEqual([]);
    expect(await actions('?to=2020-01-01')).toEqual([]);
    expect(await actions('?from=2020-01-01')).toHaveLength(2);
    expect(await actions('?page=2&pageSize=1')).toEqual(['file.upload']);
    expect(await actions(`?job=${id}`)).toEqual(['job.create']);
    await ann.get('/external-contacts/audit?action=anything').expect(400);
  });

  it('is for those who may read it', async () => {
    const importing = withToken(app(), (await createAdminWith(app(), [actionId('import-job.view-all')])).token);
    const reading = withToken(app(), (await createAdminWith(app(), [actionId('audit.view')])).token);

    await importing.get('/external-contacts/audit').expect(403);
    await reading.get('/external-contacts/audit').expect(200);
  });

  it('holds no value of a contact', async () => {
    await importAll();
    const rows = await app().strapi.db.getConnection('external_contacts_audit');

    expect(JSON.stringify(rows)).not.toMatch(/Lee|example\.com|Smith/u);
  });
};
