import type { TestApp } from '../../support/boot-strapi';
import { CONTACT, csv } from '../../support/imports';
import { createUndoer } from '../../support/undo';

export default (app: () => TestApp): void => {
  const { importer, undo, dump, reset, undoStory, addTicket } = createUndoer(app);
  beforeEach(() => reset());

  const header = 'externalId,lastName,title,city';
  const find = async (lastName: string) => {
    const [contact] = await importer.contacts({ lastName });
    if (contact === undefined) throw new Error(`No ${lastName}`);
    return contact;
  };
  const remove = async (lastName: string): Promise<void> => {
    await app().strapi.documents(CONTACT).delete({ documentId: (await find(lastName)).documentId });
  };

  it('keeps a field that somebody has edited since, and restores the others', async () => {
    await importer.import(csv(header, 'C1,Novák,Clerk,Brno'));
    const job = await importer.import(csv(header, 'C1,Novák,Boss,Praha'));
    await importer.editContact('Novák', { title: 'Director' });

    const undone = await undo(job);

    expect(undone.undo).toMatchObject({ reversed: 0, kept: 1 });
    expect(await undoStory(job)).toEqual(['kept undo.edited-since title']);
    expect(await find('Novák')).toMatchObject({ title: 'Director', city: 'Brno' });
  });

  it('keeps a created contact that somebody has edited since', async () => {
    const job = await importer.import(csv(header, 'C1,Novák,,', 'C2,Dvořák,,'));
    await importer.editContact('Novák', { cellPhone: '+420777123456' });

    await undo(job);

    expect(await undoStory(job)).toEqual(['kept undo.edited-since cellPhone', 'reversed']);
    expect(await importer.contacts()).toMatchObject([{ lastName: 'Novák', cellPhone: '+420777123456' }]);
  });

  it('keeps a created contact that a ticket refers to', async () => {
    const job = await importer.import(csv(header, 'C1,Novák,,', 'C2,Dvořák,,'));
    await addTicket((await find('Novák')).documentId);

    await undo(job);

    expect(await undoStory(job)).toEqual(['kept undo.referenced', 'reversed']);
    expect(await importer.contacts()).toMatchObject([{ lastName: 'Novák' }]);
  });

  it('keeps a created organization that a contact of somebody else belongs to, and says so at the first row that names it', async () => {
    const job = await importer.import(csv('externalId,lastName,organization.externalId,organization.name', 'C1,Novák,O1,Acme', 'C2,Dvořák,O2,Other'));
    const [acme] = await importer.organizations({ name: 'Acme' });
    await importer.addContact({ lastName: 'Bystander', organization: acme?.documentId });

    const undone = await undo(job);

    expect(undone.undo).toMatchObject({ reversed: 2, organizationsReversed: 1, organizationsKept: 1 });
    expect(await undoStory(job)).toEqual(['reversed undo.referenced organization', 'reversed']);
    expect(await importer.organizations()).toMatchObject([{ name: 'Acme' }]);
    expect(await importer.contacts()).toMatchObject([{ lastName: 'Bystander', organization: { name: 'Acme' } }]);
  });

  it('never brings back a contact that was deleted since', async () => {
    await importer.import(csv(header, 'C1,Novák,Clerk,Brno'));
    const job = await importer.import(csv(header, 'C1,Novák,Boss,Praha', 'C2,Dvořák,,', 'C3,Veselý,,'));
    await remove('Novák');
    await remove('Dvořák');

    const undone = await undo(job);

    expect(undone.undo).toMatchObject({ reversed: 1, kept: 0, cannot: 2 });
    expect(await undoStory(job)).toEqual(['cannot undo.deleted-since', 'cannot undo.deleted-since', 'reversed']);
    expect(await importer.contacts()).toEqual([]);
  });

  it('keeps what a later import has changed, and its mark', async () => {
    await importer.import(csv(header, 'C1,Novák,Clerk,Brno'));
    const second = await importer.import(csv(header, 'C1,Novák,Boss,Praha'));
    const third = await importer.import(csv(header, 'C1,Novák,Director,'));

    await undo(second);

    expect(await undoStory(second)).toEqual(['kept undo.edited-since title']);
    expect(await find('Novák')).toMatchObject({ title: 'Director', city: 'Brno', lastJob: third.id });
  });

  it('restores nothing that would take a user name from somebody else', async () => {
    await importer.import(csv('externalId,lastName,username', 'C1,Novák,novak'));
    const job = await importer.import(csv('externalId,lastName,username', 'C1,Nový,novy'));
    await importer.addContact({ lastName: 'Other', username: 'Novak' });

    await undo(job);

    expect(await undoStory(job)).toEqual(['kept undo.identifier-taken username']);
    expect(await find('Novák')).toMatchObject({ username: 'novy' });
  });

  it('restores user names that went round within the file', async () => {
    await importer.import(csv('externalId,lastName,username', 'C1,A,one', 'C2,B,two'));
    const before = await dump();
    const job = await importer.import(csv('externalId,lastName,username', 'C1,A,three', 'C2,B,one', 'C1,A,two'));

    await undo(job);

    expect(await dump()).toEqual(before);
  });

  it('puts a contact into no organization where the one that it came from is gone', async () => {
    const organizations = 'externalId,lastName,organization.externalId,organization.name';
    await importer.import(csv(organizations, 'C1,Novák,O1,Acme'));
    const job = await importer.import(csv(organizations, 'C1,Novák,O2,Other'));
    const [acme] = await importer.organizations({ name: 'Acme' });
    await app().strapi.documents('plugin::external-contacts.organization').delete({ documentId: acme?.documentId ?? '' });

    await undo(job);

    expect(await undoStory(job)).toEqual(['kept undo.deleted-since organization']);
    expect(await importer.contacts()).toMatchObject([{ organization: null }]);
    expect(await importer.organizations()).toEqual([]);
  });
};
