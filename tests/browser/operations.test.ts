import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import type { JobDto } from '../../server/src/contracts';
import { createSuperAdmin, type TestAdmin } from '../support/admin-user';
import { bootStrapi, type TestApp } from '../support/boot-strapi';
import { launchBrowser, missingBrowser, openPanel } from '../support/browser';
import { createTestDatabase, type TestDatabase } from '../support/databases';
import { withToken } from '../support/http';

const missing = missingBrowser();
const suite = missing === undefined ? describe : describe.skip;
const CSV = 'externalId,lastName,workEmail\n1,Lee,lee@example.com\n2,Smith,not-an-address\n';
const SETTING = { target: 'contacts', externalSource: 'CRM', fields: ['externalId', 'lastName', 'workEmail'].map((field) => ({ column: field, field })) };

/** What comes after an import: being told of it, reading who did what, deleting what was stored. */
suite(missing === undefined ? 'after an import, the panel' : `after an import, the panel is left out: ${missing}`, () => {
  let database: TestDatabase;
  let app: TestApp;
  let browser: Browser;
  let admin: TestAdmin;
  let page: Page;
  let job: JobDto;

  beforeAll(async () => {
    database = await createTestDatabase('sqlite');
    app = await bootStrapi(database, { EXTERNAL_CONTACTS_ROLE: 'all' });
    browser = await launchBrowser();
    admin = await createSuperAdmin(app);
    const agent = withToken(app, admin.token);
    await agent.post('/external-contacts/external-sources').send({ name: 'CRM' }).expect(201);
    const file = (await agent.post('/external-contacts/files?name=people.csv').set('Content-Type', 'application/octet-stream').send(Buffer.from(CSV)).expect(201)).body as { id: string };
    const { id } = (await agent.post('/external-contacts/jobs').send({ file: file.id, setting: SETTING, name: 'Spring contacts', start: 'always' }).expect(201)).body as JobDto;
    for (let time = 0; time < 100; time += 1) {
      job = (await agent.get(`/external-contacts/jobs/${id}`).expect(200)).body as JobDto;
      if (job.status === 'completed-with-errors') break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    page = await openPanel(browser, app, admin);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    await database?.drop();
  });

  const open = async (path: string, heading: string): Promise<void> => {
    await page.goto(`/admin/plugins/external-contacts/${path}`);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  };
  /** Nothing that keeps somebody out; Strapi's own frame around the page is not ours. */
  const assertAccessible = async (): Promise<void> => {
    const { violations } = await new AxeBuilder({ page }).include('main').withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
    expect(grave).toEqual([]);
  };

  it('tells of it until that is read', async () => {
    await open('imports', 'Imports');
    const news = page.getByRole('status').filter({ hasText: 'News of one of your imports' });
    await news.waitFor();
    await assertAccessible();

    await news.getByRole('button', { name: 'Mark “Spring contacts” as read' }).click();

    await news.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('link', { name: 'Spring contacts' }).first().waitFor();
    expect(await page.getByText('News of').count()).toBe(0);
  });

  it('says who did what, and narrows it to one kind', async () => {
    await open('audit', 'Audit');
    await page.getByText('Uploaded a file', { exact: true }).first().waitFor();
    await page.getByText('Created: 1 · With errors: 1').waitFor();
    await assertAccessible();

    await page.getByLabel('What').click();
    await page.getByRole('option', { name: 'Started an import' }).click();

    await page.waitForURL(/action=job\.create/);
    await page.getByText('1 entry').waitFor();
    await page.reload();
    await page.getByText('1 entry').waitFor();
    expect(await page.getByText('Uploaded a file', { exact: true }).count()).toBe(0);
  });

  it('offers an e-mail in the wizard, says why none is sent, and then to whom one is', async () => {
    const agent = withToken(app, admin.token);
    const file = (await agent.post('/external-contacts/files?name=mails.csv').set('Content-Type', 'application/octet-stream').send(Buffer.from(CSV.replace('lee@', 'lea@'))).expect(201)).body as { id: string };
    const setting = (await agent.post('/external-contacts/import-settings').send({ ...SETTING, name: 'For mails' }).expect(201)).body as { id: string };
    const address = `/admin/plugins/external-contacts/imports/new/fields?file=${file.id}&setting=${setting.id}`;
    const mail = page.getByRole('checkbox', { name: 'Tell me by e-mail when it is done' });
    await page.goto(address);
    await mail.waitFor();
    expect(await mail.isDisabled()).toBe(true);
    await page.getByText('This application sends no e-mail yet').waitFor();

    const provider: unknown = app.strapi.config.get('plugin::email.provider');
    app.strapi.config.set('plugin::email.provider', 'nodemailer');
    try {
      await page.goto(address);
      await mail.click();
      await page.getByText(admin.email).waitFor();
      await assertAccessible();
      await page.getByRole('button', { name: 'Save and check the data' }).click();
      await page.waitForURL(/validation/);
    } finally {
      app.strapi.config.set('plugin::email.provider', provider);
    }

    const newest = (await app.strapi.db.getConnection('external_contacts_jobs').select('notify').orderBy('id', 'desc').first()) as { notify: string };
    expect(JSON.parse(newest.notify)).toEqual({ email: true });
  });

  it('chooses a webhook of Strapi’s, and says why no e-mail is sent', async () => {
    const hooks = app.strapi.get('webhookStore') as unknown as { createWebhook(data: object): Promise<unknown>; findWebhooks(): Promise<{ events: string[] }[]> };
    await hooks.createWebhook({ name: 'Our CRM', url: 'http://127.0.0.1:9/in?token=secret', headers: {}, events: [] });
    await open('notifications', 'Notifications');
    await page.getByText('This application sends no e-mail yet').waitFor();
    expect(await page.getByText('secret').count()).toBe(0);
    await assertAccessible();

    await page.getByRole('switch', { name: 'Tell “Our CRM” of finished imports' }).click();

    await page.getByRole('switch', { name: 'Tell “Our CRM” of finished imports', checked: true }).waitFor();
    expect((await hooks.findWebhooks())[0]?.events).toEqual(['external-contacts.job.finished']);
  });

  it('deletes what is stored after a confirmation, and shows what is left', async () => {
    await open(`imports/${job.id}`, 'Spring contacts');
    await page.getByRole('button', { name: 'Delete stored data' }).click();
    await page.getByText('The contacts stay as they are').waitFor();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete stored data' }).click();

    await page.getByText('The stored data of this import was deleted').waitFor();
    await assertAccessible();
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await page.getByText('Contacts imported 1').first().waitFor();
  });
});
