// A browser that talks to the playground alone, and the pictures that it takes.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { root } from '../support.mjs';

const IMAGES = path.join(root, 'docs', 'images');
/** Of the walk-through: wide enough to read, small enough for a README. */
const FRAME_WIDTH = 1_080;
const FRAME_MS = 2_200;

/** Palettes: a panel has few colours, and a picture of one is a quarter of its size with 64 of them. */
const PNG = { palette: true, colours: 64, effort: 10 };

export const openCamera = async (url, { email, password }) => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  });
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1_440, height: 900 }, locale: 'en-GB', timezoneId: 'UTC', colorScheme: 'light', reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto('/admin/auth/login');
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Login' }).click();
  await page.waitForURL((address) => !address.pathname.includes('/auth/'));
  // Strapi's own news, which are closed once for all pages.
  await page.getByRole('heading', { level: 1 }).waitFor();
  const news = page.getByRole('button', { name: 'Close', exact: true });
  if ((await news.count()) > 0) await news.first().click();
  mkdirSync(IMAGES, { recursive: true });

  const frames = [];
  /** Nothing moves any more: no request is under way, and what loads is gone. */
  const settle = async () => {
    await page.waitForLoadState('networkidle');
    await page.getByText('Loading content.').waitFor({ state: 'detached' });
  };
  return {
    page,
    /** Keeps the page as docs/images/NAME.png. */
    async picture(name) {
      await settle();
      await sharp(await page.screenshot()).png(PNG).toFile(path.join(IMAGES, `${name}.png`));
      console.log(`docs/images/${name}.png`);
    },
    /** Keeps the page for the walk-through. */
    async frame() {
      await settle();
      frames.push(await sharp(await page.screenshot()).resize({ width: FRAME_WIDTH }).toBuffer());
    },
    async writeWalkThrough(name) {
      const { size } = await sharp(frames, { join: { animated: true } }).webp({ quality: 72, effort: 6, loop: 0, delay: frames.map(() => FRAME_MS) }).toFile(path.join(IMAGES, `${name}.webp`));
      console.log(`docs/images/${name}.webp (${Math.round(size / 1_024)} kB, ${frames.length} frames)`);
    },
    close: () => browser.close(),
  };
};
