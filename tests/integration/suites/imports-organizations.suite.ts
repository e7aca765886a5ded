import type { TestApp } from '../../support/boot-strapi';
import { counted, createImporter, csv } from '../../support/imports';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const header = 'externalId,lastName,organization.externalId,organization.name';

  it('creates an organization once, however many rows name it', async () => {
    const job = await importer.import(csv(header, 'C1,Novák,O1,Acme', 'C2,Dvořák,O1,Acme', 'C3,Veselý,O2,Other'));

    expect(job.plan).toMatchObject({ create: 3, organizationsCreate: 2 });
    expect(job.outcome).toMatchObject({ created: 3, organizationsCreated: 2, organizationsUpdated: 0 });
    expect((await importer.contacts()).map(({ organization }) => organization?.name)).toEqual(['Acme', 'Acme', 'Other']);
    expect(await importer.organizations()).toMatchObject([{ name: 'Acme', externalIds: [{ value: 'O1' }] }, { name: 'Other' }]);
  });

  it('updates an organization from the row, and links the contact to it', async () => {
    const { documentId } = await importer.addOrganization({ name: 'Old name', industry: 'Retail', externalIds: [{ source: 'CRM', value: 'O1' }] });

    const job = await importer.import(csv(header, 'C1,Novák,O1,New name'));

    expect(job.outcome).toMatchObject({ organizationsCreated: 0, organizationsUpdated: 1 });
    expect(await importer.organizations()).toMatchObject([{ documentId, name: 'New name', industry: 'Retail' }]);
    expect(await importer.contacts()).toMatchObject([{ organization: { documentId } }]);
  });

  it('moves a contact to another organization, and keeps it where the row names none', async () => {
    await importer.import(csv(header, 'C1,Novák,O1,Acme', 'C2,Dvořák,O1,Acme'));

    const job = await importer.import(csv(header, 'C1,Novák,O2,Other', 'C2,Dvořák,,'));

    expect(counted(job.outcome)).toEqual({ updated: 1, unchanged: 1, organizationsCreated: 1 });
    expect((await importer.contacts()).map(({ organization }) => organization?.name)).toEqual(['Other', 'Acme']);
  });

  it('imports no contact whose organization has a name but not the external ID that organizations are matched by', async () => {
    const lines = Array.from({ length: 1_000 }, (_, index) => `C${index},Person ${index},,Acme`);

    const job = await importer.import(csv(header, ...lines));

    expect(counted(job.outcome)).toEqual({ invalid: 1_000 });
    expect(job).toMatchObject({ state: 'completed-with-errors', issueCounts: { 'organization.external-id-missing': 1_000 } });
    expect([await importer.contacts(), await importer.organizations()]).toEqual([[], []]);
  });

  it('does not create an organization of which only the external ID is known', async () => {
    const job = await importer.import(csv(header, 'C1,Novák,O1,'));

    expect(await importer.story(job)).toEqual(['invalid organization.name-missing']);
  });

  it('matches by name without case and spacing, and refuses an unknown one by default', async () => {
    const { documentId } = await importer.addOrganization({ name: 'Acme  s.r.o.' });

    const job = await importer.import(csv('externalId,lastName,organization.name', 'C1,Novák,ACME s.r.o.', 'C2,Dvořák,Unknown'));

    expect(await importer.story(job)).toEqual(['created', 'invalid organization.not-found']);
    expect(await importer.contacts()).toMatchObject([{ organization: { documentId } }]);
  });

  it('leaves the organization blank where the setting says so, with a warning', async () => {
    const job = await importer.import(csv('externalId,lastName,organization.name', 'C1,Novák,Unknown'), { organizations: { matchBy: 'name', missing: 'blank' } });

    expect(await importer.story(job)).toEqual(['created organization.left-blank']);
    expect(await importer.contacts()).toMatchObject([{ organization: null }]);
  });

  it('creates by name where the setting says so', async () => {
    const job = await importer.import(csv('externalId,lastName,organization.name', 'C1,Novák,Acme', 'C2,Dvořák,acme'), { organizations: { matchBy: 'name', missing: 'create' } });

    expect(job.outcome).toMatchObject({ created: 2, organizationsCreated: 1 });
  });

  it('matches by domain, whatever stands around it', async () => {
    const { documentId } = await importer.addOrganization({ name: 'Acme', domain: 'acme.example' });

    await importer.import(csv('externalId,organization.domain', 'C1,https://www.ACME.example/contact'), { organizations: { matchBy: 'domain' } });

    expect(await importer.contacts()).toMatchObject([{ organization: { documentId } }]);
  });

  it('does not guess between two organizations of one name', async () => {
    await importer.addOrganization({ name: 'Acme' });
    await importer.addOrganization({ name: 'ACME' });

    const job = await importer.import(csv('externalId,organization.name', 'C1,Acme'));

    expect(await importer.story(job)).toEqual(['invalid organization.ambiguous']);
  });

  it('lets the last row win when rows say different things of one organization', async () => {
    const job = await importer.import(csv(`${header},organization.industry`, 'C1,Novák,O1,Acme,Retail', 'C2,Dvořák,O1,Acme Ltd,', 'C3,Veselý,O1,Acme Ltd,Trade'));

    expect(counted(job.outcome)).toMatchObject({ created: 3 });
    expect(await importer.organizations()).toMatchObject([{ name: 'Acme Ltd', industry: 'Trade' }]);
  });

  it('creates no organization for rows that are not imported', async () => {
    const job = await importer.import(csv(`${header},workEmail`, 'C1,Novák,O1,Acme,no address', 'C2,Dvořák,O1,Acme,d@example.com'));

    expect(await importer.story(job)).toEqual(['invalid email.invalid', 'created']);
    expect(job.outcome).toMatchObject({ organizationsCreated: 1 });
  });
};
