import type { TestApp } from '../../support/boot-strapi';
import { CONTACT, counted, createImporter, csv } from '../../support/imports';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const file = csv('externalId,lastName,city', 'C1,Novák,Praha', 'C2,Dvořák,Praha');
  const owner = (value: string, more: object = {}) => importer.addContact({ lastName: 'Owner', externalIds: [{ source: 'CRM', value }], ...more });
  const edit = (documentId: string, data: object) => app().strapi.documents(CONTACT).update({ documentId, data });

  it('holds a row whose field somebody changed between the plan and the import', async () => {
    const { documentId } = await owner('C1', { city: 'Brno' });
    const planned = await importer.plan(file);
    await edit(documentId, { city: 'Cheb' });

    const job = await importer.run(planned);

    expect(await importer.story(job)).toEqual(['held plan.changed-since', 'created']);
    expect(job).toMatchObject({ state: 'completed-with-errors', issueCounts: { 'plan.changed-since': 1 } });
    expect(await importer.contacts({ documentId })).toMatchObject([{ lastName: 'Owner', city: 'Cheb' }]);
  });

  it('does not mind a change of a field that the row leaves alone', async () => {
    const { documentId } = await owner('C1', { city: 'Brno' });
    const planned = await importer.plan(file);
    await edit(documentId, { department: 'Sales' });

    const job = await importer.run(planned);

    expect(counted(job.outcome)).toEqual({ updated: 1, created: 1 });
    expect(await importer.contacts({ documentId })).toMatchObject([{ lastName: 'Novák', city: 'Praha', department: 'Sales' }]);
  });

  it('holds a row when a rival record has appeared that its key finds', async () => {
    const planned = await importer.plan(file);
    const { documentId } = await owner('C2');

    const job = await importer.run(planned);

    expect(await importer.story(job)).toEqual(['created', 'held plan.changed-since']);
    expect(await importer.contacts({ documentId })).toMatchObject([{ lastName: 'Owner' }]);
  });

  it('holds a row whose record has been deleted', async () => {
    const { documentId } = await owner('C1');
    const planned = await importer.plan(file);
    await app().strapi.documents(CONTACT).delete({ documentId });

    const job = await importer.run(planned);

    expect(await importer.story(job)).toEqual(['held record.deleted-since', 'created']);
  });

  it('holds a row whose record has lost the key that found it', async () => {
    const { documentId } = await owner('C1');
    const planned = await importer.plan(file);
    await edit(documentId, { externalIds: [] });

    const job = await importer.run(planned);

    expect(await importer.story(job)).toEqual(['held plan.changed-since', 'created']);
  });

  it('holds an update that would take a user name given away meanwhile', async () => {
    await owner('C1');
    const planned = await importer.plan(csv('externalId,username', 'C1,boss'));
    await importer.addContact({ lastName: 'Faster', username: 'Boss' });

    const job = await importer.run(planned);

    expect(await importer.story(job)).toEqual(['held plan.changed-since']);
  });

  it('holds the rows of an organization that somebody else has created meanwhile', async () => {
    const planned = await importer.plan(csv('externalId,organization.externalId,organization.name', 'C1,O1,Acme', 'C2,O2,Other'));
    await importer.addOrganization({ name: 'Acme by hand', externalIds: [{ source: 'CRM', value: 'O1' }] });

    const job = await importer.run(planned);

    expect(await importer.story(job)).toEqual(['held plan.changed-since', 'created']);
    expect((await importer.organizations()).map(({ name }) => name)).toEqual(['Acme by hand', 'Other']);
  });

  it('holds later rows of the file that build on a held one', async () => {
    const { documentId } = await owner('C1', { city: 'Brno' });
    const planned = await importer.plan(csv('externalId,city', 'C1,Praha', 'C1,Plzeň'));
    await edit(documentId, { city: 'Cheb' });

    const job = await importer.run(planned);

    expect(await importer.story(job)).toEqual(['held plan.changed-since', 'held file.duplicate-row plan.changed-since']);
  });

  it('plans anew what was held when the file is imported again', async () => {
    const { documentId } = await owner('C1', { city: 'Brno' });
    const planned = await importer.plan(file);
    await edit(documentId, { city: 'Cheb' });
    await importer.run(planned);

    const again = await importer.import(file);

    expect(counted(again.outcome)).toEqual({ updated: 1, unchanged: 1 });
  });

  it('replan: keeps to what earlier rows of the file gave where rows are combined', async () => {
    await importer.addContact({ lastName: 'Other', workEmail: 'z@example.com', city: 'Zlín' });
    const between = Array.from({ length: 700 }, (_, index) => `p${index}@example.com,Person ${index},`);
    const combined = csv('workEmail,lastName,city', 'a@example.com,Malý,Praha', ...between, 'a@example.com,Malý,Brno', 'z@example.com,Other,Plzeň');
    const planned = await importer.plan(combined, { inFileDuplicates: 'combine', onChangedSincePlan: 'replan' });
    await importer.editContact('Other', { city: 'Opava' });

    await importer.run(planned);

    expect(await importer.contacts({ workEmail: 'a@example.com' })).toMatchObject([{ city: 'Praha' }]);
    expect(await importer.contacts({ workEmail: 'z@example.com' })).toMatchObject([{ city: 'Plzeň' }]);
  });
};
