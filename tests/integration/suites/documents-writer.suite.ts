import type { TestApp } from '../../support/boot-strapi';
import { createContactCenter } from '../../support/contact-center';
import { counted, csv } from '../../support/imports';
import { createUndoer } from '../../support/undo';

const SITES = csv('Name,Address city,Address street', 'Prague,Praha,Dlouhá 1', 'Lyon,Lyon,');

/** A type with a lifecycle hook, a required relation and a unique field. */
export default (app: () => TestApp): void => {
  const center = createContactCenter(app);
  const { undo, undoStory } = createUndoer(app);
  beforeEach(async () => {
    await center.reset();
    await center.import('site', SITES);
  });
  afterAll(() => center.reset());

  const teams = async () => (await center.all('team', ['site'])).map(({ name, type, site, searchName, capacity }) => [name, type, (site as { name: string } | null)?.name ?? null, searchName, capacity]);

  it('runs the hooks of the application, and reports the row that one refuses with its reason', async () => {
    const job = await center.import('team', csv('Name,Site,Type,Capacity', 'Alpha,Prague,agent-based,', 'Beta,Prague,capacity-based,', 'Gamma,Lyon,capacity-based,5'));

    expect(await center.importer.story(job)).toEqual(['created', 'failed document.refused', 'created']);
    expect(job.state).toBe('completed-with-errors');
    expect(await center.importer.errorsCsv(job)).toContain('A capacity-based team needs a capacity');
    expect(await teams()).toEqual([['Alpha', 'agent-based', 'Prague', 'alpha', null], ['Gamma', 'capacity-based', 'Lyon', 'gamma', 5]]);
  });

  it('refuses rows without a required relation, with an unknown one, and with a value that is not allowed', async () => {
    const job = await center.plan('team', csv('Name,Site,Type', 'Alpha,,agent-based', 'Beta,Brno,agent-based', 'Gamma,Lyon,other', 'Delta,Lyon,agent-based'));

    expect(await center.importer.story(job)).toEqual(['invalid required.missing', 'invalid relation.unknown', 'invalid enumeration.unknown', 'create']);
  });

  it('finds a record by its unique field, changes what the file changes, and leaves the rest', async () => {
    await center.import('team', csv('Name,Site,Type,Capacity,Dial number', 'Alpha,Prague,agent-based,3,123', 'Beta,Lyon,agent-based,,'));

    const job = await center.import('team', csv('Name,Site,Dial number', 'Alpha,Lyon,', 'Beta,Lyon,'));

    expect(await center.importer.story(job)).toEqual(['updated', 'unchanged row.unchanged']);
    const [alpha] = await center.all('team', ['site']);
    expect(alpha).toMatchObject({ name: 'Alpha', capacity: 3, dialNumber: '123', site: { name: 'Lyon' } });
  });

  it('takes two rows of one record in their order, and refuses a second record with the same unique value', async () => {
    await center.import('user-profile', csv('Name,Type', 'Agent,agent'));
    const header = 'Email,First name,Last name,External identifier,Site,User profile';
    await center.import('user', csv(header, 'ann@example.com,Ann,Lee,1,Prague,Agent'));

    const job = await center.import('user', csv(header, 'bob@example.com,Bob,Ray,2,Prague,Agent', 'bob@example.com,Robert,Ray,2,Lyon,Agent', 'eve@example.com,Eve,Moe,1,Lyon,Agent'), { matchBy: ['email'] });

    expect(await center.importer.story(job)).toEqual(['created', 'updated file.duplicate-row', 'invalid unique.taken']);
    expect((await center.all('user', ['site'])).map(({ firstName, site }) => [firstName, (site as { name: string }).name])).toEqual([['Ann', 'Prague'], ['Robert', 'Lyon']]);
  });

  it('finds records by documentId, and makes none for one that nobody has', async () => {
    const [prague] = await center.all('site');

    const job = await center.import('site', csv('documentId,Name', `${String(prague?.documentId)},Praha`, 'nobodyhasthisdocumentid00,Brno'));

    expect(await center.importer.story(job)).toEqual(['updated', 'invalid record.unknown']);
    expect((await center.all('site', ['address'])).map(({ name, address }) => [name, (address as { city: string }).city])).toEqual([['Praha', 'Praha'], ['Lyon', 'Lyon']]);
  });

  it('changes one field of a component and keeps the others', async () => {
    await center.import('site', csv('Name,Address street', 'Prague,Krátká 2'));

    const [prague] = await center.all('site', ['address']);
    expect(prague?.['address']).toMatchObject({ street: 'Krátká 2', city: 'Praha' });
  });

  it('takes an import back: what it made goes, what it changed returns, what somebody changed since stays', async () => {
    await center.import('team', csv('Name,Site,Type', 'Old,Prague,agent-based', 'Kept,Prague,agent-based'));
    const job = await center.import('team', csv('Name,Site,Type,Capacity', 'New,Prague,agent-based,1', 'Edited,Lyon,agent-based,2', 'Old,Lyon,agent-based,7', 'Kept,Lyon,agent-based,8'));
    const documents = center.documents('team');
    const byName = new Map((await center.all('team')).map((team) => [team['name'], team.documentId]));
    await documents.update({ documentId: byName.get('Edited') ?? '', data: { dialNumber: '555' } });
    await documents.update({ documentId: byName.get('Kept') ?? '', data: { capacity: 99 } });

    const undone = await undo(job);

    expect(undone.state).toBe('undone');
    expect(await undoStory(job)).toEqual(['reversed', 'kept undo.edited-since dialNumber', 'reversed', 'kept undo.edited-since capacity']);
    expect((await teams()).map(([name, , site, , capacity]) => [name, site, capacity])).toEqual([['Old', 'Prague', null], ['Kept', 'Prague', 99], ['Edited', 'Lyon', 2]]);
  });

  it('deletes by the action column what nobody refers to, and brings it back', async () => {
    await center.import('site', csv('Name,Address city', 'Brno,Brno'));
    await center.import('team', csv('Name,Site,Type', 'Alpha,Prague,agent-based'));

    const job = await center.import('site', csv('Name,Action', 'Prague,delete', 'Brno,delete'), {
      actionColumn: 'Action', fields: [{ column: 'Name', field: 'name' }],
    });

    expect(await center.importer.story(job)).toEqual(['failed delete.referenced', 'deleted']);
    expect((await center.all('site')).map(({ name }) => name)).toEqual(['Prague', 'Lyon']);
    await undo(job);
    expect((await center.all('site', ['address'])).at(-1)).toMatchObject({ name: 'Brno', address: { city: 'Brno' } });
  });

  it('writes drafts, or publishes them', async () => {
    const drafts = await center.import('address-book', csv('Name,Parent type,Site', 'Partners,organization,', 'Inner,site,Prague'));
    expect(counted(drafts.outcome)).toEqual({ created: 2 });
    expect((await center.all('address-book')).map(({ name, publishedAt }) => [name, publishedAt !== null])).toEqual([['Partners', false], ['Inner', false]]);

    const published = await center.import('address-book', csv('Name,Description', 'Partners,Phone numbers'), { publish: 'published' });

    expect(counted(published.outcome)).toEqual({ updated: 1 });
    expect((await center.query('address-book').findMany({ where: { publishedAt: { $notNull: true } } })).map(({ name, description }) => [name, description])).toEqual([['Partners', 'Phone numbers']]);
  });

  it('writes the default locale unless the setting names another, which the application must have', async () => {
    const job = await center.import('outbound-ani', csv('Name,Dial number', 'Prague,+420224000001'));
    expect(counted(job.outcome)).toEqual({ created: 1 });
    expect((await center.all('outbound-ani')).map(({ name, locale }) => [name, locale])).toEqual([['Prague', 'en']]);

    await expect(center.plan('outbound-ani', csv('Name,Dial number', 'Praha,1'), { locale: 'xx' })).rejects.toMatchObject({ code: 'locale.unknown' });
    await expect(center.plan('site', csv('Name', 'Praha'), { locale: 'en' })).rejects.toMatchObject({ code: 'locale.unknown' });
  });

  it('refuses types that the configuration does not name, and what such types cannot do', async () => {
    await expect(center.importer.plan(csv('subject', 'Help'), { target: 'api::ticket.ticket', externalSource: null })).rejects.toMatchObject({ code: 'target.not-allowed' });
    await expect(center.plan('site', csv('Name', 'X'), { mergeMode: 'merge-all' })).rejects.toMatchObject({ code: 'setting.not-supported' });
  });
};
