import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import type { TestDatabase } from './databases';

export const PLAYGROUND = path.resolve(__dirname, '../../playground');

/** A real Strapi in this process, listening on a port of its own. */
export interface TestApp {
  strapi: Core.Strapi;
  database: TestDatabase;
  /** `http://127.0.0.1:PORT`, for tests that need a socket (streams, another process, a browser). */
  url: string;
  stop: () => Promise<void>;
}

type CreateStrapi = (options: { appDir: string; distDir: string }) => Core.Strapi;

/**
 * Boots the compiled playground on `database`. Call it once per test file: Strapi keeps itself in a global, so two in one process
 * would mix. The plugin's own runner stays off: tests drive jobs one step at a time.
 */
export const bootStrapi = async (database: TestDatabase, env: Record<string, string> = {}): Promise<TestApp> => {
  const dist = path.join(PLAYGROUND, 'dist');
  if (!existsSync(dist) || !existsSync(path.resolve(PLAYGROUND, '../dist/server'))) {
    throw new Error('The plugin or the playground is not built: run `npm run build`.');
  }
  Object.assign(process.env, DEFAULT_ENV, database.env, env);
  // Required late: Strapi reads NODE_ENV and the database variables while it loads.
  const { createStrapi } = jest.requireActual<{ createStrapi: CreateStrapi }>('@strapi/strapi');
  const strapi = createStrapi({ appDir: PLAYGROUND, distDir: dist });
  strapi.log.level = process.env['TEST_LOG_LEVEL'] ?? 'error';
  // Strapi's own migrations make knex warn some forty times on MariaDB, past Strapi's logger.
  const chatter = jest.spyOn(console, 'log').mockImplementation(() => {});
  await strapi.load().finally(() => chatter.mockRestore());
  // As strapi.start() does, but without opening a browser, and on a free port.
  strapi.server.mount();
  await new Promise<void>((resolve, reject) => {
    strapi.server.httpServer.once('error', reject);
    strapi.server.httpServer.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = strapi.server.httpServer.address() as AddressInfo;
  return { strapi, database, url: `http://127.0.0.1:${port}`, stop: () => strapi.destroy() };
};

const DEFAULT_ENV = {
  NODE_ENV: 'test',
  STRAPI_TELEMETRY_DISABLED: 'true',
  EXTERNAL_CONTACTS_ROLE: 'test',
  // Tests ask for the same thing twice and mean it; the suite of repeats says otherwise.
  EXTERNAL_CONTACTS_REPEAT_WINDOW_MS: '0',
  // Nor do they wait a minute between questions; the suite of security says otherwise.
  EXTERNAL_CONTACTS_RATE_LIMITS: 'false',
} as const;
