import { actionId } from '../../../server/src/access';
import type { RecordOriginDto } from '../../../server/src/contracts';
import { createAdminWith, createSuperAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { csv } from '../../support/imports';
import { createUndoer } from '../../support/undo';

/** Which import wrote a record last, and from which line. */
export default (app: () => TestApp): void => {
  const { importer, undo, reset } = createUndoer(app);
  let ann: Agent;
  beforeAll(async () => {
    ann = withToken(app(), (await createSuperAdmin(app())).token);
  });
  beforeEach(() => reset());

  const ask = async (documentId: string | undefined, { target = 'contacts', agent = ann } = {}): Promise<RecordOriginDto | null> =>
    ((await agent.get(`/external-contacts/targets/${target}/records/${documentId}/origin`).expect(200)).body as { origin: RecordOriginDto | null }).origin;
  const contact = async (lastName: string): Promise<string | undefined> => (await importer.contacts({ lastName }))[0]?.documentId;
  const two = csv('externalId,lastName,title', 'C1,Novák,', 'C2,Dvořák,');

  it('is the import that made it', async () => {
    const job = await importer.import(two);

    expect(await ask(await contact('Dvořák'))).toEqual({
      job: { id: job.id, name: job.name, submittedBy: 'Ann', createdAt: job.createdAt },
      row: { row: 2, line: 3, file: 'people.csv' },
    });
  });

  it('is the last row of a file that wrote it, not one that found nothing to change', async () => {
    await importer.import(csv('externalId,lastName,title', 'C1,Novák,', 'C2,Dvořák,', 'C1,Novák,Director', 'C1,Novák,Director'));

    expect((await ask(await contact('Novák')))?.row).toMatchObject({ row: 3, line: 4 });
    expect((await ask(await contact('Dvořák')))?.row).toMatchObject({ row: 2, line: 3 });
  });

  it('is a later import that changed it, and the earlier one again when that is undone', async () => {
    const first = await importer.import(two);
    const second = await importer.import(csv('externalId,lastName,title', 'C2,Dvořák,Director'));
    const id = await contact('Dvořák');

    expect(await ask(id)).toMatchObject({ job: { id: second.id }, row: { row: 1, line: 2 } });
    expect((await ask(await contact('Novák')))?.job.id).toBe(first.id);
    await undo(second);
    expect(await ask(id)).toMatchObject({ job: { id: first.id }, row: { row: 2, line: 3 } });
  });

  it('is of an organization the row that first named it', async () => {
    const job = await importer.import(csv('externalId,lastName,organization.name', 'C1,Novák,', 'C2,Dvořák,Acme', 'C3,Malý,Acme'), { organizations: { matchBy: 'name', missing: 'create' } });
    const [acme] = await importer.organizations({ name: 'Acme' });

    expect(await ask(acme?.documentId, { target: 'organizations' })).toMatchObject({ job: { id: job.id }, row: { row: 2, line: 3 } });
  });

  it('is nothing for what no import has written, and for what is not there', async () => {
    const { documentId } = await importer.addContact({ lastName: 'Typed' });

    expect(await ask(documentId)).toBeNull();
    expect(await ask('unknown')).toBeNull();
    await ann.get(`/external-contacts/targets/planets/records/${documentId}/origin`).expect(404);
  });

  it('keeps the import when its rows are deleted', async () => {
    const job = await importer.import(two);
    await ann.post(`/external-contacts/jobs/${job.id}/purge`).expect(202);

    expect(await ask(await contact('Novák'))).toEqual({ job: expect.objectContaining({ id: job.id }) as unknown, row: null });
  });

  it('is told to who may see the import: of another person’s, nobody else learns', async () => {
    await importer.import(two);
    const id = await contact('Novák');
    const own = withToken(app(), (await createAdminWith(app(), [actionId('import-job.view')])).token);
    const all = withToken(app(), (await createAdminWith(app(), [actionId('import-job.view-all')])).token);

    expect(await ask(id, { agent: own })).toBeNull();
    expect((await ask(id, { agent: all }))?.row).toMatchObject({ row: 1 });
  });
};
