'use strict';

const { existsSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { CommandError } = require('./output');

/**
 * Boots the application in `appDir` without listening. It is the application's own Strapi, with its own configuration and database.
 * @param {string} appDir
 * @param {{ role?: string, verbose?: boolean }} [how]
 * @returns {Promise<import('./services').App>}
 */
const openApp = async (appDir, { role = 'cli', verbose = false } = {}) => {
  if (!existsSync(path.join(appDir, 'package.json'))) throw new CommandError(`No application in ${appDir} (--app names its folder)`);
  // load() starts cron jobs, and would start the plugin's own runner, which must not claim the job that this command drives.
  process.env['EXTERNAL_CONTACTS_ROLE'] = role;
  process.env['STRAPI_TELEMETRY_DISABLED'] = 'true';
  // Strapi reads .env from the working directory.
  process.chdir(appDir);

  const { createStrapi, distDir } = await locateStrapi(appDir);
  const strapi = createStrapi({ appDir, distDir });
  strapi.log.level = verbose ? 'info' : 'error';
  await strapi.load();
  if (!strapi.plugins['external-contacts']) throw new CommandError('The plugin external-contacts is not enabled in this application');
  return {
    strapi,
    service: (name) => /** @type {never} */ (strapi.plugin('external-contacts').service(name)),
    close: () => strapi.destroy(),
  };
};

/**
 * A TypeScript application is compiled only when it never was: compiling rewrites dist under a server that runs from it.
 * @param {string} appDir
 * @returns {Promise<{ createStrapi: typeof import('@strapi/strapi').createStrapi, distDir: string }>}
 */
const locateStrapi = async (appDir) => {
  const fromApp = createRequire(path.join(appDir, 'package.json'));
  /** @type {typeof import('@strapi/strapi')} */
  let strapiModule;
  try {
    strapiModule = fromApp('@strapi/strapi');
  } catch (cause) {
    throw new CommandError(`Strapi is not installed in ${appDir}: run npm install there`, { cause });
  }
  if (!existsSync(path.join(appDir, 'tsconfig.json'))) return { createStrapi: strapiModule.createStrapi, distDir: appDir };
  const utils = createRequire(fromApp.resolve('@strapi/strapi/package.json'))('@strapi/typescript-utils');
  const distDir = /** @type {string} */ (await utils.resolveOutDir(appDir));
  if (!existsSync(path.join(distDir, 'config'))) await strapiModule.compileStrapi({ appDir });
  return { createStrapi: strapiModule.createStrapi, distDir };
};

module.exports = { openApp };
