import type { Browser } from 'playwright-core';
import { createAdminWith, createSuperAdmin } from '../support/admin-user';
import { bootStrapi, type TestApp } from '../support/boot-strapi';
import { launchBrowser, missingBrowser, openPanel } from '../support/browser';
import { createTestDatabase, type TestDatabase } from '../support/databases';

const missing = missingBrowser();
const suite = missing === undefined ? describe : describe.skip;

suite(missing === undefined ? 'the panel' : `the panel is left out: ${missing}`, () => {
  let database: TestDatabase;
  let app: TestApp;
  let browser: Browser;

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

  it('has a menu entry that opens the imports', async () => {
    const page = await openPanel(browser, app, await createSuperAdmin(app));

    await page.getByRole('link', { name: 'External contacts' }).click();

    await page.waitForURL(/\/admin\/plugins\/external-contacts/);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.context().close();
  });

  it('shows no menu entry to an administrator without rights', async () => {
    const page = await openPanel(browser, app, await createAdminWith(app, []));

    await page.getByRole('link', { name: 'Home' }).first().waitFor();

    expect(await page.getByRole('link', { name: 'External contacts' }).count()).toBe(0);
    await page.context().close();
  });
});
