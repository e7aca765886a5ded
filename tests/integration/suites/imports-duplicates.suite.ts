import type { TestApp } from '../../support/boot-strapi';
import { counted, createImporter, csv } from '../../support/imports';

/** More than one block of the staging area (2,000 rows). */
const FILLER = Array.from({ length: 2_100 }, (_, index) => `F${index},Filler ${index},filler${index}@example.com,`);

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const header = 'externalId,lastName,workEmail,city';

  it('lets a later row see what an earlier one did', async () => {
    const job = await importer.import(csv(header, 'C1,Novák,n@example.com,Brno', 'C1,Novák,n@example.com,Praha', 'C1,Novák,,Plzeň'));

    expect(await importer.story(job)).toEqual(['created', 'updated file.duplicate-row', 'updated file.duplicate-row']);
    expect(await importer.contacts()).toMatchObject([{ lastName: 'Novák', workEmail: 'n@example.com', city: 'Plzeň' }]);
  });

  it('does the same when the rows stand in different blocks', async () => {
    const job = await importer.import(csv(header, 'C1,Novák,n@example.com,Brno', 'C2,Dvořák,d@example.com,Brno', ...FILLER, 'C1,,,Praha', ',Veselý,d@example.com,', 'C1,,new@example.com,'));

    expect(counted(job.outcome)).toEqual({ created: 2_102, updated: 3 });
    expect((await importer.rows(job)).slice(-3).map(({ issues }) => issues.map(({ code, params }) => [code, params?.['row']]))).toEqual([
      [['file.duplicate-row', 1]],
      [['file.duplicate-row', 2]],
      [['file.duplicate-row', 2_103]],
    ]);
    expect((await importer.contacts()).slice(0, 2)).toMatchObject([
      { lastName: 'Novák', workEmail: 'new@example.com', city: 'Praha' },
      { lastName: 'Veselý', workEmail: 'd@example.com', city: 'Brno' },
    ]);
  });

  it('follows an identifier from one record to another, in the order of the file', async () => {
    await importer.addContact({ lastName: 'First owner', workEmail: 'box@example.com', externalIds: [{ source: 'CRM', value: 'C1' }] });

    const job = await importer.import(csv(header, 'C1,,other@example.com,', ',Second owner,box@example.com,', ',,box@example.com,Brno'), { matchBy: ['externalId', 'email'] });

    expect(counted(job.outcome)).toEqual({ created: 1, updated: 2 });
    expect(await importer.contacts()).toMatchObject([
      { lastName: 'First owner', workEmail: 'other@example.com', city: null },
      { lastName: 'Second owner', workEmail: 'box@example.com', city: 'Brno' },
    ]);
  });

  it('gives a user name that an earlier row frees to a later row, in whatever slices', async () => {
    await importer.addContact({ lastName: 'Old', username: 'boss', externalIds: [{ source: 'CRM', value: 'C1' }] });
    await importer.addContact({ lastName: 'Young', externalIds: [{ source: 'CRM', value: 'C2' }] });

    const job = await importer.import(csv('externalId,lastName,username', 'C1,,retired', 'C2,,boss', 'C2,,chief', 'C3,Newcomer,boss'));

    expect(await importer.story(job)).toEqual(['updated', 'updated', 'updated file.duplicate-row', 'created']);
    expect((await importer.contacts()).map(({ username }) => username)).toEqual(['retired', 'chief', 'boss']);
  });

  it('finds the same when the file says the same of one person twice', async () => {
    const job = await importer.import(csv(header, 'C1,Novák,n@example.com,Brno', 'C1,Novák,n@example.com,Brno'));

    expect(counted(job.outcome)).toEqual({ created: 1, unchanged: 1 });
  });

  it('writes a record once with what its last row says, and its keys follow', async () => {
    await importer.import(csv(header, 'C1,Novák,a@example.com,', 'C1,,b@example.com,', 'C1,,c@example.com,'));

    const next = await importer.plan(csv('workEmail,lastName', 'a@example.com,X', 'b@example.com,X', 'c@example.com,X'), { matchBy: ['email'] });

    expect(await importer.story(next)).toEqual(['create', 'create', 'update']);
  });
};
