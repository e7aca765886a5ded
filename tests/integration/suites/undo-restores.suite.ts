import type { TestApp } from '../../support/boot-strapi';
import { csv } from '../../support/imports';
import { createUndoer } from '../../support/undo';

export default (app: () => TestApp): void => {
  const { importer, undo, dump, reset, preview, undoStory } = createUndoer(app);
  beforeEach(() => reset());

  const header = 'externalId,lastName,workEmail,organization.externalId,organization.name';
  const organizations = csv(header, 'C1,Novák,n@example.com,O1,Acme', 'C2,Dvořák,d@example.com,O1,Acme', 'C3,Veselý,,O2,Other');

  it('takes created contacts and organizations away again', async () => {
    await importer.addContact({ lastName: 'Bystander', workEmail: 'b@example.com' });
    const before = await dump();
    const job = await importer.import(organizations);

    const undone = await undo(job);

    expect(undone).toMatchObject({ state: 'undone', reason: null, undo: { reversed: 3, kept: 0, cannot: 0, organizationsReversed: 2, organizationsKept: 0 } });
    expect(await dump()).toEqual(before);
  });

  it('restores what was updated, field by field, with external IDs, organizations and keys', async () => {
    await importer.import(organizations);
    const before = await dump();
    const job = await importer.import(
      csv(`${header},title,username`, 'C1,Nový,new@example.com,O2,Other one,Boss,novy', 'C2,Dvořák,d2@example.com,O3,Third,,', 'C3,Veselý,d@example.com,,,,'),
    );
    expect(job.outcome).toMatchObject({ updated: 3, organizationsCreated: 1, organizationsUpdated: 1 });

    const undone = await undo(job);

    expect(undone).toMatchObject({ state: 'undone', undo: { reversed: 3, kept: 0, cannot: 0, organizationsReversed: 2 } });
    expect(await dump()).toEqual(before);
  });

  it('takes the link to an organization away again where there was none', async () => {
    await importer.import(csv('externalId,lastName', 'C1,Novák'));
    const before = await dump();
    const job = await importer.import(csv(header, 'C1,Novák,,O1,Acme'));

    await undo(job);

    expect(await dump()).toEqual(before);
  });

  it('takes an external ID away that a match by e-mail has added', async () => {
    await importer.addContact({ lastName: 'Novák', workEmail: 'n@example.com' });
    const before = await dump();
    const job = await importer.import(csv('externalId,lastName,workEmail', 'C1,Novák,n@example.com'), { matchBy: ['externalId', 'workEmail'] });
    expect(job.outcome).toMatchObject({ updated: 1 });

    await undo(job);

    expect(await dump()).toEqual(before);
  });

  it('goes back through rows that change what earlier rows of the file did', async () => {
    await importer.import(csv('externalId,lastName', 'C1,First'));
    const before = await dump();
    const job = await importer.import(csv('externalId,lastName,title', 'C1,Second,', 'C9,New,', 'C1,Third,Boss', 'C9,Newer,Chief', 'C1,Third,Chief'));

    await undo(job);

    expect(await dump()).toEqual(before);
  });

  it('gives rows that changed nothing no result', async () => {
    await importer.import(csv('externalId,lastName', 'C1,Novák'));
    const job = await importer.import(csv('externalId,lastName,workEmail', 'C1,Novák,', 'C2,Dvořák,', 'C3,Bad,no address', ',,'));

    await undo(job);

    expect(await undoStory(job)).toEqual(['', 'reversed', '', '']);
  });

  it('takes thousands of rows back over many slices', async () => {
    const before = await dump();
    const job = await importer.import(csv(header, ...Array.from({ length: 4_500 }, (_, index) => `C${index},Person ${index},p${index}@example.com,O${index % 300},Org ${index % 300}`)));
    const planned = await preview(job);

    const undone = await undo(job);

    expect(undone).toMatchObject({ state: 'undone', undo: { reversed: 4_500, organizationsReversed: 300 }, progress: { phase: 'undo', done: 4_500, total: 4_500 } });
    expect(planned).toMatchObject({ complete: true, rowsSeen: 4_500, rows: 4_500, counts: undone.undo, findings: [] });
    expect(await dump()).toEqual(before);
  });

  it('says beforehand what it will do, without doing it', async () => {
    await importer.import(organizations);
    const job = await importer.import(csv(header, 'C1,Nový,n@example.com,O2,Other', 'C7,New,,O7,Seventh', 'C7,Newer,,O7,Seventh'));
    await importer.editContact('Newer', { title: 'Edited' });
    const before = await dump();

    const planned = await preview(job);

    expect(await dump()).toEqual(before);
    const undone = await undo(job);
    expect(planned).toMatchObject({ complete: true, counts: undone.undo });
    expect(planned.findings.map(({ row, field, result, code }) => [row, field, result, code])).toEqual([
      [2, 'title', 'kept', 'undo.edited-since'],
      [2, 'organization', 'kept', 'undo.referenced'],
    ]);
  });

  describe('identifiers that change hands within one file', () => {
    const withAction = (...columns: string[]) => ({ fields: columns.map((column) => ({ column, field: column })), actionColumn: 'action' });

    it('of a deleted record, go to one that the file makes, and back', async () => {
      await importer.import(csv('externalId,lastName,workEmail', 'C1,Old,o@example.com'));
      const before = await dump();
      const rows = ['C1,,,delete', 'C1,New,o@example.com,create', 'C1,Newer,o@example.com,update', 'C1,,,delete', 'C1,Again,o@example.com,'];
      const job = await importer.import(csv('externalId,lastName,workEmail,action', ...rows), withAction('externalId', 'lastName', 'workEmail') as never);
      expect(job.outcome).toMatchObject({ deleted: 2, created: 2, updated: 1 });
      expect(await importer.contacts()).toMatchObject([{ lastName: 'Again' }]);

      await undo(job);

      expect(await undoStory(job)).toEqual(Array(5).fill('reversed'));
      expect(await dump()).toEqual(before);
    });

    it('of updated records, go from one to the next, and back', async () => {
      await importer.import(csv('externalId,lastName,username', 'C1,A,u1', 'C2,B,u2'));
      const before = await dump();
      const job = await importer.import(csv('externalId,lastName,username', 'C1,A,u3', 'C2,B,u1', 'C3,C,u2', 'C1,A,u4', 'C4,D,u3'), { matchBy: ['externalId'] });
      expect(job.outcome).toMatchObject({ updated: 3, created: 2 });

      await undo(job);

      expect(await undoStory(job)).toEqual(Array(5).fill('reversed'));
      expect(await dump()).toEqual(before);
    });

    it('of merged records whose survivor is deleted, go to one that the file makes, and back', async () => {
      await importer.addContact({ lastName: 'A', workEmail: 'a@example.com', username: 'ua' });
      await importer.addContact({ lastName: 'B', cellPhone: '+420777123456', username: 'ub' });
      const before = await dump();
      const columns = ['lastName', 'workEmail', 'cellPhone', 'username'];
      const setting = { ...withAction(...columns), mergeMode: 'merge-all', matchBy: ['workEmail', 'cellPhone', 'username'] };
      const job = await importer.import(csv([...columns, 'action'].join(','), 'A,a@example.com,+420777123456,,', ',a@example.com,,,delete', 'N,a@example.com,+420777123456,ub,'), setting as never);
      expect(job.outcome).toMatchObject({ merged: 1, deleted: 1, created: 1 });

      await undo(job);

      expect(await undoStory(job)).toEqual(Array(3).fill('reversed'));
      expect(await dump()).toEqual(before);
    });
  });
};
