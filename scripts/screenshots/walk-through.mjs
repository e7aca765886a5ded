// A whole import as a person does it, with a picture of each step.
const PANEL = '/admin/plugins/external-contacts';

/** Walks with `today`, a file that meets what is there; ends at the report, with the job's id. */
export const walkThrough = async ({ page, picture, frame }, { today, settingName }) => {
  const press = (name) => page.getByRole('button', { name, exact: true }).click();
  const step = (heading) => page.getByRole('heading', { name: heading }).waitFor();

  await page.goto(`${PANEL}/imports`);
  await page.getByRole('link', { name: 'New import' }).waitFor();
  await frame();
  await page.getByRole('link', { name: 'New import' }).click();
  await step('Step 1 of 5: File');
  await frame();
  await page.locator('input[type=file]').setInputFiles(today);
  await page.getByText(/rows · 16 columns/u).waitFor();
  await frame();
  await press('Next');
  await step('Step 2 of 5: Profile and settings');
  await page.getByRole('combobox', { name: 'Import setting' }).click();
  await page.getByRole('option', { name: new RegExp(`^${settingName}`, 'u') }).click();
  await frame();
  await press('Save and go on');
  await step('Step 3 of 5: Fields');
  await page.getByText(/columns are imported/u).waitFor();
  await frame();
  await press('Save and check the data');
  await step('Step 4 of 5: Data validation');
  await page.getByText('To create').first().waitFor();
  const job = new URL(page.url()).searchParams.get('job');
  await picture('validation');
  await frame();
  await press('Import');
  await page.getByRole('alertdialog').waitFor();
  await frame();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText(/^Contacts imported/u).waitFor();
  await frame();
  return job;
};

/** What the walk has left behind, where people already are. */
export const lookAround = async ({ page, picture, frame }) => {
  await page.goto(`${PANEL}/imports`);
  await page.getByRole('grid', { name: 'Imports' }).waitFor();
  await picture('imports');
  await page.goto('/admin/content-manager/collection-types/plugin::external-contacts.contact?sort=updatedAt:DESC');
  await page.getByRole('link', { name: 'Import', exact: true }).waitFor();
  await picture('content-manager');
  await page.getByRole('gridcell').nth(1).click();
  await page.getByText(/^Line /u).waitFor();
  await picture('record-origin');
  await frame();
  await page.goto(`${PANEL}/access`);
  await page.getByText('External contacts importer').first().waitFor();
  await picture('who-may-import');
};
