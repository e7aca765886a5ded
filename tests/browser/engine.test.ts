import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { createSuperAdmin } from '../support/admin-user';
import { bootStrapi, type TestApp } from '../support/boot-strapi';
import { launchBrowser, missingBrowser, openPanel } from '../support/browser';
import { createTestDatabase, type TestDatabase } from '../support/databases';

const missing = missingBrowser();
const suite = missing === undefined ? describe : describe.skip;

const CONTACT = 'plugin::external-contacts.contact';
/** Row 1 is Jana by its e-mail and somebody else by its phone; rows 2 and 4 have no address; row 3 is new. */
const people = [
  'First Name,Last Name,Work Email,Cell Phone',
  'Jana,Dvořáková,jana@example.com,+420777123401',
  'Petr,Svoboda,not-an-address,+420777123402',
  'Marie,Černá,marie@example.com,+420777123403',
  'Ota,Veselý,nowhere,+420777123404',
].join('\r\n');

interface StoredContact {
  lastName: string;
  workEmail: string | null;
}

suite(missing === undefined ? 'an import that is mended' : `mending an import is left out: ${missing}`, () => {
  let database: TestDatabase;
  let app: TestApp;
  let browser: Browser;
  let page: Page;

  const step = (heading: string) => page.getByRole('heading', { name: heading }).waitFor();
  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
  const confirm = (name: string) => page.getByRole('alertdialog').getByRole('button', { name, exact: true }).click();
  const tile = (name: string) => page.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) }).locator('dd');
  const contacts = async (): Promise<StoredContact[]> =>
    (await app.strapi.db.query(CONTACT).findMany({ where: { mergedInto: null }, orderBy: { id: 'asc' } })) as StoredContact[];

  beforeAll(async () => {
    database = await createTestDatabase('sqlite');
    app = await bootStrapi(database, { EXTERNAL_CONTACTS_ROLE: 'all' });
    for (const data of [
      { lastName: 'Nováková', workEmail: 'jana@example.com' },
      { lastName: 'Malá', cellPhone: '+420777123401' },
    ]) {
      await app.strapi.documents(CONTACT as never).create({ data } as never);
    }
    browser = await launchBrowser();
    page = await openPanel(browser, app, await createSuperAdmin(app));
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await database?.drop();
  });

  // One walk in steps: each leaves the page where the next begins.
  it('is told to ask when a row finds several contacts', async () => {
    await page.goto('/admin/plugins/external-contacts/imports/new');
    await page.locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(people) });
    await page.getByText('4 rows · 4 columns').waitFor();
    await press('Next');
    await step('Step 2 of 5: Profile and settings');

    await page.getByRole('radio', { name: 'Ask me' }).click();

    expect(await page.getByRole('radio', { name: 'Ask me' }).isChecked()).toBe(true);
  });

  it('tries the phones of a row in the order that a person gives, by keyboard', async () => {
    await page.getByRole('button', { name: 'Phone: order of the fields' }).focus();
    await page.keyboard.press('Enter');
    const phones = page.getByRole('list', { name: 'Phone: order of the fields' });
    await phones.getByRole('button', { name: 'Move Cell phone up' }).focus();
    await page.keyboard.press('Enter');

    await phones.getByText('1. Cell phone').waitFor();
  });

  it('shows what would be created, held and left out, and narrows the rows to one of them', async () => {
    await press('Save and go on');
    await step('Step 3 of 5: Fields');
    await press('Save and check the data');
    await step('Step 4 of 5: Data validation');
    await tile('Held for review').waitFor();

    expect(await tile('To create').innerText()).toBe('1');
    expect(await tile('Held for review').innerText()).toBe('1');
    expect(await tile('With errors').innerText()).toBe('2');

    await press('With errors');
    await page.getByRole('gridcell', { name: 'Petr', exact: true }).waitFor();
    await page.getByRole('gridcell', { name: 'Marie', exact: true }).waitFor({ state: 'detached' });
    await press('With errors');
  });

  it('corrects a cell in its row, and checks the data again', async () => {
    await press('Open row 2');
    await press('Correct Work Email');
    await page.getByRole('textbox', { name: 'Corrected value of Work Email' }).fill('petr@example.com');
    await press('Save 1 correction and check again');

    await page.getByText('1 cell in 1 row corrected.').waitFor();
    await tile('To create').getByText('2', { exact: true }).waitFor();
    expect(await tile('With errors').innerText()).toBe('1');
  });

  it('imports the others and says that a row waits', async () => {
    await press('Import');
    await confirm('Import');

    await page.getByText('Contacts imported 2').waitFor();
    await page.getByText('1 row waits for your decision').waitFor();
    expect(await contacts()).toHaveLength(4);
  });

  it('takes the corrected errors CSV back, and imports its rows after another look', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), press('Errors CSV')]);
    const corrected = readFileSync(await download.path(), 'utf8').replace('nowhere', 'ota@example.com');

    await page.locator('input[type=file]').setInputFiles({ name: 'errors.csv', mimeType: 'text/csv', buffer: Buffer.from(corrected) });
    await page.getByText('1 cell in 1 row corrected.').waitFor();
    await page.getByText('Run 2: 2 rows left over from before').waitFor();
    await press('Import');
    await confirm('Import');

    await page.getByText('Contacts imported 3').waitFor();
    expect((await contacts()).map(({ workEmail }) => workEmail)).toContain('ota@example.com');
  });

  it('lets a person say which contact a held row is', async () => {
    await page.getByRole('link', { name: 'Show the held rows of this import' }).click();
    await page.getByRole('heading', { level: 1, name: 'Held rows' }).waitFor();
    await page.getByRole('button', { name: /^Decide: Jana/u }).click();
    await page.getByRole('columnheader', { name: /found by E-mail/u }).waitFor();

    await press('It is number 1');

    await page.getByText('No row waits for a decision.').waitFor();
  });

  it('runs only what was left over', async () => {
    await page.goto('/admin/plugins/external-contacts/imports');
    await page.getByRole('grid', { name: 'Imports' }).getByRole('link', { name: 'people', exact: true }).click();
    await press('Retry 1 row');
    await confirm('Retry 1 row');

    await page.getByText('Contacts imported 4').waitFor();
    expect(await contacts()).toHaveLength(5);
    expect((await contacts()).map(({ lastName }) => lastName)).toContain('Dvořáková');
  });

  it('is taken back after it was shown what that means', async () => {
    await press('Undo import');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Rows taken back').waitFor();
    expect(await dialog.getByRole('button', { name: 'Undo import' }).isDisabled()).toBe(true);

    await dialog.getByRole('checkbox', { name: /^I understand/u }).click();
    await dialog.getByRole('button', { name: 'Undo import' }).click();

    await page.getByText('Result of the undo').waitFor();
    // The log below says so too.
    await page.getByText('Undone', { exact: true }).first().waitFor();
    expect((await contacts()).map(({ lastName }) => lastName)).toEqual(['Nováková', 'Malá']);
  });
});
