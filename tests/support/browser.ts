import { chromium, type Browser, type Page } from 'playwright-core';
import type { TestAdmin } from './admin-user';
import type { TestApp } from './boot-strapi';

/** Why browser tests cannot run, or undefined; `npm test` finds the browser and says so in the environment. */
export const missingBrowser = (): string | undefined => process.env['TEST_WITHOUT_BROWSER'];

/**
 * A browser that talks to nobody but the application under test. `CHROMIUM` names the executable. Without a sandbox, because tests run
 * as root in containers; the pages are our own.
 */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  });

/** A page of 1280 × 900 in English, logged in through the login form. */
export const openPanel = async (browser: Browser, app: TestApp, admin: TestAdmin): Promise<Page> => {
  const context = await browser.newContext({ baseURL: app.url, viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto('/admin/auth/login');
  await page.getByLabel('Email').fill(admin.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(admin.password);
  await page.getByRole('button', { name: 'Login' }).click();
  await page.waitForURL((url) => !url.pathname.includes('/auth/'));
  return page;
};
