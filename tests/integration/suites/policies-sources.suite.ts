import type { TestApp } from '../../support/boot-strapi';
import { createImporter, csv, type TestSetting } from '../../support/imports';

/** External IDs of several sources in one file. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  let erp = '';
  beforeEach(async () => {
    await importer.reset();
    erp = (await importer.addSource('ERP')).id;
  });

  const HEADER = 'externalId,lastName,externalIds.ERP';
  const idsOf = async (): Promise<unknown[]> =>
    (await importer.contacts()).map(({ externalIds }) => (externalIds ?? []).map(({ source, value }) => [source === erp ? 'ERP' : 'CRM', value]));
  const setting: TestSetting = { matchBy: ['externalId'] };

  it('are kept beside the own one, on new and on known records', async () => {
    await importer.addContact({ lastName: 'Old', externalIds: [{ source: 'CRM', value: 'C1' }] });

    const job = await importer.import(csv(HEADER, 'C1,Old,E1', 'C2,New,007'), setting);
    const again = await importer.import(csv(HEADER, 'C1,Old,E1', 'C2,New,007'), setting);

    expect([await importer.story(job), await importer.story(again)]).toEqual([['updated', 'created'], ['unchanged row.unchanged', 'unchanged row.unchanged']]);
    expect(await idsOf()).toEqual([[['CRM', 'C1'], ['ERP', 'E1']], [['CRM', 'C2'], ['ERP', '007']]]);
  });

  it('find the record in a later import of that source', async () => {
    await importer.import(csv(HEADER, 'C1,Novák,E1'), setting);

    const job = await importer.import(csv('externalId,city', 'E1,Brno'), { externalSource: 'ERP', matchBy: ['externalId'] });

    expect(await importer.story(job)).toEqual(['updated']);
  });

  it('are refused where another record has them', async () => {
    await importer.import(csv(HEADER, 'C1,Novák,E1'), setting);

    const job = await importer.import(csv(HEADER, 'C2,Dvořák,E1', 'C1,Novák,E2'), setting);

    expect(await importer.story(job)).toEqual(['invalid external-id.taken', 'updated']);
    expect(await idsOf()).toEqual([[['CRM', 'C1'], ['ERP', 'E1'], ['ERP', 'E2']]]);
  });

  it('are refused where an earlier row of the file gave them to another record', async () => {
    const job = await importer.import(csv(HEADER, 'C1,Novák,E1', 'C2,Dvořák,E1'), setting);

    expect(await importer.story(job)).toEqual(['created', 'invalid external-id.taken']);
  });

  it('are kept by blank and clearing cells', async () => {
    await importer.import(csv(HEADER, 'C1,Novák,E1'), setting);
    await importer.import(csv(HEADER, 'C1,Novák,-', 'C1,Novák,'), { ...setting, clearToken: '-' });

    expect(await idsOf()).toEqual([[['CRM', 'C1'], ['ERP', 'E1']]]);
  });

  it('must be of a source that exists', async () => {
    await expect(importer.plan(csv('externalId,externalIds.SAP', 'C1,S1'), setting)).rejects.toMatchObject({ code: 'external-source.unknown', status: 400 });
  });
};
