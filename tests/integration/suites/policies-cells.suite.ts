import type { FieldMapping } from '../../../server/src/contracts';
import type { TestApp } from '../../support/boot-strapi';
import { createImporter, csv, type TestSetting } from '../../support/imports';

/** How a setting reads cells, from the file to the record. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const mapped = (...fields: (string | (Partial<FieldMapping> & { field: string }))[]): FieldMapping[] =>
    fields.map((field) => (typeof field === 'string' ? { column: field, field } : { column: field.field, ...field }));
  const stored = async (...fields: string[]): Promise<unknown[]> =>
    (await importer.contacts()).map((contact) => fields.map((field) => contact[field]));

  describe('rules', () => {
    const setting: TestSetting = {
      rules: [{ column: 'city', from: 'Pragu', to: 'Praha' }, { column: 'workEmail', from: 'n/a', to: '' }, { column: 'Another file’s', from: 'x', to: 'y' }],
    };

    it('correct the cells of every file of the setting before they are checked', async () => {
      const job = await importer.import(csv('externalId,city,workEmail', 'C1,pragu,N/A', 'C2,Brno,eva@example.com'), setting);

      expect(await importer.story(job)).toEqual(['created', 'created']);
      expect(await stored('city', 'workEmail')).toEqual([['Praha', null], ['Brno', 'eva@example.com']]);
    });

    it('leave the file’s own cells in the reports', async () => {
      const job = await importer.import(csv('externalId,city,workEmail', 'C1,Pragu,nobody'), setting);

      expect(await importer.errorsCsv(job)).toContain('C1,Pragu,nobody');
    });
  });

  it('maps values, takes defaults for blanks and transforms, in every row', async () => {
    const fields = mapped('externalId', { field: 'salutation', values: { Hr: 'Mr', '-': '' } }, { field: 'countryCode', default: 'France' }, { field: 'lastName', transform: ['collapse', 'capitalise'] });

    await importer.import(csv('externalId,salutation,countryCode,lastName', 'C1,HR,,DE LA  TOUR', 'C2,-,cz,novák'), { fields });

    expect(await stored('salutation', 'countryCode', 'lastName')).toEqual([['Mr', 'FR', 'De La Tour'], [null, 'CZ', 'Novák']]);
  });

  it('reads numbers and dates as the setting writes them', async () => {
    const fields = mapped('externalId', 'name', 'revenue', 'employeeCount');
    const setting: TestSetting = { target: 'organizations', fields, decimal: ',' };

    const job = await importer.import(csv('externalId;name;revenue;employeeCount', 'O1;Acme;1.234,5;1.250', 'O2;Bcme;1,234.5;7'), setting);

    expect(await importer.story(job)).toEqual(['created', 'invalid number.invalid']);
    expect(await importer.organizations()).toMatchObject([{ revenue: 1234.5, employeeCount: 1250 }]);
  });

  describe('full names', () => {
    it('become first and last names', async () => {
      await importer.import(csv('externalId,fullName', 'C1,Ann Lee', 'C2,"Novák, Jan"', 'C3,Mme Marie de la Tour', 'C4,Madonna'));

      expect(await stored('salutation', 'firstName', 'lastName')).toEqual([[null, 'Ann', 'Lee'], [null, 'Jan', 'Novák'], ['Mme', 'Marie', 'de la Tour'], [null, null, 'Madonna']]);
    });

    it('change nothing when they are imported again, and only what is blank under fill', async () => {
      await importer.addContact({ firstName: 'Anna', externalIds: [{ source: 'CRM', value: 'C1' }] });
      const setting: TestSetting = { fields: mapped('externalId', { field: 'fullName', onConflict: 'fill' }) };
      const file = csv('externalId,fullName', 'C1,Ann Lee');

      const first = await importer.import(file, setting);
      const second = await importer.import(file, setting);

      expect([await importer.story(first), await importer.story(second)]).toEqual([['updated'], ['unchanged row.unchanged']]);
      expect(await stored('firstName', 'lastName')).toEqual([['Anna', 'Lee']]);
    });

    it('are suggested for a column of names', async () => {
      const file = await importer.upload(csv('Name,E-mail', 'Ann Lee,ann@example.com'));
      const { id } = await importer.jobs().create({ file: file.id, setting: { target: 'contacts' } }, { kind: 'command-line', id: 'ann', name: 'Ann' });
      await importer.step(id);
      await importer.run(await importer.get(id));

      expect(await stored('firstName', 'lastName', 'workEmail')).toEqual([['Ann', 'Lee', 'ann@example.com']]);
    });
  });

  describe('lists', () => {
    const fields = (mode: 'replace' | 'extend') => mapped('externalId', 'name', { field: 'tags', list: { separator: '|', mode } }, { field: 'websites', list: { separator: '|', mode } });
    const importLists = (mode: 'replace' | 'extend', ...lines: string[]) =>
      importer.import(csv('externalId,name,tags,websites', ...lines), { target: 'organizations', fields: fields(mode), clearToken: '-' });
    const lists = async (): Promise<unknown[]> => (await importer.organizations()).map(({ tags, websites }) => [tags, websites]);

    it('replace what a record has', async () => {
      await importLists('replace', 'O1,Acme,red| blue|RED,www.acme.example', 'O1,Acme,green,');

      expect(await lists()).toEqual([['green', 'www.acme.example']]);
    });

    it('refuse a row that would make them longer than their column', async () => {
      const setting = { target: 'organizations', fields: mapped('externalId', 'name', { field: 'tickers', list: { separator: '|', mode: 'extend' } }) } as const;
      await importer.import(csv('externalId,name,tickers', `O1,Acme,${'A'.repeat(200)}`), setting);

      const job = await importer.import(csv('externalId,name,tickers', `O1,Acme,${'B'.repeat(200)}`, 'O2,Other,C'), setting);

      expect(await importer.story(job)).toEqual(['invalid text.too-long', 'created']);
    });

    it('or extend it, within a file and from file to file', async () => {
      await importLists('extend', 'O1,Acme,red|blue,', 'O1,Acme,BLUE|green,https://acme.example');
      const again = await importLists('extend', 'O1,Acme,green|red,https://acme.example');
      await importLists('extend', 'O1,Acme,white,');

      expect(await importer.story(again)).toEqual(['unchanged row.unchanged']);
      expect(await lists()).toEqual([['red;blue;green;white', 'https://acme.example']]);
    });

    it('are cleared by the token, also where they extend', async () => {
      await importLists('extend', 'O1,Acme,red,', 'O1,Acme,-,');

      expect(await lists()).toEqual([[null, null]]);
    });

    it('of web addresses refuse the row that has another one', async () => {
      expect(await importer.story(await importLists('extend', 'O1,Acme,red,acme.example|javascript:alert(1)'))).toEqual(['invalid url.invalid']);
    });
  });

  it('warns of an address that mixes scripts, and imports it', async () => {
    const job = await importer.import(csv('externalId,workEmail', 'C1,p\u0430ypal@example.org'));

    expect(await importer.story(job)).toEqual(['created email.mixed-scripts']);
  });

  it('never clears what a record must have', async () => {
    const setting: TestSetting = { target: 'organizations', fields: mapped('externalId', 'name', 'industry'), clearToken: '-' };
    await importer.import(csv('externalId,name,industry', 'O1,Acme,Retail'), setting);

    const job = await importer.import(csv('externalId,name,industry', 'O1,-,Trade', 'O1,,-'), setting);

    expect(await importer.story(job)).toEqual(['invalid required.missing', 'updated']);
    expect(await importer.organizations()).toMatchObject([{ name: 'Acme', industry: null }]);
  });
};
