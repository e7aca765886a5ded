import type { TestApp } from '../../support/boot-strapi';
import { createImporter, csv, type TestSetting } from '../../support/imports';

/** The column that says per row what is to be done. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const setting: TestSetting = { fields: [{ column: 'ID', field: 'externalId' }, { column: 'Name', field: 'lastName' }, { column: 'Mail', field: 'workEmail' }], actionColumn: 'Action' };
  const importRows = async (lines: string[], more: TestSetting = {}) => importer.import(csv('ID,Name,Mail,Action', ...lines), { ...setting, ...more });
  const names = async (): Promise<unknown[]> => (await importer.contacts()).map(({ lastName }) => lastName);
  const given = async (...ids: string[]): Promise<void> => {
    for (const id of ids) await importer.addContact({ lastName: `Old ${id}`, externalIds: [{ source: 'CRM', value: id }] });
  };

  it('creates, updates or does both as each row says, whatever the mode', async () => {
    await given('C1', 'C2', 'C3');

    const job = await importRows(['C1,One,,create', 'C2,Two,,modifier', 'C3,Three,,upsert', 'C4,Four,,PŘIDAT', 'C5,Five,,update', 'C6,Six,,upsert'], { mode: 'update' });

    expect(await importer.story(job)).toEqual(['skipped mode.create-only', 'updated', 'updated', 'created', 'skipped mode.update-only', 'created']);
    expect(await names()).toEqual(['Old C1', 'Two', 'Three', 'Four', 'Six']);
  });

  it('does what the setting says where the cell is blank', async () => {
    await given('C1');

    const job = await importRows(['C1,One,,', 'C2,Two,, '], { mode: 'create' });

    expect(await importer.story(job)).toEqual(['skipped mode.create-only', 'created']);
  });

  it('skips rows without looking at them', async () => {
    await given('C1');

    const job = await importRows(['C1,One,not an address,skip', 'C2,Two,,ignorer']);

    expect(await importer.story(job)).toEqual(['skipped action.skip', 'skipped action.skip']);
    expect(await names()).toEqual(['Old C1']);
  });

  it('refuses a row whose action it does not know, and names the column', async () => {
    const job = await importRows(['C1,One,,destroy', 'C2,Two,,create']);

    expect(await importer.story(job)).toEqual(['invalid action.unknown', 'created']);
    expect((await importer.rows(job))[0]?.issues).toMatchObject([{ code: 'action.unknown', column: 'Action' }]);
  });

  it('deletes the record that the row finds, and says when there is none', async () => {
    await given('C1', 'C2');

    const job = await importRows(['C1,,,smazat', 'C9,,,delete']);

    expect(await importer.story(job)).toEqual(['deleted', 'skipped delete.not-found']);
    expect(await names()).toEqual(['Old C2']);
  });

  it('deletes what an earlier row of the file found or made, in the file’s order', async () => {
    await given('C1');

    const job = await importRows(['C1,New,,update', 'C1,,,delete', 'C1,Again,,create']);

    expect(await importer.story(job)).toEqual(['updated', expect.stringMatching(/^deleted/u), expect.stringMatching(/^created/u)]);
    expect(await names()).toEqual(['Again']);
  });

  it('deletes no record that several rows’ keys leave open', async () => {
    await importer.addContact({ lastName: 'Ann', workEmail: 'ann@example.com' });
    await importer.addContact({ lastName: 'Eve', workEmail: 'ann@example.com' });

    const plan = await importer.plan(csv('ID,Name,Mail,Action', ',,ann@example.com,delete'), { ...setting, matchBy: ['email'], mergeMode: 'merge-all' });

    expect(await importer.story(plan)).toEqual(['hold match.ambiguous']);
  });

  it('may be a mapped column too, and is found without case and accents', async () => {
    const fields = [{ column: 'ID', field: 'externalId' }, { column: 'Opération', field: 'department' }];

    await importer.import(csv('ID,Opération', 'C1,ajouter'), { fields, actionColumn: 'operation' });

    expect(await importer.contacts()).toMatchObject([{ department: 'ajouter' }]);
  });

  it('must be a column of the file', async () => {
    await expect(importer.plan(csv('ID,Name,Mail', 'C1,One,'), setting)).rejects.toMatchObject({ code: 'setting.column-missing', details: { columns: ['Action'] } });
  });
};
