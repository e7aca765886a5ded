import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { ImportFileDto, JobDto } from '../../server/src/contracts';
import { graveFindings } from '../support/accessibility';
import { createAdminWith, createSuperAdmin, type TestAdmin } from '../support/admin-user';
import { bootStrapi, type TestApp } from '../support/boot-strapi';
import { launchBrowser, missingBrowser, openPanel } from '../support/browser';
import { createTestDatabase, type TestDatabase } from '../support/databases';
import { withToken } from '../support/http';

const missing = missingBrowser();
const suite = missing === undefined ? describe : describe.skip;

const WIZARD = '/admin/plugins/external-contacts/imports/new';
const PEOPLE = 'First Name,Last Name,Work Email\nAnn,Lee,ann@example.com\nBob,Ray,nowhere\n';
const hostile = (name: string) => ({ name, mimeType: 'text/csv', buffer: readFileSync(path.resolve(__dirname, '../fixtures/hostile', name)) });
const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

/** What the wizard does when something is in its way: reloads, lost connections, other tabs, missing rights, files that are refused. */
suite(missing === undefined ? 'the wizard under bad conditions' : `the wizard under bad conditions is left out: ${missing}`, () => {
  let database: TestDatabase;
  let app: TestApp;
  let browser: Browser;
  let admin: TestAdmin;
  let page: Page;

  const agent = () => withToken(app, admin.token);
  const step = (number: number, at: Page = page) => at.getByRole('heading', { name: `Step ${number} of 5` }).waitFor();
  const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
  const drop = (...files: ReturnType<typeof csv>[]) => page.locator('input[type=file]').setInputFiles(files);
  const uploaded = async (text: string, name = 'people.csv'): Promise<ImportFileDto> =>
    (await agent().post(`/external-contacts/files?name=${name}`).set('Content-Type', 'application/octet-stream').send(Buffer.from(text)).expect(201)).body as ImportFileDto;
  const saved = async (name: string, more: object = {}): Promise<{ id: string; version: number; setting: { mergeMode?: string } }> =>
    (await agent().post('/external-contacts/import-settings').send({ name, target: 'contacts', matchBy: ['email'], ...more }).expect(201)).body as { id: string; version: number; setting: object };
  const jobAt = async (state: string, id: string): Promise<JobDto> => {
    for (;;) {
      const job = (await agent().get(`/external-contacts/jobs/${id}`).expect(200)).body as JobDto;
      if (job.state === state) return job;
      await page.waitForTimeout(100);
    }
  };
  const validated = async (text: string): Promise<JobDto> => {
    const { id } = await uploaded(text);
    const job = (await agent().post('/external-contacts/jobs').send({ file: id, setting: { target: 'contacts', matchBy: ['email'] }, name: 'people' }).expect(201)).body as JobDto;
    return jobAt('validated', job.id);
  };

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

  describe('files', () => {
    beforeEach(async () => {
      await page.goto(WIZARD);
      await step(1);
    });

    it('makes one import of several files', async () => {
      await drop(csv('a.csv', PEOPLE), csv('b.csv', PEOPLE.replace('ann@', 'eva@')));

      await page.getByText('4 rows · 3 columns').waitFor();
      await press('2 files in this import');
      await page.getByText('b.csv', { exact: true }).waitFor();
      expect(await graveFindings(page)).toEqual([]);
    });

    it('says that a zip comes alone', async () => {
      await drop(csv('a.csv', PEOPLE), hostile('zip_ok.zip'));

      await page.getByText('Choose either one zip, or files that are not zipped.').waitFor();
    });

    it('says that several files have the same columns', async () => {
      await drop(csv('a.csv', PEOPLE), csv('b.csv', 'Something,else\n1,2\n'));

      await page.getByText('do not have the same columns').waitFor();
    });

    it.each([
      ['empty.csv', 'The file is empty'],
      ['xlsx_as_csv.csv', 'spreadsheet'],
      ['png_as_csv.csv', 'not a CSV'],
      ['zip_no_csv.zip', 'no CSV'],
      ['zip_truncated.zip', 'zip'],
    ])('says in words why %s is refused, and takes another file', async (name, words) => {
      await drop(hostile(name));

      const alert = page.getByRole('alert').filter({ hasText: 'That did not work' });
      await alert.waitFor();
      expect((await alert.innerText()).toLowerCase()).toContain(words.toLowerCase());
      expect(await alert.getByText('Something went wrong').count()).toBe(0);
      // The hidden input has the button's name and role.
      await page.locator('button', { hasText: 'Choose files' }).waitFor();
    });

    it('names the columns that need an external source before anything is chosen', async () => {
      await drop(csv('crm.csv', 'Contact ID,Last Name\n1,Lee\n'));

      await page.getByText('This file needs an external source').waitFor();
      await page.getByText('The column Contact ID looks like IDs of another system.').waitFor();
    });
  });

  describe('leaving and coming back', () => {
    it('keeps what was typed in step 2 over a reload', async () => {
      await page.goto(`${WIZARD}/profile?file=${(await uploaded(PEOPLE, 'kept.csv')).id}`);
      await page.getByLabel('Name of the setting').fill('Spring fair');
      await page.getByRole('radio', { name: 'Ask me' }).click();
      expect(await graveFindings(page)).toEqual([]);

      await page.reload();

      await step(2);
      expect(await page.getByLabel('Name of the setting').inputValue()).toBe('Spring fair');
      expect(await page.getByRole('radio', { name: 'Ask me' }).isChecked()).toBe(true);
    });

    it('keeps the mapping of step 3 over a reload', async () => {
      await press('Save and go on');
      await step(3);
      await page.getByRole('checkbox', { name: 'Import the column First Name' }).click();
      await page.getByText('2 of 3 columns are imported.').waitFor();
      expect(await graveFindings(page)).toEqual([]);

      await page.reload();

      await page.getByText('2 of 3 columns are imported.').waitFor();
      await page.getByText('Not imported: First Name.').waitFor();
    });

    it('offers the way back into it from the list of imports', async () => {
      await page.goto('/admin/plugins/external-contacts/imports');
      await page.getByText('You have begun to import kept.csv').waitFor();
      expect(await graveFindings(page)).toEqual([]);
      await page.getByRole('link', { name: 'Go on' }).click();

      await step(3);
      await page.getByText('2 of 3 columns are imported.').waitFor();
    });

    it('translates words of a column into those of the field', async () => {
      await page.getByRole('button', { name: /Rules for the column Last Name$/ }).click();
      await page.getByRole('textbox', { name: 'Meaning of “Ray”' }).fill('Rayner');
      await press('Save and check the data');
      await step(4);
      await page.getByText('Rayner').first().waitFor({ state: 'detached' });

      await press('Open row 1');
      await page.getByRole('dialog').getByText('Lee', { exact: true }).first().waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
      const settings = (await agent().get('/external-contacts/import-settings?q=Spring').expect(200)).body as { results: { setting: { fields: { field: string; values?: object }[] } }[] };
      expect(settings.results[0]?.setting.fields.find(({ field }) => field === 'lastName')?.values).toEqual({ Ray: 'Rayner' });
    });

    it('shows step 4 after a reload, and nothing serious to axe', async () => {
      await page.reload();
      await page.getByText('To create').first().waitFor();

      expect(await graveFindings(page)).toEqual([]);
    });

    it('goes to the step before where an address lacks what it needs', async () => {
      await page.goto(`${WIZARD}/fields?file=${(await uploaded(PEOPLE)).id}&once=1`);
      await step(2);
      await page.goto(`${WIZARD}/validation`);
      await step(1);
      await page.goto(`${WIZARD}/profile?file=unknown`);
      await step(1);
      await page.getByText('It is not there (any more), or you may not see it.').waitFor();
    });
  });

  describe('a setting that is not one’s own', () => {
    it('is used once by who may save nothing, and stays as it is', async () => {
      const shared = await saved('Shared', { visibility: 'shared' });
      const rights = ['external-entity.import', 'import-job.add', 'import-job.view', 'import-job.edit', 'import-csv-job.add', 'import-csv-file.add', 'import-csv-file.view', 'import-settings.view'];
      const importer = await createAdminWith(app, rights.map((right) => `plugin::external-contacts.${right}`));
      const theirs = await openPanel(browser, app, importer);
      await theirs.goto(`${WIZARD}?setting=${shared.id}`);
      await theirs.locator('input[type=file]').setInputFiles([csv('theirs.csv', PEOPLE.replace('ann@', 'zoe@'))]);
      await theirs.getByText('2 rows · 3 columns').waitFor();
      await theirs.getByRole('button', { name: 'Next', exact: true }).click();
      await theirs.getByText('You may use this setting, but not change it.').waitFor();
      expect(await theirs.getByRole('radio', { name: 'Save the changes in “Shared”' }).count()).toBe(0);
      await theirs.getByRole('radio', { name: 'Ask me' }).click();
      await theirs.getByRole('button', { name: 'Next', exact: true }).click();
      await step(3, theirs);
      await theirs.getByText('not saved').first().waitFor();
      await theirs.getByRole('button', { name: 'Check the data', exact: true }).click();
      await step(4, theirs);
      await theirs.getByText('To create').first().waitFor();

      const job = new URL(theirs.url()).searchParams.get('job') ?? '';
      const { setting, settingId } = (await agent().get(`/external-contacts/jobs/${job}`).expect(200)).body as JobDto;
      expect({ settingId, mergeMode: setting?.mergeMode }).toEqual({ settingId: null, mergeMode: 'hold' });
      const untouched = (await agent().get(`/external-contacts/import-settings/${shared.id}`).expect(200)).body as { version: number };
      expect(untouched.version).toBe(shared.version);
      await theirs.context().close();
    });

    it('is copied under another name', async () => {
      const own = await saved('Copied');
      await page.goto(`${WIZARD}/profile?file=${(await uploaded(PEOPLE)).id}&setting=${own.id}`);
      await page.getByRole('radio', { name: 'Save as a new import setting' }).click();

      expect(await page.getByLabel('Name of the setting').inputValue()).toBe('Copied 2');
      await press('Save and go on');

      await step(3);
      expect(new URL(page.url()).searchParams.get('setting')).not.toBe(own.id);
    });

    it('is not overwritten when somebody else was faster', async () => {
      const own = await saved('Contested');
      await page.goto(`${WIZARD}/profile?file=${(await uploaded(PEOPLE)).id}&setting=${own.id}`);
      await page.getByRole('radio', { name: 'Ask me' }).click();
      await agent().put(`/external-contacts/import-settings/${own.id}`).send({ name: 'Contested', target: 'contacts', matchBy: ['phone'], version: own.version }).expect(200);
      await press('Save and go on');

      await page.getByText('Somebody changed this setting in the meantime.').waitFor();
    });

    it('says that a name is taken', async () => {
      await page.goto(`${WIZARD}/profile?file=${(await uploaded(PEOPLE, 'taken.csv')).id}`);
      await page.getByLabel('Name of the setting').fill('Copied');
      await press('Save and go on');

      await page.getByText('You already have a setting of this name.').waitFor();
    });

    it('says what is missing in step 2 where it is missing', async () => {
      await page.getByLabel('Name of the setting').fill('');
      await press('Save and go on');

      await page.getByText('Please fill this in.').waitFor();
      await page.getByText('Something is missing above; it is marked in red.').waitFor();
    });
  });

  describe('who may not import', () => {
    it('is told so instead of a form', async () => {
      const viewer = await createAdminWith(app, ['plugin::external-contacts.import-job.view']);
      const theirs = await openPanel(browser, app, viewer);
      await theirs.goto(WIZARD);
      await theirs.getByText('You cannot import yet').waitFor();
      await theirs.getByText('Import contacts and organizations').waitFor();

      await theirs.goto('/admin/plugins/external-contacts/imports');
      await theirs.getByRole('heading', { level: 1, name: 'Imports' }).waitFor();
      expect(await theirs.getByRole('link', { name: 'New import' }).count()).toBe(0);
      await theirs.context().close();
    });
  });

  describe('a lost connection', () => {
    afterEach(() => page.context().setOffline(false));

    it('is said where a button was pressed, and the button works again later', async () => {
      await page.goto(`${WIZARD}/profile?file=${(await uploaded(PEOPLE, 'offline.csv')).id}`);
      await page.getByLabel('Name of the setting').fill('Offline');
      await page.context().setOffline(true);
      await press('Save and go on');
      await page.getByText('The server could not be reached.').waitFor();
      await page.context().setOffline(false);

      await press('Save and go on');

      await step(3);
    });

    it('is shown beside a job’s last known numbers, and ends by itself', async () => {
      const job = await validated(PEOPLE.replace('ann@', 'off@'));
      await page.goto(`/admin/plugins/external-contacts/imports/${job.id}`);
      await page.getByText('To create').first().waitFor();
      await page.context().setOffline(true);
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await page.getByText('The server does not answer.').waitFor();
      expect(await page.getByText('To create').first().isVisible()).toBe(true);

      await page.context().setOffline(false);

      await page.getByText('The server does not answer.').waitFor({ state: 'detached' });
    });
  });

  describe('another tab', () => {
    it('follows what happens in this one', async () => {
      const job = await validated(PEOPLE.replace('ann@', 'tab@'));
      const other = await page.context().newPage();
      await other.goto(`${WIZARD}/validation?job=${job.id}`);
      await step(4, other);
      await page.goto(`${WIZARD}/validation?job=${job.id}`);
      await press('Import');
      await page.getByRole('alertdialog').getByText(job.planHash?.slice(0, 16) ?? '').waitFor();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Import', exact: true }).click();
      await page.getByText('Contacts imported 1').waitFor();
      expect(await graveFindings(page)).toEqual([]);

      await other.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

      await other.getByText('Contacts imported 1').waitFor();
      await step(5, other);
      await other.close();
    });

    it('is told when the plan was changed by another', async () => {
      const job = await validated(PEOPLE.replace('ann@', 'plan@'));
      await page.goto(`${WIZARD}/validation?job=${job.id}`);
      await press('Import');
      await page.getByRole('alertdialog').waitFor();
      await agent().post(`/external-contacts/jobs/${job.id}/fixes`).send({ fixes: [{ kind: 'exclude', rows: [2] }] }).expect(202);
      await jobAt('validated', job.id);
      await page.getByRole('alertdialog').getByRole('button', { name: 'Import', exact: true }).click();

      await page.getByText('The plan has changed since you saw it.').or(page.getByText('Contacts imported')).first().waitFor();
      expect(await page.getByText('Contacts imported').count()).toBe(0);
    });
  });

  describe('an application that does not let imports wait', () => {
    const set = (key: string, value: unknown): void => {
      app.strapi.config.set(`plugin::external-contacts.${key}`, value);
    };

    it('closes the way into the wizard while one runs, and says why', async () => {
      const before = app.strapi.config.get('plugin::external-contacts.parallelImports');
      set('onBusy', 'reject');
      set('parallelImports', { total: 0, contacts: 0, organizations: 0 });
      try {
        await page.goto('/admin/plugins/external-contacts/imports');
        await page.getByText('Another import is running. A new one can begin when it has ended.').waitFor();
        expect(await page.getByRole('button', { name: 'New import' }).isDisabled()).toBe(true);
        expect(await graveFindings(page)).toEqual([]);
      } finally {
        set('onBusy', 'queue');
        set('parallelImports', before);
      }
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await page.reload();

      await page.getByRole('link', { name: 'New import' }).waitFor();
    });
  });

  describe('the list of imports', () => {
    it('is filtered in the address, which a reload keeps', async () => {
      await page.goto('/admin/plugins/external-contacts/imports');
      await page.getByLabel('Status', { exact: true }).click();
      await page.getByRole('option', { name: 'Cancelled' }).click();
      await page.waitForURL(/status=cancelled/);
      await page.getByText('No import matches these filters.').waitFor();

      await page.reload();
      await page.getByText('No import matches these filters.').waitFor();
    });
  });

  describe('a file with 1,000 columns', () => {
    const header = Array.from({ length: 1_000 }, (_value, index) => (index === 999 ? 'Last Name' : `Column ${index + 1}`));

    it('is mapped in parts, with the rest named and out of the way', async () => {
      const file = await uploaded([header.join(','), header.map((_column, index) => `v${index}`).join(',')].join('\n'), 'wide.csv');
      const setting = await saved('Wide', { matchBy: ['email'] });
      await page.goto(`${WIZARD}?file=${file.id}`);
      await page.getByText('1 row · 1,000 columns').waitFor();
      await page.goto(`${WIZARD}/fields?file=${file.id}&setting=${setting.id}`);
      await page.getByText('of 1,000 columns are imported.').waitFor();
      await page.getByText('Part 1 of 20').waitFor();
      await press('Next columns');
      await page.getByText('Part 2 of 20').waitFor();
      await page.getByText('v50', { exact: true }).waitFor();

      await press('Save and check the data');

      await step(4);
      await page.getByText('To create').first().waitFor();
    });
  });
});
