import { TABLES } from '../../../server/src/store/models';
import type { VerifyReport } from '../../../server/src/services/verify/verify-job';
import type { TestApp } from '../../support/boot-strapi';
import { CONTACT, counted, createImporter, csv, ORGANIZATION, type StoredContact, type TestSetting } from '../../support/imports';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const MERGING: TestSetting = { matchBy: ['externalId', 'email', 'phone'], mergeMode: 'merge-all' };
  const linking = csv('lastName,workEmail,workPhone', 'Together,a@example.com,+420601000002');
  const keysOf = (id: number): Promise<{ hash: string; alias: unknown }[]> => app().strapi.db.connection(TABLES.contactKeys).where({ record_id: id });
  const verify = (uid: string): Promise<VerifyReport> =>
    (app().strapi.plugin('external-contacts').service('runner') as unknown as { verify(uid: string): Promise<VerifyReport> }).verify(uid);

  /** A contact that an e-mail finds and a younger one that a phone finds. */
  const twoContacts = async (older: object = {}, younger: object = {}): Promise<[StoredContact, StoredContact]> => [
    await importer.addContact({ lastName: 'By mail', workEmail: 'a@example.com', ...older }),
    await importer.addContact({ lastName: 'By phone', workPhone: '+420601000002', ...younger }),
  ];

  it('lets records that one row links become the oldest of them', async () => {
    const [survivor, loser] = await twoContacts({ city: 'Brno' }, { city: 'Praha', department: 'Sales', otherEmail: 'b@example.com', externalIds: [{ source: 'CRM', value: 'B' }] });

    const job = await importer.import(linking, MERGING);

    expect(counted(job.outcome)).toEqual({ merged: 1, recordsMergedAway: 1 });
    expect(await importer.contacts({ documentId: survivor.documentId })).toMatchObject([
      { lastName: 'Together', city: 'Brno', department: 'Sales', workPhone: '+420601000002', otherEmail: 'b@example.com', externalIds: [{ value: 'B' }], mergedInto: null, lastJob: job.id },
    ]);
    expect(await importer.contacts({ documentId: loser.documentId })).toMatchObject([{ lastName: 'By phone', city: 'Praha', mergedInto: survivor.documentId, lastJob: job.id }]);
    expect(await keysOf(loser.id)).toEqual([]);
    expect(await verify(job.id)).toMatchObject({ ok: true, findings: [] });
  });

  it('finds the survivor by what its losers were found by, so that the same file again changes nothing', async () => {
    const emails = (prefix: string) => ({ workEmail: `${prefix}1@example.com`, personalEmail: `${prefix}2@example.com`, otherEmail: `${prefix}3@example.com` });
    const survivor = await importer.addContact({ lastName: 'One', workPhone: '+420601000001', ...emails('x') });
    await importer.addContact({ lastName: 'Two', workPhone: '+420601000002', username: 'two', ...emails('y') });
    const file = csv('lastName,workPhone,cellPhone', 'One,+420601000001,+420601000002');
    await importer.import(file, MERGING);

    const again = await importer.import(file, MERGING);
    const byAlias = await importer.plan(csv('lastName,workEmail', 'One,y2@example.com'), { ...MERGING, matchBy: ['email'] });

    expect(counted(again.outcome)).toEqual({ unchanged: 1 });
    expect(await importer.rows(byAlias)).toMatchObject([{ record: survivor.documentId, matchedBy: 'email' }]);
    expect((await keysOf(survivor.id)).some(({ alias }) => Boolean(Number(alias)))).toBe(true);
    expect(await verify(again.id)).toMatchObject({ ok: true });
  });

  it('writes a value that was an alias until now', async () => {
    const survivor = await importer.addContact({ lastName: 'One', workPhone: '+420601000001', workEmail: 'x1@example.com', personalEmail: 'x2@example.com', otherEmail: 'x3@example.com' });
    await importer.addContact({ lastName: 'Two', cellPhone: '+420601000002', workEmail: 'y1@example.com' });
    await importer.import(csv('lastName,workPhone,cellPhone', 'One,+420601000001,+420601000002'), MERGING);

    const job = await importer.import(csv('workPhone,personalEmail', '+420601000001,y1@example.com'), { ...MERGING, matchBy: ['phone'], mergeMode: 'update-first' });

    expect(counted(job.outcome)).toEqual({ updated: 1 });
    expect(await importer.contacts({ documentId: survivor.documentId })).toMatchObject([{ personalEmail: 'y1@example.com' }]);
    expect(await verify(job.id)).toMatchObject({ ok: true, findings: [] });
  });

  it('merges again into a third record, and takes the aliases along', async () => {
    const oldest = await importer.addContact({ lastName: 'Oldest', homePhone: '+420601000009' });
    await twoContacts({ personalEmail: 'x2@example.com', otherEmail: 'x3@example.com' }, { username: 'loser' });
    await importer.import(csv('lastName,workEmail,workPhone,username', 'Together,a@example.com,+420601000002,winner'), MERGING);

    const job = await importer.import(csv('lastName,workEmail,homePhone', 'Together,a@example.com,+420601000009'), MERGING);

    expect(counted(job.outcome)).toEqual({ merged: 1, recordsMergedAway: 1 });
    const aliases = (await keysOf(oldest.id)).filter(({ alias }) => Boolean(Number(alias)));
    expect(aliases).toHaveLength(1);
    expect(await verify(job.id)).toMatchObject({ ok: true, findings: [] });
    await expect(importer.addContact({ lastName: 'Late', username: 'Loser' })).rejects.toThrow();
  });

  it('leaves merged records out of lists, and opens them by their id', async () => {
    const [survivor, loser] = await twoContacts();
    await importer.import(linking, MERGING);
    const documents = app().strapi.documents(CONTACT);

    const listed = await documents.findMany({});
    const filtered = await documents.findMany({ filters: { lastName: { $contains: 'By phone' } } });

    expect(listed.map(({ documentId }) => documentId)).toEqual([survivor.documentId]);
    expect(filtered).toEqual([]);
    expect(await documents.count({})).toBe(1);
    expect(await documents.findFirst({ filters: { documentId: loser.documentId } })).toBeNull();
    expect(await documents.findOne({ documentId: loser.documentId })).toMatchObject({ lastName: 'By phone' });
    expect(await documents.findMany({ filters: { mergedInto: survivor.documentId } })).toHaveLength(1);
  });

  describe('the relations of the whole application', () => {
    const TICKET = 'api::ticket.ticket';
    const addTicket = (data: object): Promise<{ documentId: string }> => app().strapi.documents(TICKET).create({ data: { subject: 'Help', ...data } as never }) as never;
    const ticket = (documentId: string): Promise<Record<string, { documentId: string }>> =>
      app().strapi.documents(TICKET).findOne({ documentId, populate: ['contact', 'watchers', 'escalation', 'participants.contact', 'about'] as never }) as never;

    it('name the survivor: to-one and to-many, two-sided, in components and of any type', async () => {
      const [survivor, loser] = await twoContacts();
      const by = loser.documentId;
      const { documentId } = await addTicket({ contact: by, watchers: [by], escalation: by, participants: [{ part: 'sender', contact: by }], about: [{ __type: CONTACT, documentId: by, id: loser.id }] });

      await importer.import(linking, MERGING);

      const expected = { documentId: survivor.documentId };
      expect(await ticket(documentId)).toMatchObject({ contact: expected, watchers: [expected], escalation: expected, participants: [{ contact: expected }], about: [expected] });
      const [found] = await app().strapi.documents(CONTACT).findMany({ populate: ['tickets'] as never });
      expect(found).toMatchObject({ tickets: [{ documentId }] });
    });

    it('are told once where both records were named', async () => {
      const [survivor, loser] = await twoContacts();
      const { documentId } = await addTicket({ watchers: [survivor.documentId, loser.documentId] });

      const job = await importer.import(linking, MERGING);

      expect(await ticket(documentId)).toMatchObject({ watchers: [{ documentId: survivor.documentId }] });
      expect((await app().strapi.db.connection('tickets_watchers_lnk')).length).toBe(1);
      expect(await verify(job.id)).toMatchObject({ ok: true });
    });

    it('stay with the merged record where there is room for one and the survivor has it', async () => {
      const [survivor, loser] = await twoContacts();
      const first = await addTicket({ escalation: survivor.documentId });
      const second = await addTicket({ escalation: loser.documentId });

      await importer.import(linking, MERGING);

      expect(await ticket(first.documentId)).toMatchObject({ escalation: { documentId: survivor.documentId } });
      expect(await ticket(second.documentId)).toMatchObject({ escalation: { documentId: loser.documentId } });
    });

    it('of the record itself are taken over when the survivor has none, and never point at itself', async () => {
      const mentor = await importer.addContact({ lastName: 'Mentor' });
      const [survivor, loser] = await twoContacts({}, { mentor: mentor.documentId });
      const pupil = await importer.addContact({ lastName: 'Pupil', mentor: loser.documentId });
      const lone = await importer.addContact({ lastName: 'Lone', workEmail: 'lone@example.com' });
      await importer.addContact({ lastName: 'Own', workPhone: '+420601000003', mentor: lone.documentId });

      await importer.import(csv('workEmail,workPhone', 'a@example.com,+420601000002', 'lone@example.com,+420601000003'), MERGING);

      const mentorOf = async (documentId: string): Promise<unknown> => (await app().strapi.documents(CONTACT).findOne({ documentId, populate: ['mentor'] as never }) as { mentor?: unknown } | null)?.mentor;
      expect(await mentorOf(survivor.documentId)).toMatchObject({ documentId: mentor.documentId });
      expect(await mentorOf(pupil.documentId)).toMatchObject({ documentId: survivor.documentId });
      expect(await mentorOf(lone.documentId)).toBeNull();
    });

    it('follow a merged organization: its contacts and its subsidiaries', async () => {
      const survivor = await importer.addOrganization({ name: 'Acme', externalIds: [{ source: 'CRM', value: 'O1' }] });
      const loser = await importer.addOrganization({ name: 'Acme Ltd', domain: 'acme.example' });
      await importer.addOrganization({ name: 'Daughter', parent: loser.documentId });
      await importer.addContact({ lastName: 'Clerk', organization: loser.documentId });

      const job = await importer.import(csv('externalId,name,domain', 'O1,Acme,acme.example'), { target: 'organizations', matchBy: ['externalId', 'domain'], mergeMode: 'merge-all' });

      expect(counted(job.outcome)).toEqual({ merged: 1, recordsMergedAway: 1 });
      expect(await importer.contacts()).toMatchObject([{ organization: { documentId: survivor.documentId } }]);
      expect(await app().strapi.documents(ORGANIZATION).findMany({ sort: 'name', populate: ['parent'] })).toMatchObject([{ name: 'Acme', parent: null }, { name: 'Daughter', parent: { documentId: survivor.documentId } }]);
      expect(await verify(job.id)).toMatchObject({ ok: true });
    });
  });

  it('takes a loser’s organization where the survivor has none', async () => {
    const { documentId: organization } = await importer.addOrganization({ name: 'Acme' });
    const [survivor] = await twoContacts({}, { organization });

    await importer.import(linking, MERGING);

    expect(await importer.contacts({ documentId: survivor.documentId })).toMatchObject([{ organization: { documentId: organization } }]);
  });

  it('merges what earlier rows of the file have made, in slices that keep them apart', async () => {
    const job = await importer.import(
      csv('lastName,workEmail,workPhone', 'One,a@example.com,', 'Two,,+420601000002', 'Three,a@example.com,+420601000002', 'Four,a@example.com,', 'Five,c@example.com,'),
      MERGING,
    );

    expect(counted(job.outcome)).toEqual({ created: 3, merged: 1, updated: 1, recordsMergedAway: 1 });
    expect(await importer.contacts({ mergedInto: null })).toMatchObject([{ lastName: 'Four', workPhone: '+420601000002' }, { lastName: 'Five' }]);
    expect(await verify(job.id)).toMatchObject({ ok: true, findings: [] });
  });

  describe('what has changed since the plan', () => {
    const edit = (documentId: string, data: object) => app().strapi.documents(CONTACT).update({ documentId, data });

    it('holds a merge whose survivor says something else', async () => {
      const [survivor, loser] = await twoContacts();
      const planned = await importer.plan(linking, MERGING);
      await edit(survivor.documentId, { lastName: 'By hand' });

      const job = await importer.run(planned);

      expect(await importer.story(job)).toEqual(['held plan.changed-since']);
      expect(await importer.contacts({ documentId: loser.documentId })).toMatchObject([{ mergedInto: null }]);
    });

    it('holds a merge whose loser has got another identifier, or is gone', async () => {
      const [, loser] = await twoContacts();
      const [first, second] = [await importer.plan(linking, MERGING), await importer.plan(linking, MERGING)];
      await edit(loser.documentId, { otherEmail: 'new@example.com' });

      const changed = await importer.run(first);
      await app().strapi.documents(CONTACT).delete({ documentId: loser.documentId });
      const gone = await importer.run(second);

      expect(await importer.story(changed)).toEqual(['held plan.changed-since']);
      expect(await importer.story(gone)).toEqual(['held record.deleted-since']);
    });

    it('holds an update of a record that another job has merged away', async () => {
      const [, loser] = await twoContacts();
      const planned = await importer.plan(csv('lastName,workPhone', 'Changed,+420601000002'), { matchBy: ['phone'] });
      await importer.import(linking, MERGING);

      const job = await importer.run(planned);

      expect(await importer.story(job)).toEqual(['held plan.changed-since']);
      expect(await importer.contacts({ documentId: loser.documentId })).toMatchObject([{ lastName: 'By phone' }]);
    });
  });

  describe('what the file says of records that become one', () => {
    it('combine: stays as its first row says, whichever of the records that was', async () => {
      await twoContacts({ city: 'Brno' });

      const job = await importer.import(csv('workEmail,workPhone,city', ',+420601000002,Praha', 'a@example.com,+420601000002,Plzeň', 'a@example.com,,Cheb'), { ...MERGING, inFileDuplicates: 'combine' });

      expect(counted(job.outcome)).toMatchObject({ updated: 1, merged: 1, unchanged: 1 });
      expect(await importer.contacts({ workEmail: 'a@example.com' })).toMatchObject([{ city: 'Praha' }]);
    });

    it('is refused where the survivor has no room for one more external ID', async () => {
      const { id: source } = await importer.addSource('Full');
      await twoContacts({ externalIds: Array.from({ length: 10 }, (_, index) => ({ source, value: `F${index}` })) });

      const job = await importer.import(csv('externalId,workEmail,workPhone', 'NEW,a@example.com,+420601000002'), MERGING);

      expect(await importer.story(job)).toEqual(['invalid external-id.too-many']);
    });

    it('is refused where a list would grow beyond its column', async () => {
      for (const [name, domain] of [['Acme', 'acme.example'], ['Acme Inc', 'inc.example']]) await importer.addOrganization({ name, domain, tickers: 'A'.repeat(200) });
      const columns = ['name', 'domain', 'tickers'];
      const fields = columns.map((column) => ({ column, field: column, ...(column === 'tickers' ? { list: { separator: '|', mode: 'extend' as const } } : {}) }));

      const job = await importer.import(csv(columns.join(','), `Acme,inc.example,${'B'.repeat(200)}`), { target: 'organizations', fields, matchBy: ['name', 'domain'], mergeMode: 'merge-all' });

      expect(await importer.story(job)).toEqual(['invalid text.too-long']);
    });
  });
};
