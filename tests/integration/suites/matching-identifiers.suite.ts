import type { TestApp } from '../../support/boot-strapi';
import { counted, createImporter, csv } from '../../support/imports';

const CONFIG = 'plugin::external-contacts.identifiers';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(importer.reset);

  describe('a field that the configuration marks as an identifier', () => {
    beforeAll(() => app().strapi.config.set(CONFIG, { contacts: ['twitter'], organizations: ['industry'] }));
    afterAll(() => app().strapi.config.set(CONFIG, { contacts: [], organizations: [] }));

    it('finds the contact that the Content Manager wrote, whatever the case', async () => {
      const ann = await importer.addContact({ lastName: 'Brown', twitter: '@Ann' });

      const job = await importer.import(csv('lastName,twitter,city', 'Brown,@ANN,Brno'), { matchBy: ['twitter'] });

      expect(await importer.rows(job)).toMatchObject([{ plan: 'update', record: ann.documentId, matchedBy: 'twitter' }]);
      expect(await importer.contacts()).toMatchObject([{ city: 'Brno' }]);
    });

    it('finds the contact that an import wrote, and that an earlier row of the file creates', async () => {
      const file = csv('lastName,twitter,city', 'Brown,@ann,Brno', 'Brown,@ann,Praha');
      await importer.import(file, { matchBy: ['twitter'] });

      const again = await importer.import(csv('lastName,twitter,city', 'Brown,@ann,Praha'), { matchBy: ['twitter'] });

      expect(counted(again.outcome)).toEqual({ unchanged: 1 });
      expect(await importer.contacts()).toHaveLength(1);
    });

    it('matches together with others, and can be the setting’s only key for organizations', async () => {
      await importer.addOrganization({ name: 'ACME', industry: 'CZ-4711' });

      const job = await importer.plan(csv('name,industry', 'ACME Ltd,cz-4711'), { target: 'organizations', matchBy: ['industry'], externalSource: null });

      expect(await importer.rows(job)).toMatchObject([{ plan: 'update', matchedBy: 'industry' }]);
    });

    it('is found by records that were there before, once their keys are rebuilt', async () => {
      app().strapi.config.set(CONFIG, { contacts: [], organizations: [] });
      await importer.addContact({ lastName: 'Brown', twitter: '@ann' });
      app().strapi.config.set(CONFIG, { contacts: ['twitter'], organizations: [] });
      await (app().strapi.plugin('external-contacts').service('contacts') as unknown as { reindex(): Promise<unknown> }).reindex();

      const job = await importer.plan(csv('lastName,twitter', 'Brown,@ann'), { matchBy: ['twitter'] });

      expect(job.plan).toMatchObject({ unchanged: 1 });
    });
  });

  it('is refused as a key when it is not marked', async () => {
    await expect(importer.plan(csv('lastName,twitter', 'Brown,@ann'), { matchBy: ['twitter'] })).rejects.toMatchObject({ code: 'setting.invalid' });
  });
};
