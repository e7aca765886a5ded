import type { Browser, Page } from 'playwright-core';
import { createAdminInRole, createSuperAdmin, type TestAdmin } from '../support/admin-user';
import { bootStrapi, type TestApp } from '../support/boot-strapi';
import { launchBrowser, missingBrowser, openPanel } from '../support/browser';
import { createTestDatabase, type TestDatabase } from '../support/databases';
import { withToken } from '../support/http';

const missing = missingBrowser();
const suite = missing === undefined ? describe : describe.skip;

const PANEL = '/admin/plugins/external-contacts';
const ROLE = 'Importer by hand';
/** Seed 000's list as the role editor shows it: under which heading, and which boxes. */
const BOXES: Record<string, readonly string[]> = {
  'External entities': ['Import contacts and organizations'],
  Contacts: ['View'],
  'Import jobs': ['Add', 'Edit: import and cancel', 'View own', 'View all'],
  'CSV import jobs': ['Add'],
  'Import settings': ['Add', 'Delete', 'Edit', 'View own and shared', 'View all'],
  'CSV import settings': ['Add fields and file format', 'Delete fields and file format', 'Edit fields and file format', 'View fields and file format'],
  'CSV files': ['Upload', 'Preview and download'],
  'External sources': ['Add', 'Delete', 'Edit'],
};
const people = ['Contact ID;First Name;Last Name;Work Email', 'C1;Jana;Nováková;jana@example.com', 'C2;Petr;Malý;not-an-address'].join('\r\n');

suite(missing === undefined ? 'an importer whose role was made by hand' : `the importer's role is left out: ${missing}`, () => {
  let database: TestDatabase;
  let app: TestApp;
  let browser: Browser;
  let importer: TestAdmin;
  let page: Page;

  beforeAll(async () => {
    database = await createTestDatabase('sqlite');
    app = await bootStrapi(database, { EXTERNAL_CONTACTS_ROLE: 'all' });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await database?.drop();
  });

  const step = (heading: string) => page.getByRole('heading', { name: heading }).waitFor();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const roleId = async (): Promise<number> => Number((await app.strapi.db.query('admin::role').findOne({ where: { name: ROLE } }))?.id);

  it('is made in the role editor with the 21 rights of seed 000', async () => {
    page = await openPanel(browser, app, await createSuperAdmin(app));
    await page.goto('/admin/settings/roles/new');
    await page.getByRole('textbox', { name: 'Name' }).fill(ROLE);
    await page.getByRole('tab', { name: 'Plugins' }).click();
    await page.getByRole('button', { name: /^External contacts/u }).click();

    for (const [heading, boxes] of Object.entries(BOXES)) {
      const part = page.getByRole('region').locator('div').filter({ has: page.getByText(heading, { exact: true }), hasNot: page.locator('hr') }).filter({ has: page.getByRole('checkbox') }).last();
      for (const box of boxes) await part.getByRole('checkbox', { name: box, exact: true }).check();
    }
    await press('Save');
    await page.waitForURL(/\/settings\/roles\/\d+/u);

    const stored = await app.strapi.db.query('admin::permission').findMany({ where: { role: { id: await roleId() }, action: { $startsWith: 'plugin::external-contacts.' } } });
    expect(stored).toHaveLength(21);
    await page.context().close();
  });

  it('sees the imports in the menu', async () => {
    importer = await createAdminInRole(app, await roleId());
    page = await openPanel(browser, app, importer);

    await page.getByRole('link', { name: 'External contacts' }).click();

    await page.getByText('No import yet.').waitFor();
  });

  it('walks through the whole wizard, the external source included', async () => {
    await page.getByRole('link', { name: 'New import' }).click();
    await step('Step 1 of 5: File');
    await press('New external source');
    await page.getByRole('dialog').getByLabel('Name').fill('CRM');
    await press('Save');
    await page.locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(people) });
    await page.getByText('2 rows · 4 columns').waitFor();
    expect(await page.getByText('You lack some rights').count()).toBe(0);
    await press('Next');
    await step('Step 2 of 5: Profile and settings');
    await press('Save and go on');
    await step('Step 3 of 5: Fields');
    await press('Save and check the data');
    await step('Step 4 of 5: Data validation');
    await page.getByText('To create').first().waitFor();
    await press('Import');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('Contacts imported 1').waitFor();
    const [errors] = await Promise.all([page.waitForEvent('download'), press('Errors CSV')]);

    expect(errors.suggestedFilename()).toBe('people-errors.csv');
    const found: unknown = await app.strapi.documents('plugin::external-contacts.contact' as never).findMany({} as never);
    expect(found).toEqual([expect.objectContaining({ lastName: 'Nováková', workEmail: 'jana@example.com' })]);
  });

  it('is offered nothing else', async () => {
    await page.goto(`${PANEL}/imports`);
    await page.getByRole('grid', { name: 'Imports' }).waitFor();
    const entries = await page.getByRole('navigation', { name: 'External contacts' }).getByRole('link').allInnerTexts();
    await page.getByRole('link', { name: 'people', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'people' }).waitFor();

    expect(entries).toEqual(['Imports', 'Held rows', 'Import settings', 'External sources']);
    for (const name of ['Undo import', 'Delete stored data']) expect(await page.getByRole('button', { name }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Content Manager' }).count()).toBe(0);
  });

  it('is refused everything else, also without the panel', async () => {
    const agent = withToken(app, importer.token);
    const { body } = await agent.get('/external-contacts/jobs').expect(200);
    const [job] = (body as { results: { id: string }[] }).results;
    const [contact] = (await app.strapi.documents('plugin::external-contacts.contact' as never).findMany({} as never)) as unknown as { documentId: string }[];

    const answers = await Promise.all([
      agent.post(`/external-contacts/jobs/${job?.id}/undo`),
      agent.post(`/external-contacts/jobs/${job?.id}/purge`),
      agent.post(`/external-contacts/contacts/${contact?.documentId}/erase`),
      agent.get('/external-contacts/targets/contacts/export.csv'),
      agent.get('/external-contacts/audit'),
      agent.get('/external-contacts/webhooks'),
      agent.get('/external-contacts/roles'),
      agent.post('/external-contacts/roles').send({ role: 'coordinator' }),
      agent.get('/external-contacts/prerequisites?user=1'),
      agent.get('/content-manager/collection-types/plugin::external-contacts.contact'),
      agent.put(`/content-manager/collection-types/plugin::external-contacts.contact/${contact?.documentId}`).send({ lastName: 'x' }),
      agent.get('/admin/users'),
    ]);

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
  });

  it('is told by name what is missing when a right is taken away, before anything is uploaded', async () => {
    await app.strapi.db.query('admin::permission').deleteMany({ where: { role: { id: await roleId() }, action: 'plugin::external-contacts.import-csv-file.add' } });

    await page.goto(`${PANEL}/imports/new`);

    await page.getByText('You cannot import yet').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'CSV files: upload' }).count()).toBe(1);
    expect(await page.locator('input[type=file]').count()).toBe(0);
  });
});
