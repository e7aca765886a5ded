import type { TestApp } from '../../support/boot-strapi';
import { counted, createImporter, csv } from '../../support/imports';

const SWITCHBOARD = '+420224123400';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(importer.reset);

  /** People of one company: each has a name, and all have its switchboard. */
  const people = (count: number, of: (index: number) => string): string =>
    csv('externalId,firstName,lastName,workPhone', ...Array.from({ length: count }, (_, index) => of(index)));

  describe('an e-mail or phone that many share', () => {
    it('matches nobody of another name, so that colleagues with an ID of their own stay apart', async () => {
      const file = people(6, (index) => `E${index},Ann,Person${index},${SWITCHBOARD}`);

      const job = await importer.import(file);

      expect(counted(job.outcome)).toEqual({ created: 6 });
      expect((await importer.story(job))[1]).toContain('match.shared-ignored');
    });

    it('is the same one with different extensions', async () => {
      const job = await importer.import(people(5, (index) => `E${index},Ann,Person${index},${SWITCHBOARD} ext. ${index + 10}`));

      expect(counted(job.outcome)).toEqual({ created: 5 });
    });

    it('gives only unchanged rows when the same file comes again', async () => {
      const file = people(7, (index) => `E${index},Ann,Person${index},${SWITCHBOARD}`);
      await importer.import(file);

      const again = await importer.import(file);

      expect(counted(again.outcome)).toEqual({ unchanged: 7 });
    });

    it('holds a row that has nothing else and meets only other names', async () => {
      await importer.addContact({ firstName: 'Ann', lastName: 'Brown', workEmail: 'info@firm.cz' });

      const job = await importer.plan(csv('firstName,lastName,workEmail', 'Cyril,Dvořák,info@firm.cz'));

      expect(await importer.rows(job)).toMatchObject([{ plan: 'hold', record: null, cluster: [{ role: 'candidate', linkedBy: ['email'] }] }]);
      expect(await importer.story(job)).toEqual(['hold match.shared-identifier']);
    });

    it('finds the record of the same name, whatever its case', async () => {
      const ann = await importer.addContact({ firstName: 'Ann', lastName: 'Brown', workEmail: 'info@firm.cz' });

      const job = await importer.plan(csv('firstName,lastName,workEmail,city', 'ANN,brown,info@firm.cz,Brno'));

      expect(await importer.rows(job)).toMatchObject([{ plan: 'update', record: ann.documentId, matchedBy: 'email' }]);
    });

    it('is known by five names in the database too', async () => {
      for (let index = 0; index < 5; index += 1) await importer.addContact({ firstName: 'Ann', lastName: `Person${index}`, workPhone: SWITCHBOARD });

      const job = await importer.plan(csv('firstName,lastName,workPhone', `Ann,Stranger,${SWITCHBOARD}`, `Ann,Person3,${SWITCHBOARD}`));

      expect((await importer.rows(job)).map(({ plan }) => plan)).toEqual(['hold', 'unchanged']);
    });

    it('is no shared one for four names', async () => {
      const first = await importer.addContact({ firstName: 'Ann', lastName: 'Person0', workPhone: SWITCHBOARD });
      for (let index = 1; index < 4; index += 1) await importer.addContact({ firstName: 'Ann', lastName: `Person${index}`, workPhone: SWITCHBOARD });

      const job = await importer.plan(csv('firstName,lastName,workPhone', `Ann,Stranger,${SWITCHBOARD}`));

      expect(await importer.rows(job)).toMatchObject([{ plan: 'update', record: first.documentId }]);
    });

    it('is found by the whole file, before its first row is planned', async () => {
      const file = csv('firstName,lastName,workPhone', ...Array.from({ length: 6 }, (_, index) => `Ann,Person${index},${SWITCHBOARD}`));

      const job = await importer.plan(file);

      expect((await importer.rows(job)).map(({ plan }) => plan)).toEqual(['create', 'hold', 'hold', 'hold', 'hold', 'hold']);
    });

    it('matches as any other when the setting allows it', async () => {
      const ann = await importer.addContact({ firstName: 'Ann', lastName: 'Brown', workEmail: 'info@firm.cz' });

      const job = await importer.plan(csv('firstName,lastName,workEmail', 'Cyril,Dvořák,INFO@firm.cz'), { allowSharedIdentifiers: ['Info@firm.cz'] });

      expect(await importer.rows(job)).toMatchObject([{ plan: 'update', record: ann.documentId }]);
    });

    it('is allowed as a national number too', async () => {
      const ann = await importer.addContact({ firstName: 'Ann', lastName: 'Brown', workPhone: '+420777777777' });

      const job = await importer.plan(csv('firstName,lastName,workPhone', 'Cyril,Dvořák,777 777 777'), { allowSharedIdentifiers: ['777 777 777'], defaultCountry: 'CZ' });

      expect(await importer.rows(job)).toMatchObject([{ plan: 'update', record: ann.documentId }]);
    });

    it('does not keep a key that must match together from matching', async () => {
      const acme = await importer.addOrganization({ name: 'ACME' });
      const wanted = await importer.addContact({ lastName: 'Brown', workEmail: 'info@firm.cz', organization: acme.documentId });

      const job = await importer.plan(csv('lastName,workEmail,organization.name', 'Novák,info@firm.cz,ACME'), { matchBy: [['email', 'organization']] });

      expect(await importer.rows(job)).toMatchObject([{ plan: 'update', record: wanted.documentId }]);
    });

    it.each(['test@firm.cz', 'xx@yy.cz', 'noreply@firm.cz', 'fakturace@firm.cz'])('looks shared by its form: %s', async (email) => {
      await importer.addContact({ firstName: 'Ann', lastName: 'Brown', workEmail: email });

      const job = await importer.plan(csv('firstName,lastName,workEmail', `Cyril,Dvořák,${email}`));

      expect(await importer.story(job)).toEqual(['hold match.shared-identifier']);
    });

    it('is no different where a crowd of the database shares it', async () => {
      await importer.import(people(150, (index) => `E${index},Ann,Person${index},${SWITCHBOARD}`));

      const job = await importer.plan(csv('firstName,lastName,workPhone,city', `ANN,person149,${SWITCHBOARD},Brno`, `Ann,Stranger,${SWITCHBOARD},`, `,,${SWITCHBOARD},`));

      const rows = await importer.rows(job);
      expect(rows.map(({ plan }) => plan)).toEqual(['update', 'hold', 'hold']);
      expect(rows[0]).toMatchObject({ matchedBy: 'phone' });
      expect(rows[1]?.cluster).toHaveLength(25);
    });

    it('does not stand in the way of the thousands who share it and have the same file come twice', async () => {
      const file = people(2_500, (index) => `E${index},Ann,Person${index},${SWITCHBOARD}`);
      await importer.import(file);

      const again = await importer.import(file);

      expect(counted(again.outcome)).toEqual({ unchanged: 2_500 });
    });
  });
};
