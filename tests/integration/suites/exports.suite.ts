import { parse } from 'csv-parse/sync';
import { ACTIONS, actionId, type ActionUid } from '../../../server/src/access';
import type { Target } from '../../../server/src/contracts';
import type { Exports } from '../../../server/src/services/exports';
import { createAdminWith, createApiToken } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { CONTACT, counted, createImporter, csv, type StoredContact } from '../../support/imports';

/** Both targets as files that can be imported again. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const exported = async (target: Target, source?: string): Promise<string> => {
    const exports = app().strapi.plugin('external-contacts').service('exports') as unknown as Exports;
    const { lines } = await exports.csv(target, source === undefined ? {} : { source });
    let text = '';
    for await (const chunk of lines) text += chunk;
    return text;
  };
  const read = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true });
  /** With the mapping that the panel suggests. */
  const importAgain = (text: string, target: Target, source: string | null) => importer.import(text, { target, externalSource: source, fields: undefined as never });
  const everything = async () => ({ contacts: await importer.contacts(), organizations: await importer.organizations() });

  const NASTY = csv(
    'externalId,firstName,lastName,title,workEmail,otherEmail,workPhone,homePhone,postalCode,countryCode,surveyOptOut,externalSystemUrl,username,organization.externalId,organization.name',
    'C1,Ann,=1+1,"She said ""hi"", twice",ann@example.com,,+33123456789,,01000,FR,true,https://crm.example.com/?id=1&x=2,ann,O1,"Acme; Sons, Ltd"',
    '007,Šárka,Kučerová,"two\nlines",s.kucerova@example.com,other@example.com,,ext. 12,00420,CZ,no,,,O1,',
    "C 3,'=2,-5,@SUM(A1),third@example.com,,,,,,,,,002,=Formula & Co",
    'ÀÉ-4,François,"O\'Neil",+plus,,,+420777123456,,,,,,FRANÇOIS,,',
    'C5,Jean,"""quoted""",\'already,five@example.com,,,,,,yes,,,O1,',
  );

  it('changes nothing when it is imported again, whatever the values hold', async () => {
    await importer.import(NASTY);
    const before = await everything();

    const job = await importAgain(await exported('contacts', 'CRM'), 'contacts', 'CRM');

    expect(counted(job.outcome)).toEqual({ unchanged: 5 });
    expect(await everything()).toEqual(before);
    expect(before.contacts.map(({ lastName }) => lastName)).toEqual(['=1+1', 'Kučerová', '-5', "O'Neil", '"quoted"']);
  });

  it('does so for organizations with numbers, lists and addresses of the web', async () => {
    const file = csv(
      'externalId,name,employeeCount,revenue,tags,websites,domain,phoneNumber',
      'O1,Acme,1234567,1234.5,"vip;=cash;two words",https://www.example.com;https://shop.example.com,example.com,+33123456789',
      '0002,"Žluťoučký, s.r.o.",0,1.2340,,,,',
      'O3,-Minus-,,0.001,a,,,not a number',
    );
    await importer.import(file, { target: 'organizations' });
    const before = await everything();

    const job = await importAgain(await exported('organizations', 'CRM'), 'organizations', 'CRM');

    expect(counted(job.outcome)).toEqual({ unchanged: 3 });
    expect(await everything()).toEqual(before);
    expect(before.organizations).toMatchObject([{ employeeCount: 1_234_567, revenue: 1_234.5 }, { revenue: 1.234 }, { revenue: 0.001 }]);
  });

  it('gives back a directory that was emptied', async () => {
    await importer.import(NASTY);
    const stamps = new Set(['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', 'lastJob']);
    const told = (contact: StoredContact) => ({
      ...Object.fromEntries(Object.entries(contact).filter(([field]) => !stamps.has(field))),
      externalIds: contact.externalIds?.map(({ value }) => value),
      organization: contact.organization?.name,
    });
    const before = (await importer.contacts()).map(told);
    const file = await exported('contacts', 'CRM');

    await importer.reset();
    const job = await importAgain(file, 'contacts', 'CRM');

    expect(counted(job.outcome)).toMatchObject({ created: 5 });
    expect((await importer.contacts()).map(told)).toEqual(before);
  });

  it('finds contacts without an ID of the source by e-mail, and names their organization only for the reader', async () => {
    await importer.addSource('ERP');
    const organization = await importer.addOrganization({ name: 'Elsewhere', externalIds: [{ source: 'ERP', value: 'E1' }] });
    await importer.addContact({ lastName: 'Two', workEmail: 'two@example.com', externalIds: [{ source: 'ERP', value: 'X' }, { source: 'CRM', value: 'C' }], organization: organization.documentId });
    await importer.addContact({ lastName: 'None', workEmail: 'none@example.com', organization: organization.documentId });
    const before = await everything();

    const file = await exported('contacts', 'CRM');
    const job = await importAgain(file, 'contacts', 'CRM');

    expect(read(file).map((row) => [row['External ID'], row['Organization external ID'], row['Organization name'], row['import:organization']])).toEqual([['C', '', '', 'Elsewhere'], ['', '', '', 'Elsewhere']]);
    expect(counted(job.outcome)).toEqual({ unchanged: 2 });
    expect(await everything()).toEqual(before);
  });

  it('works without external IDs: by e-mail, and organizations by name', async () => {
    await importer.import(csv('lastName,workEmail,organization.name', 'A,a@example.com,Acme', 'B,b@example.com,Acme'), { externalSource: null, organizations: { matchBy: 'name', missing: 'create' } });
    const before = await everything();

    const file = await exported('contacts');
    const job = await importAgain(file, 'contacts', null);

    expect(file).not.toContain('External ID');
    expect(counted(job.outcome)).toEqual({ unchanged: 2 });
    expect(await everything()).toEqual(before);
  });

  it('leaves out what was merged into another record', async () => {
    const survivor = await importer.addContact({ lastName: 'Survivor' });
    const loser = await importer.addContact({ lastName: 'Loser' });
    await app().strapi.db.query(CONTACT).update({ where: { id: loser.id }, data: { mergedInto: survivor.documentId } });

    expect(read(await exported('contacts')).map((row) => [row['Last name'], row['import:documentId']])).toEqual([['Survivor', survivor.documentId]]);
  });

  it('writes any number of records in the order in which they were made', async () => {
    const lines = Array.from({ length: 2_345 }, (_, index) => `C${index},Person ${index}`);
    await importer.import(csv('externalId,lastName', ...lines));

    const rows = read(await exported('contacts', 'CRM'));

    expect(rows.map((row) => row['External ID'])).toEqual(lines.map((line) => line.split(',')[0]));
  });

  describe('over HTTP', () => {
    const adminWithout = async (...lacking: ActionUid[]): Promise<Agent> =>
      withToken(app(), (await createAdminWith(app(), ACTIONS.map(({ uid }) => uid as ActionUid).filter((uid) => !lacking.includes(uid)).map(actionId))).token);
    const URL = '/external-contacts/targets/contacts/export.csv';

    it('needs the right to export and the right to see contacts', async () => {
      const answers = await Promise.all([adminWithout(), adminWithout('export.add'), adminWithout('contact.view')].map(async (agent) => (await agent).get(`${URL}?source=crm`)));

      expect(answers.map(({ status }) => status)).toEqual([200, 403, 403]);
      expect(answers[0]?.headers['content-disposition']).toContain('contacts.csv');
    });

    it('answers a token that has its scope and may read contacts', async () => {
      await importer.addContact({ lastName: 'Novák' });
      const scopes = ['target-export.find', 'contact.find'].map((name) => `plugin::external-contacts.${name}`);
      const token = await createApiToken(app(), { type: 'custom', permissions: scopes });
      const narrower = await createApiToken(app(), { type: 'custom', permissions: scopes.slice(0, 1) });

      const { text } = await withToken(app(), token).get(`/api${URL}`).expect(200);

      expect(read(text)).toMatchObject([{ 'Last name': 'Novák' }]);
      await withToken(app(), narrower).get(`/api${URL}`).expect(403);
    });

    it('refuses a source that is not there, and a target that is not there', async () => {
      const agent = await adminWithout();

      const unknownSource = await agent.get(`${URL}?source=nobody`);
      const unknownTarget = await agent.get('/external-contacts/targets/planets/export.csv');

      expect([unknownSource.status, unknownSource.body.error.details.code]).toEqual([400, 'external-source.unknown']);
      expect(unknownTarget.status).toBe(404);
    });
  });
};
