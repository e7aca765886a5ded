import type { FieldMapping } from '../../../server/src/contracts';
import type { TestApp } from '../../support/boot-strapi';
import { createImporter, csv, type TestSetting } from '../../support/imports';

/** The same policies for the organization that stands in a contact's row. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const HEADER = 'externalId,organization.externalId,organization.name,organization.industry,organization.tags';
  const setting = (industry: Partial<FieldMapping> = {}, tags: Partial<FieldMapping> = {}): TestSetting => ({
    clearToken: '-',
    fields: [
      ...['externalId', 'organization.externalId', 'organization.name'].map((field) => ({ column: field, field })),
      { column: 'organization.industry', field: 'organization.industry', ...industry },
      { column: 'organization.tags', field: 'organization.tags', ...tags },
    ],
  });
  const given = (values: object) => importer.addOrganization({ name: 'Acme', externalIds: [{ source: 'CRM', value: 'O1' }], ...values });
  const organization = async (): Promise<Record<string, unknown> | undefined> => (await importer.organizations())[0];

  it.each([
    ['file', 'Retail', 'Trade'],
    ['existing', 'Retail', 'Retail'],
    ['fill', 'Retail', 'Retail'],
    ['fill', null, 'Trade'],
    ['existing', null, null],
  ] as const)('with onConflict %s turns %s into %s', async (onConflict, before, after) => {
    await given({ industry: before });

    await importer.import(csv(HEADER, 'C1,O1,Acme,Trade,'), setting({ onConflict }));

    expect((await organization())?.['industry']).toBe(after);
  });

  it('lets the first of several rows fill what is blank, wherever they are cut into slices', async () => {
    await given({ industry: null });

    await importer.import(csv(HEADER, 'C1,O1,Acme,Trade,', 'C2,O1,Acme,Retail,', 'C3,O1,Acme,Banking,'), setting({ onConflict: 'fill' }));

    expect((await organization())?.['industry']).toBe('Trade');
  });

  it('gives a new organization the values of its first row under fill, and of its last otherwise', async () => {
    const rows = ['C1,O1,Acme,Trade,', 'C2,O1,Acme,Retail,'];

    await importer.import(csv(HEADER, ...rows), setting({ onConflict: 'fill' }));
    const filled = (await organization())?.['industry'];
    await importer.import(csv(HEADER, ...rows), setting());

    expect([filled, (await organization())?.['industry']]).toEqual(['Trade', 'Retail']);
  });

  it('extends its lists row by row', async () => {
    await given({ tags: 'red' });

    await importer.import(csv(HEADER, 'C1,O1,Acme,,blue', 'C2,O1,Acme,,RED; green'), setting({}, { list: { mode: 'extend' } }));
    const again = await importer.import(csv(HEADER, 'C1,O1,Acme,,green', 'C2,O1,Acme,,blue'), setting({}, { list: { mode: 'extend' } }));

    expect((await organization())?.['tags']).toBe('red;blue;green');
    expect(await importer.story(again)).toEqual(['unchanged row.unchanged', 'unchanged row.unchanged']);
  });

  it('is cleared by the token, also of what an earlier row gave', async () => {
    await given({ industry: 'Retail' });

    await importer.import(csv(HEADER, 'C1,O1,Acme,-,blue', 'C2,O1,Acme,,-'), setting());

    expect(await organization()).toMatchObject({ name: 'Acme', industry: null, tags: null });
  });

  it('is cleared by blanks where the setting says so, but keeps its name', async () => {
    await given({ industry: 'Retail', tags: 'red' });
    const fields = setting({ onBlank: 'clear' }).fields?.map((field) => (field.field === 'organization.name' ? { ...field, onBlank: 'clear' as const } : field)) ?? [];

    await importer.import(csv(HEADER, 'C1,O1,,,'), { fields });

    expect(await organization()).toMatchObject({ name: 'Acme', industry: null, tags: 'red' });
  });

  it('says nothing of an organization in a row that only clears', async () => {
    const job = await importer.import(csv(HEADER, 'C1,,,-,-'), setting());

    expect(await importer.story(job)).toEqual(['created']);
    expect(await importer.organizations()).toEqual([]);
  });
};
