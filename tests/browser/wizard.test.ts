import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { createSuperAdmin } from '../support/admin-user';
import { bootStrapi, type TestApp } from '../support/boot-strapi';
import { launchBrowser, missingBrowser, openPanel } from '../support/browser';
import { createTestDatabase, type TestDatabase } from '../support/databases';

const missing = missingBrowser();
const suite = missing === undefined ? describe : describe.skip;

const HEADER = 'Contact ID;First Name;Last Name;Work Email;Cell Phone;Organization Name;Organization ID;Remark';
const ROWS = 40;
/** Every tenth row has an address that is none. */
const BAD_ROWS = [10, 20, 30, 40];

const row = (number: number): string => {
  const email = BAD_ROWS.includes(number) ? 'not-an-address' : `jana${number}@example.com`;
  return [`C${number}`, `Jana${number}`, `Nováková${number}`, email, `+4207771234${String(number).padStart(2, '0')}`, 'Acme', 'ORG-1', 'x'].join(';');
};
const people = [HEADER, ...Array.from({ length: ROWS }, (_value, index) => row(index + 1))].join('\r\n');

suite(missing === undefined ? 'the wizard' : `the wizard is left out: ${missing}`, () => {
  let database: TestDatabase;
  let app: TestApp;
  let browser: Browser;
  let page: Page;

  const step = (heading: string) => page.getByRole('heading', { name: heading }).waitFor();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  /** The number of a tile, such as "To create". */
  const count = (name: string) => page.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) }).locator('dd').innerText();

  beforeAll(async () => {
    database = await createTestDatabase('sqlite');
    app = await bootStrapi(database, { EXTERNAL_CONTACTS_ROLE: 'all' });
    browser = await launchBrowser();
    page = await openPanel(browser, app, await createSuperAdmin(app));
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await database?.drop();
  });

  // One walk in steps: each leaves the page where the next begins.
  it('begins at an empty page of imports that says what to do', async () => {
    await page.goto('/admin/plugins/external-contacts');

    await page.getByText('No import yet.').waitFor();
    await page.getByRole('link', { name: 'New import' }).click();

    await step('Step 1 of 5: File');
  });

  it('says first that there is no external source, and lets one be created in place', async () => {
    await press('New external source');
    await page.getByRole('dialog').getByLabel('Name').fill('CRM');
    await press('Save');

    await page.getByText('There is no external source yet').waitFor({ state: 'detached' });
  });

  it('shows what was found in the file, and reads it in another way on demand', async () => {
    await page.locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(people) });
    await page.getByText('40 rows · 8 columns').waitFor();

    await page.getByRole('combobox', { name: 'Delimiter' }).click();
    await page.getByRole('option', { name: 'Comma (,)' }).click();
    await page.getByText('40 rows · 1 column ').waitFor();
    await page.getByRole('combobox', { name: 'Delimiter' }).click();
    await page.getByRole('option', { name: 'Semicolon (;)' }).click();

    await page.getByText('40 rows · 8 columns').waitFor();
  });

  it('has the file again after a reload', async () => {
    await page.reload();

    await page.getByText('40 rows · 8 columns').waitFor();
  });

  it('moves the focus to the heading of the next step', async () => {
    await press('Next');
    await step('Step 2 of 5: Profile and settings');

    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Step 2 of 5: Profile and settings');
  });

  it('proposes a name and the only source, and changes the order of identifiers by button', async () => {
    expect(await page.getByLabel('Name of the setting').inputValue()).toBe('people');
    expect(await page.getByRole('combobox', { name: 'External source of the IDs in the file' }).innerText()).toContain('CRM');

    await press('Move Phone (work, cell, home, other) up');

    expect(await page.getByRole('list', { name: 'Match contacts by' }).getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining('1. External ID'),
      expect.stringContaining('2. Phone'),
      expect.stringContaining('3. E-mail'),
    ]);
  });

  it('saves the setting and suggests a field for each column it knows', async () => {
    await press('Save and go on');
    await step('Step 3 of 5: Fields');

    expect(await page.getByRole('combobox', { name: 'Field for the column Contact ID' }).innerText()).toContain('External ID');
    expect(await page.getByRole('combobox', { name: 'Field for the column Organization Name' }).innerText()).toContain('Organization: name');
    await page.getByText('7 of 8 columns are imported.').waitFor();
  });

  it('steps through the first rows in the first column', async () => {
    await press('Next row');

    await page.getByText('Jana2', { exact: true }).waitFor();
  });

  it('is left by keyboard: Tab goes from field to field and to the button', async () => {
    await page.getByRole('button', { name: 'Next row' }).focus();

    const focused: string[] = [];
    for (let count = 0; count < 40 && focused.at(-1) !== 'Save and check the data'; count += 1) {
      await page.keyboard.press('Tab');
      focused.push(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? ''));
    }

    expect(focused).toContain('Field for the column Last Name');
    expect(focused.at(-1)).toBe('Save and check the data');
  });

  it('checks the data and says what an import would do', async () => {
    await press('Save and check the data');
    await step('Step 4 of 5: Data validation');

    await page.getByText('To create').first().waitFor();
    expect(await count('To create')).toBe('36');
    expect(await count('With errors')).toBe('4');
  });

  it('shows the rows of a finding, also after a reload', async () => {
    await press('Show rows: email.invalid');
    await page.getByText('Jana10', { exact: true }).waitFor();

    await page.reload();

    await page.getByText('Jana10', { exact: true }).waitFor();
    expect(await page.getByText('Jana1', { exact: true }).count()).toBe(0);
  });

  it('asks in plain words before it writes, and can be told no', async () => {
    await press('Import');
    await page.getByText('36 contacts will be written: 36 created and 0 updated.').waitFor();
    await page.getByText('4 rows are left out.').waitFor();

    await press('Go back');

    expect(await contacts()).toBe(0);
  });

  it('imports after the confirmation and reports what became of the rows', async () => {
    await press('Import');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Import', exact: true }).click();

    await page.getByText('Contacts imported 36').waitFor();
    await page.getByText('Not imported 4').waitFor();
    expect(await contacts()).toBe(36);
  });

  it('gives the bad rows back as a file', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), press('Errors CSV')]);

    const lines = readFileSync(await download.path(), 'utf8').trim().split(/\r?\n/);
    expect(lines).toHaveLength(1 + BAD_ROWS.length);
    expect(lines[0]).toContain('Contact ID');
    expect(lines[1]).toContain('Jana10');
    expect(lines[1]).toContain('email.invalid');
  });

  it('stands at the top of the imports afterwards, with a page of its own', async () => {
    await page.getByRole('link', { name: 'To the imports' }).click();
    // A notice of the same import may say the same above the table.
    const imports = page.getByRole('grid', { name: 'Imports' });
    await imports.getByText('Completed with errors').first().waitFor();

    await imports.getByRole('link', { name: 'people', exact: true }).click();

    await page.getByRole('heading', { level: 1, name: 'people' }).waitFor();
    await page.getByText('Contacts imported 36').waitFor();
  });

  it('finds everything up to date when the same file comes again with the saved setting', async () => {
    await page.goto('/admin/plugins/external-contacts/imports/new');
    await page.locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(people) });
    await page.getByText('40 rows · 8 columns').waitFor();
    await press('Next');
    await page.getByRole('combobox', { name: 'Import setting' }).click();
    await page.getByRole('option', { name: 'people (Contacts)' }).click();
    await press('Save and go on');
    await step('Step 3 of 5: Fields');
    await press('Save and check the data');

    await page.getByText('Already up to date').first().waitFor();

    expect(await count('Already up to date')).toBe('36');
    expect(await count('To create')).toBe('0');
  });

  const contacts = (): Promise<number> => app.strapi.documents('plugin::external-contacts.contact' as never).count({} as never);
});
