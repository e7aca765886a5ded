import { readdirSync } from 'node:fs';
import path from 'node:path';
import { bootStrapi, type TestApp } from './boot-strapi';
import { createTestDatabase, type DatabaseKind, type TestDatabase } from './databases';
import { emptyTables } from './empty-tables';

/** What each `tests/integration/suites/*.suite.ts` exports by default: tests of one behaviour, the same on every database. */
export type Suite = (app: () => TestApp) => void;

const SUITES = path.resolve(__dirname, '../integration/suites');

/**
 * Boots one Strapi on `kind` and runs every suite on it, each with empty tables of ours. `SUITE=jobs` runs only the suites whose
 * file name starts so. Where there is no server, the suites count as skipped and say why; in CI that is a failure.
 */
export const runSuites = (kind: DatabaseKind): void => {
  const missing = process.env[`TEST_WITHOUT_${kind.toUpperCase()}`];
  if (missing !== undefined && process.env['CI'] === 'true') {
    it(`finds a server for ${kind}`, () => {
      throw new Error(missing);
    });
    return;
  }
  if (missing !== undefined) {
    describe.skip(`${kind} is left out: ${missing}`, () => declareSuites(absentApp));
    return;
  }
  describe(`on ${kind}`, () => {
    let database: TestDatabase | undefined;
    let app: TestApp | undefined;
    const running = (): TestApp => app ?? absentApp();

    beforeAll(async () => {
      database = await createTestDatabase(kind);
      app = await bootStrapi(database);
    });
    afterAll(async () => {
      await app?.stop();
      await database?.drop();
    });
    declareSuites(running);
  });
};

const absentApp = (): TestApp => {
  throw new Error('Strapi is not running: ask for the app inside a test or hook, not while tests are declared');
};

const declareSuites = (app: () => TestApp): void => {
  const files = readdirSync(SUITES).filter((file) => file.endsWith('.suite.ts') && file.startsWith(process.env['SUITE'] ?? ''));
  for (const file of files.sort()) {
    describe(file.replace(/\.suite\.ts$/, ''), () => {
      beforeAll(() => emptyTables(app()));
      jest.requireActual<{ default: Suite }>(path.join(SUITES, file)).default(app);
    });
  }
};
