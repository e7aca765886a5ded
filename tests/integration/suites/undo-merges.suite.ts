import type { TestApp } from '../../support/boot-strapi';
import { CONTACT, csv } from '../../support/imports';
import { createUndoer } from '../../support/undo';

export default (app: () => TestApp): void => {
  const { importer, undo, dump, reset, preview, undoStory, addTicket } = createUndoer(app);
  beforeEach(() => reset());

  const setting = { matchBy: ['workEmail', 'cellPhone'], mergeMode: 'merge-all' } as never;
  const header = 'lastName,workEmail,cellPhone';
  const row = 'Novák,n@example.com,+420777123456';

  /** Two records that the row links: one by its e-mail, one by its phone. */
  const addTwo = async () => {
    const first = await importer.addContact({ lastName: 'Novák', workEmail: 'n@example.com', externalIds: [{ source: 'CRM', value: 'A' }] });
    const organization = await importer.addOrganization({ name: 'Acme' });
    const second = await importer.addContact({
      lastName: 'J. Novák', title: 'Boss', cellPhone: '+420777123456', otherEmail: 'o@example.com', username: 'novak', organization: organization.documentId,
      externalIds: [{ source: 'CRM', value: 'B' }],
    });
    return { first, second };
  };
  const remove = async (documentId: string): Promise<void> => {
    await app().strapi.documents(CONTACT).delete({ documentId });
  };

  it('gives merged records back, with values, external IDs, keys and relations', async () => {
    const { first, second } = await addTwo();
    for (const { documentId } of [first, second, second]) await addTicket(documentId);
    const before = await dump();
    const job = await importer.import(csv(header, row), setting);
    expect(job.outcome).toMatchObject({ merged: 1, recordsMergedAway: 1 });
    expect(await dump()).not.toEqual(before);
    const planned = await preview(job);

    const undone = await undo(job);

    expect(undone).toMatchObject({ state: 'undone', undo: { reversed: 1, kept: 0, cannot: 0, recordsRevived: 1 } });
    expect(planned).toMatchObject({ complete: true, counts: undone.undo });
    expect(await dump()).toEqual(before);
  });

  it('goes back through merges of merged records, and through records that the file itself has made', async () => {
    await addTwo();
    await importer.import(csv(header, row), setting);
    await importer.addContact({ lastName: 'Third', homePhone: '+420777999888', personalEmail: 'third@example.com' });
    const before = await dump();
    const job = await importer.import(
      csv('lastName,workEmail,cellPhone,homePhone', 'New,new@example.com,,', 'Novák,n@example.com,,+420777999888', 'Novák,new@example.com,+420777123456,', 'Last,last@example.com,,'),
      { matchBy: ['workEmail', 'cellPhone', 'homePhone'], mergeMode: 'merge-all' } as never,
    );
    expect(job.outcome).toMatchObject({ created: 2, merged: 2 });

    await undo(job);

    expect(await undoStory(job)).toEqual(['reversed', 'reversed', 'reversed', 'reversed']);
    expect(await dump()).toEqual(before);
  });

  it('never brings a merged record back that was deleted since, nor one whose survivor was', async () => {
    const { second } = await addTwo();
    const job = await importer.import(csv(header, row), setting);
    await remove(second.documentId);
    await undo(job);
    expect(await undoStory(job)).toEqual(['cannot undo.deleted-since']);

    await reset();
    const { first } = await addTwo();
    const other = await importer.import(csv(header, row), setting);
    await remove(first.documentId);
    await undo(other);
    expect(await undoStory(other)).toEqual(['cannot undo.deleted-since']);
    expect(await importer.contacts({ mergedInto: { $null: true } })).toEqual([]);
  });

  it('leaves records alone that a later import has merged again', async () => {
    await importer.addContact({ lastName: 'Oldest', homePhone: '+420777999888' });
    await addTwo();
    const job = await importer.import(csv(header, row), setting);
    await importer.import(csv('lastName,workEmail,homePhone', 'Novák,n@example.com,+420777999888'), { matchBy: ['workEmail', 'homePhone'], mergeMode: 'merge-all' } as never);
    const before = await dump();

    await undo(job);

    expect(await undoStory(job)).toEqual(['kept undo.merged-since']);
    expect(await dump()).toEqual(before);
  });

  it('brings deleted records back, with keys and links, under their documentId', async () => {
    const { second } = await addTwo();
    await addTicket(second.documentId);
    const before = await dump();
    const job = await importer.import(csv('cellPhone,action', '+420777123456,delete'), {
      fields: [{ column: 'cellPhone', field: 'cellPhone' }], actionColumn: 'action', matchBy: ['cellPhone'],
    } as never);
    expect(job.outcome).toMatchObject({ deleted: 1 });

    await undo(job);

    expect(await undoStory(job)).toEqual(['reversed']);
    expect(await dump()).toEqual(before);
  });

  it('takes an all-or-nothing import back by itself when a row fails', async () => {
    await importer.import(csv('externalId,lastName,title', 'C1,Novák,Clerk'));
    const planned = await importer.plan(csv('externalId,lastName,title', 'C2,Dvořák,', 'C1,Novák,Boss'), { onError: { policy: 'all-or-nothing' } } as never);
    await importer.editContact('Novák', { title: 'Edited' });
    const before = await dump();

    await importer.run(planned);
    await importer.step(planned.id);

    expect(await importer.get(planned.id)).toMatchObject({ state: 'undone', reason: 'errors.all-or-nothing', attempt: { number: 2, kind: 'undo' } });
    expect(await dump()).toEqual(before);
  });
};
