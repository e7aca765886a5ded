import type { TestApp } from '../../support/boot-strapi';
import { counted, createImporter, csv } from '../../support/imports';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  it('compares external IDs exactly', async () => {
    const job = await importer.import(csv('externalId,lastName', 'a1,Lower', 'A1,Upper', '0a1,Zero', 'á1,Accent'));

    expect(counted(job.outcome)).toEqual({ created: 4 });
  });

  it('adds an external ID to a record that another key finds', async () => {
    await importer.addContact({ lastName: 'Novák', workEmail: 'n@example.com' });

    const job = await importer.import(csv('externalId,workEmail', 'C1,n@example.com'));
    const next = await importer.plan(csv('externalId,city', 'C1,Brno'));

    expect(await importer.story(job)).toEqual(['updated']);
    expect(await importer.contacts()).toMatchObject([{ externalIds: [{ value: 'C1' }] }]);
    expect(await importer.story(next)).toEqual(['update']);
  });

  it('keeps external IDs of other sources, and does not match them', async () => {
    await importer.addSource('ERP');
    await importer.addContact({ lastName: 'Novák', workEmail: 'n@example.com', externalIds: [{ source: 'ERP', value: 'C1' }] });

    const job = await importer.import(csv('externalId,workEmail,lastName', 'C1,n@example.com,Novák', 'C2,,Somebody'));

    expect(await importer.story(job)).toEqual(['updated', 'created']);
    expect((await importer.contacts())[0]?.externalIds?.map(({ value }) => value)).toEqual(['C1', 'C1']);
  });

  it('refuses an external ID that another record has', async () => {
    await importer.addContact({ lastName: 'Owner', workEmail: 'owner@example.com', externalIds: [{ source: 'CRM', value: 'C1' }] });
    await importer.addContact({ lastName: 'Other', workEmail: 'other@example.com' });

    const job = await importer.import(csv('externalId,workEmail,lastName', 'C1,other@example.com,Thief'), { matchBy: ['email'] });

    expect(await importer.story(job)).toEqual(['invalid external-id.taken']);
  });

  it('refuses a user name that another record or an earlier row has, without case', async () => {
    await importer.addContact({ lastName: 'Owner', username: 'Boss' });

    const job = await importer.import(csv('externalId,username', 'C1,BOSS', 'C2,free', 'C3,Free'));

    expect(await importer.story(job)).toEqual(['invalid username.taken', 'created', 'invalid username.taken']);
  });

  it('stops at ten external IDs', async () => {
    const externalIds = Array.from({ length: 10 }, (_, index) => ({ source: 'CRM', value: `X${index}` }));
    await importer.addContact({ lastName: 'Novák', workEmail: 'n@example.com', externalIds });

    const job = await importer.import(csv('externalId,workEmail', 'C1,n@example.com'));

    expect(await importer.story(job)).toEqual(['invalid external-id.too-many']);
  });

  it('lets contacts share an address', async () => {
    const job = await importer.import(csv('externalId,workEmail', 'C1,info@example.com', 'C2,info@example.com'), { matchBy: ['externalId'] });

    expect(counted(job.outcome)).toEqual({ created: 2 });
  });
};
