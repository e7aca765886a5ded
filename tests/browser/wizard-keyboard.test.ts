import type { Browser, Page } from 'playwright-core';
import type { ImportFileDto, JobDto } from '../../server/src/contracts';
import { createSuperAdmin, type TestAdmin } from '../support/admin-user';
import { bootStrapi, type TestApp } from '../support/boot-strapi';
import { launchBrowser, missingBrowser, openPanel } from '../support/browser';
import { createTestDatabase, type TestDatabase } from '../support/databases';
import { withToken } from '../support/http';

const missing = missingBrowser();
const suite = missing === undefined ? describe : describe.skip;
/** `npm run test:soak` takes the file as large as people have them; `npm test` one whose validation is still seen to run. */
const LARGE = process.env['SOAK'] === '1' ? 200_000 : 20_000;
/** More stops than any step has: who has not arrived by then is caught. */
const MAX_TABS = 120;

suite(missing === undefined ? 'the wizard by keyboard alone' : `the wizard by keyboard alone is left out: ${missing}`, () => {
  let database: TestDatabase;
  let app: TestApp;
  let browser: Browser;
  let admin: TestAdmin;
  let page: Page;

  const focused = (): Promise<string> =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      return element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent ?? element?.textContent ?? '';
    });
  /** Presses Tab until something of this name has the focus. */
  const tabTo = async (name: string): Promise<void> => {
    const seen: string[] = [];
    while (seen.length < MAX_TABS && seen.at(-1) !== name) {
      await page.keyboard.press('Tab');
      seen.push((await focused()).trim());
    }
    expect(seen).toContain(name);
  };
  const step = (number: number) => page.getByRole('heading', { name: `Step ${number} of 5` }).waitFor();

  beforeAll(async () => {
    database = await createTestDatabase('sqlite');
    app = await bootStrapi(database, { EXTERNAL_CONTACTS_ROLE: 'all' });
    browser = await launchBrowser();
    admin = await createSuperAdmin(app);
    page = await openPanel(browser, app, admin);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await database?.drop();
  });

  it('is opened, and takes a file', async () => {
    await page.goto('/admin/plugins/external-contacts/imports');
    await page.getByText('No import yet.').waitFor();
    await tabTo('New import');
    await page.keyboard.press('Enter');
    await step(1);

    await tabTo('Choose files');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
    await chooser.setFiles([{ name: 'keys.csv', mimeType: 'text/csv', buffer: Buffer.from('First Name,Last Name,Work Email\nAnn,Lee,ann@example.com\nBob,Ray,nowhere\n') }]);

    await page.getByText('2 rows · 3 columns').waitFor();
    await tabTo('Next');
    await page.keyboard.press('Enter');
    await step(2);
  });

  it('moves an identifier by picking it up, and says so', async () => {
    await tabTo('Drag E-mail (work, personal, other) to another place');
    await page.keyboard.press('Space');
    await page.getByText('E-mail (work, personal, other) picked up').waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowDown');
    await page.getByText('E-mail (work, personal, other) is now number 2 of 2').first().waitFor({ state: 'attached' });
    await page.keyboard.press('Space');

    await page.getByText('1. Phone (work, cell, home, other)').waitFor();
    await tabTo('Save and go on');
    await page.keyboard.press('Enter');
    await step(3);
  });

  it('jumps to a row by its number', async () => {
    await tabTo('Go to row');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('2');
    await page.keyboard.press('Enter');

    await page.getByText('nowhere', { exact: true }).waitFor();
    await tabTo('Save and check the data');
    await page.keyboard.press('Enter');
    await step(4);
    await page.getByText('To create').first().waitFor();
  });

  it('corrects a row', async () => {
    await tabTo('Open row 2');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('nowhere').first().waitFor();
    await tabTo('Correct Work Email');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Corrected value of Work Email' }).waitFor();
    if ((await focused()) !== 'Corrected value of Work Email') await tabTo('Corrected value of Work Email');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('bob@example.com');
    await tabTo('Save 1 correction and check again');
    await page.keyboard.press('Enter');

    await page.getByText('1 cell in 1 row corrected.').waitFor();
    await page.locator('dl > div').filter({ has: page.getByText('To create', { exact: true }) }).getByText('2', { exact: true }).waitFor();
  });

  it('imports after a confirmation, and leads to the report', async () => {
    await tabTo('Import');
    await page.keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor();
    await tabTo('Import');
    await page.keyboard.press('Enter');

    await step(5);
    await page.getByText('Contacts imported 2').waitFor();
    await tabTo('Show rows: Created');
    await page.keyboard.press('Enter');
    await page.waitForURL(/outcome=created/);
  });

  it(`shows how far the check of ${LARGE} rows is, and pages through them`, async () => {
    const lines = Array.from({ length: LARGE }, (_value, index) => `First${index},Last${index},person${index}@example.com`);
    const agent = withToken(app, admin.token);
    const file = (await agent.post('/external-contacts/files?name=large.csv').set('Content-Type', 'application/octet-stream').send(Buffer.from(['First Name,Last Name,Work Email', ...lines].join('\n'))).expect(201)).body as ImportFileDto;
    const job = (await agent.post('/external-contacts/jobs').send({ file: file.id, setting: { target: 'contacts', matchBy: ['email'] }, name: 'large' }).expect(201)).body as JobDto;
    await page.goto(`/admin/plugins/external-contacts/imports/new/validation?job=${job.id}`);
    await step(4);
    const create = page.locator('dl > div').filter({ has: page.getByText('To create', { exact: true }) }).locator('dd');
    await create.waitFor({ timeout: 170_000 });

    expect(await create.innerText()).toBe(LARGE.toLocaleString('en'));
    await page.getByRole('button', { name: 'Next rows' }).click();
    await page.getByText('First20', { exact: true }).waitFor();
    await page.getByLabel('Search in the rows').fill(`person${LARGE - 1}@`);
    await page.getByText(`First${LARGE - 1}`, { exact: true }).waitFor();
  });
});
