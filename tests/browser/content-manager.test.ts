import type { Browser, Page } from 'playwright-core';
import { createAdminWith, createSuperAdmin } from '../support/admin-user';
import { bootStrapi, type TestApp } from '../support/boot-strapi';
import { launchBrowser, missingBrowser, openPanel } from '../support/browser';
import { createTestDatabase, type TestDatabase } from '../support/databases';
import { createImporter, csv } from '../support/imports';

const missing = missingBrowser();
const suite = missing === undefined ? describe : describe.skip;

const CONTACT = 'plugin::external-contacts.contact';
const ORGANIZATION = 'plugin::external-contacts.organization';

interface StoredContact {
  documentId: string;
  lastName: string;
  organization: { documentId: string } | null;
}

suite(missing === undefined ? 'a contact in the Content Manager' : `the Content Manager is left out: ${missing}`, () => {
  let database: TestDatabase;
  let app: TestApp;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    database = await createTestDatabase('sqlite');
    app = await bootStrapi(database);
    for (const name of ['Acme', 'Globex']) await app.strapi.documents(ORGANIZATION as never).create({ data: { name } } as never);
    browser = await launchBrowser();
    page = await openPanel(browser, app, await createSuperAdmin(app));
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await database?.drop();
  });

  /** Presses Save and waits for the server's answer, which must be a success. */
  const save = async (): Promise<void> => {
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().includes(`/content-manager/collection-types/${CONTACT}`) && response.request().method() !== 'GET'),
      page.getByRole('button', { name: 'Save', exact: true }).click(),
    ]);
    expect(answer.status()).toBeLessThan(300);
  };
  /** The list leaves out the organization that is chosen, so the first is always another one. */
  const chooseAnotherOrganization = async (): Promise<void> => {
    await page.getByRole('combobox', { name: /^Organization/u }).click();
    await page.getByRole('option').first().click();
  };
  const stored = async (): Promise<StoredContact> => {
    const found: unknown = await app.strapi.documents(CONTACT as never).findMany({ populate: ['organization'] } as never);
    const [contact] = found as StoredContact[];
    if (contact === undefined) throw new Error('No contact was saved');
    return contact;
  };

  // One record in three states: each test goes on from what the one before saved.
  it('is saved without an organization', async () => {
    await page.goto(`/admin/content-manager/collection-types/${CONTACT}/create`);
    await page.getByLabel('Last name').fill('Dvořák');

    await save();

    expect(await stored()).toMatchObject({ lastName: 'Dvořák', organization: null });
  });

  it('is saved with an organization', async () => {
    await page.goto(`/admin/content-manager/collection-types/${CONTACT}/${(await stored()).documentId}`);
    await chooseAnotherOrganization();

    await save();

    expect((await stored()).organization).not.toBeNull();
  });

  it('is saved with another organization in place of the first', async () => {
    const before = (await stored()).organization?.documentId;
    await page.reload();
    await chooseAnotherOrganization();

    await save();

    const after = (await stored()).organization?.documentId;
    expect(after).toEqual(expect.any(String));
    expect(after).not.toBe(before);
  });

  it('is saved again when only a name changes, and keeps its organization', async () => {
    const before = (await stored()).organization?.documentId;
    await page.reload();
    await page.getByLabel('Last name').fill('Dvořáková');

    await save();

    expect(await stored()).toMatchObject({ lastName: 'Dvořáková', organization: { documentId: before } });
  });

  it('stands in the list with the columns that tell people apart, and its organization by name', async () => {
    const { documentId } = (await stored()).organization ?? {};
    const found: unknown = await app.strapi.documents(ORGANIZATION as never).findOne({ documentId } as never);

    await page.goto(`/admin/content-manager/collection-types/${CONTACT}`);

    await page.getByRole('gridcell', { name: 'Dvořáková', exact: true }).waitFor();
    const headers = (await page.locator('thead th').allTextContents()).map((text) => text.trim()).filter((text) => text !== '');
    expect(headers.slice(0, 5)).toEqual(['Last name', 'First name', 'Work e-mail', 'Work phone', 'Organization']);
    await page.getByRole('gridcell', { name: (found as { name: string }).name }).waitFor();
  });

  describe('that imports write', () => {
    const importer = createImporter(() => app);
    const edited = async (of: Page): Promise<void> => {
      const [contact] = await importer.contacts({ lastName: 'Imported' });
      await of.goto(`/admin/content-manager/collection-types/${CONTACT}/${contact?.documentId}`);
      await of.getByRole('heading', { level: 1, name: 'Imported' }).waitFor();
    };
    beforeAll(async () => {
      await importer.addSource('CRM');
      await importer.import(csv('externalId,lastName', 'C1,Imported'));
    });

    it('can be exported from above the list, and imported into with the target chosen', async () => {
      await page.goto(`/admin/content-manager/collection-types/${CONTACT}`);
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export', exact: true }).click()]);
      await page.goto(`/admin/content-manager/collection-types/${ORGANIZATION}`);
      await page.getByRole('link', { name: 'Import', exact: true }).click();
      await page.getByRole('heading', { name: 'Step 1 of 5: File' }).waitFor();
      await page.locator('input[type=file]').setInputFiles({ name: 'firms.csv', mimeType: 'text/csv', buffer: Buffer.from('Name,Domain\nAcme,acme.example\n') });
      await page.getByText('1 row · 2 columns').waitFor();
      await page.getByRole('button', { name: 'Next', exact: true }).click();

      await page.getByRole('radio', { name: 'Organizations', exact: true, checked: true }).waitFor();
      expect(download.suggestedFilename()).toBe('contacts.csv');
    });

    it('stands in the list of recent imports on the homepage', async () => {
      await page.goto('/admin/');

      await page.getByRole('grid', { name: 'Recent imports' }).getByRole('link', { name: 'people.csv' }).waitFor();
    });

    it('says which import wrote it last, and leads to the line', async () => {
      await edited(page);

      await page.getByRole('link', { name: 'Line 2 of people.csv' }).click();

      await page.getByRole('dialog', { name: 'Row 1' }).waitFor();
    });

    it('offers and tells nothing of it to an editor without the rights', async () => {
      const grants = ['read', 'update'].map((what) => ({ action: `plugin::content-manager.explorer.${what}`, subject: CONTACT, properties: { fields: ['lastName'] } }));
      const other = await openPanel(browser, app, await createAdminWith(app, grants));
      await other.goto('/admin/');
      await other.getByText('Last edited entries').waitFor();
      const onHome = await other.getByText('Recent imports').count();
      await other.goto(`/admin/content-manager/collection-types/${CONTACT}`);
      await other.getByRole('gridcell', { name: 'Imported', exact: true }).waitFor();
      const aboveList = (await other.getByRole('link', { name: 'Import', exact: true }).count()) + (await other.getByRole('button', { name: 'Export', exact: true }).count());
      await edited(other);

      expect([onHome, aboveList, await other.getByText('people.csv').count()]).toEqual([0, 0, 0]);
      await other.context().close();
    });
  });
});
