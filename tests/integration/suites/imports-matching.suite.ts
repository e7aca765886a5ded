import type { TestApp } from '../../support/boot-strapi';
import { counted, createImporter, csv } from '../../support/imports';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  it('creates contacts that no key finds', async () => {
    const job = await importer.import(csv('externalId,firstName,lastName,workEmail', 'C1,Jana,Nováková,jana@example.com', 'C2,Petr,Šustr,petr@example.com'));

    expect(job).toMatchObject({ state: 'completed', rows: 2, status: 'completed' });
    expect(counted(job.outcome)).toEqual({ created: 2 });
    expect(await importer.contacts()).toMatchObject([
      { firstName: 'Jana', lastName: 'Nováková', workEmail: 'jana@example.com', kind: 'external', surveyOptOut: false, externalIds: [{ value: 'C1' }] },
      { firstName: 'Petr', lastName: 'Šustr', workEmail: 'petr@example.com', externalIds: [{ value: 'C2' }] },
    ]);
  });

  it('updates the contact that the first key with a hit finds', async () => {
    const byMail = await importer.addContact({ lastName: 'By mail', workEmail: 'one@example.com' });
    const byPhone = await importer.addContact({ lastName: 'By phone', workPhone: '+420601000001' });

    const mailFirst = await importer.plan(csv('lastName,workEmail,workPhone', 'New,one@example.com,+420601000001'), { matchBy: ['email', 'phone'] });
    const phoneFirst = await importer.plan(csv('lastName,workEmail,workPhone', 'New,one@example.com,+420601000001'), { matchBy: ['phone', 'email'] });

    expect(await importer.rows(mailFirst)).toMatchObject([{ plan: 'update', record: byMail.documentId, matchedBy: 'email' }]);
    expect(await importer.rows(phoneFirst)).toMatchObject([{ plan: 'update', record: byPhone.documentId, matchedBy: 'phone' }]);
  });

  it('tries the addresses of a group in the order of the group', async () => {
    const personal = await importer.addContact({ lastName: 'Personal', personalEmail: 'home@example.com' });
    const work = await importer.addContact({ lastName: 'Work', otherEmail: 'work@example.com' });
    const file = csv('lastName,personalEmail,workEmail', 'New,home@example.com,work@example.com');

    const asGroup = await importer.plan(file, { matchBy: ['email'] });
    const reordered = await importer.plan(file, { matchBy: ['personalEmail', 'workEmail'] });

    expect(await importer.rows(asGroup)).toMatchObject([{ record: work.documentId }]);
    expect(await importer.rows(reordered)).toMatchObject([{ record: personal.documentId, matchedBy: 'personalEmail' }]);
  });

  it('finds a single address only in its own field', async () => {
    await importer.addContact({ lastName: 'Elsewhere', otherEmail: 'same@example.com' });

    const job = await importer.plan(csv('lastName,workEmail', 'New,same@example.com'), { matchBy: ['workEmail'] });

    expect(await importer.rows(job)).toMatchObject([{ plan: 'create' }]);
  });

  it('takes the oldest of several records that one key finds', async () => {
    const older = await importer.addContact({ lastName: 'Older', workEmail: 'shared@example.com' });
    await importer.addContact({ lastName: 'Younger', workEmail: 'shared@example.com' });

    await importer.import(csv('lastName,workEmail', 'Chosen,shared@example.com'), { matchBy: ['email'] });

    const names = (await importer.contacts()).map(({ documentId, lastName }) => [documentId === older.documentId, lastName]);
    expect(names).toEqual([[true, 'Chosen'], [false, 'Younger']]);
  });

  it('matches e-mails without case and composed or decomposed accents alike', async () => {
    await importer.addContact({ lastName: 'Žák', workEmail: 'Josef.Zak@Example.COM', username: 'žák' });

    const byMail = await importer.plan(csv('workEmail,city', 'josef.zak@example.com,Brno'), { matchBy: ['email'] });
    const byName = await importer.plan(csv('username,city', `${'žák'.normalize('NFD')},Brno`), { matchBy: ['username'] });

    expect(await importer.story(byMail)).toEqual(['update']);
    expect(await importer.story(byName)).toEqual(['update']);
  });

  it('matches a number written in national form with the setting’s country', async () => {
    await importer.addContact({ lastName: 'Called', cellPhone: '+420601234567' });

    const job = await importer.plan(csv('workPhone,lastName', '601 234 567,Called'), { matchBy: ['phone'], defaultCountry: 'CZ' });

    expect(await importer.rows(job)).toMatchObject([{ plan: 'update', matchedBy: 'phone' }]);
  });

  describe('with keys that must match together', () => {
    const matchBy = [['email', 'lastName']];

    it('finds only a record on which all of them agree', async () => {
      const son = await importer.addContact({ firstName: 'Son', lastName: 'Novák', workEmail: 'family@example.com' });
      await importer.addContact({ firstName: 'Mother', lastName: 'Nováková', workEmail: 'family@example.com' });

      const job = await importer.plan(csv('workEmail,lastName,city', 'family@example.com,novák,Brno', 'family@example.com,Dvořák,Brno'), { matchBy });

      expect(await importer.rows(job)).toMatchObject([{ plan: 'update', record: son.documentId, matchedBy: 'email+lastName' }, { plan: 'create' }]);
    });

    it('tells earlier rows of the file apart by all of them, however many share one', async () => {
      const file = csv('workEmail,lastName,city', 'family@example.com,Novák,Brno', 'family@example.com,Dvořák,Praha', 'family@example.com,Novák,Plzeň', 'family@example.com,Dvořák,Cheb');

      const job = await importer.import(file, { matchBy });
      const again = await importer.import(file, { matchBy });

      expect((await importer.contacts()).map(({ lastName, city }) => [lastName, city])).toEqual([['Novák', 'Plzeň'], ['Dvořák', 'Cheb']]);
      expect(counted(job.outcome)).toEqual({ created: 2, updated: 2 });
      expect(counted(again.outcome)).toEqual({ updated: 4 });
    });

    it('compares the organization of the row with the record’s', async () => {
      const [acme, other] = [await importer.addOrganization({ name: 'Acme' }), await importer.addOrganization({ name: 'Other' })];
      await importer.addContact({ lastName: 'At other', workEmail: 'info@example.com', organization: other.documentId });
      const wanted = await importer.addContact({ lastName: 'At Acme', workEmail: 'info@example.com', organization: acme.documentId });

      const job = await importer.plan(csv('workEmail,city,organization.name', 'info@example.com,Brno,ACME'), { matchBy: [['email', 'organization']] });

      expect(await importer.rows(job)).toMatchObject([{ plan: 'update', record: wanted.documentId }]);
    });
  });

  it('imports a row without any identifier, with a warning', async () => {
    const job = await importer.import(csv('lastName,workEmail', 'Nameless,'), { matchBy: ['email'] });

    expect(await importer.story(job)).toEqual(['created match.no-identifier']);
  });

  it('imports organizations as well as contacts', async () => {
    await importer.addOrganization({ name: 'Acme', domain: 'acme.example' });

    const file = csv('name,domain,employeeCount,revenue', 'Acme Ltd,https://www.acme.example/about,250,1234.5', 'New,new.example,,');
    const job = await importer.import(file, { target: 'organizations', matchBy: ['domain', 'name'] });

    expect(counted(job.outcome)).toEqual({ created: 1, updated: 1 });
    expect(await importer.organizations()).toMatchObject([{ name: 'Acme Ltd', employeeCount: 250, revenue: 1234.5 }, { name: 'New', employeeCount: null }]);
  });

  it('finds everything unchanged when the same file is imported again', async () => {
    const file = csv(
      'externalId,firstName,surveyOptOut,workEmail,workPhone,countryCode,organization.externalId,organization.name,organization.employeeCount',
      'C1,Jana,true,jana@example.com,+420601000001,CZ,O1,Acme,12',
      'C2,Élodie,,elodie@example.com,not a number,France,O1,Acme,12',
      'C3,Paul,no,paul@example.com,,GB,,,',
    );
    await importer.import(file);
    const before = await importer.contacts();

    const again = await importer.import(file);

    expect(again).toMatchObject({ state: 'completed' });
    expect(counted(again.outcome)).toEqual({ unchanged: 3 });
    expect(await importer.contacts()).toEqual(before);
  });
};
