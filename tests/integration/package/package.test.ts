import path from 'node:path';
import { createTestDatabase, DATABASE_KINDS, type DatabaseKind, type TestDatabase } from '../../support/databases';
import { openSession } from './admin-session';
import { addContentType, createFreshApp, PACKAGE, type FreshApp } from './fresh-app';
import { startStrapi, type StrapiProcess } from './strapi-process';

/** npm installs 1,400 packages and compiles better-sqlite3: 2 to 3 minutes, more on a cold cache. */
jest.setTimeout(900_000);

const missing = (kind: DatabaseKind): string | undefined => process.env[`TEST_WITHOUT_${kind.toUpperCase()}`];
const present = DATABASE_KINDS.filter((kind) => missing(kind) === undefined);
const absent = DATABASE_KINDS.filter((kind) => missing(kind) !== undefined);

describe('the packed plugin in a new application', () => {
  let app: FreshApp;
  const databases = new Map<DatabaseKind, TestDatabase>();

  const withStrapi = async <T>(kind: DatabaseKind, use: (strapi: StrapiProcess) => Promise<T>): Promise<T> => {
    const database = databases.get(kind);
    if (database === undefined) throw new Error(`No database of kind ${kind}`);
    // The application's own template joins DATABASE_FILENAME to its folder.
    const relative: Record<string, string> = kind === 'sqlite' ? { DATABASE_FILENAME: '.tmp/package.db' } : {};
    const strapi = await startStrapi(app.folder, { ...database.env, ...relative });
    try {
      return await use(strapi);
    } finally {
      await strapi.stop();
    }
  };

  beforeAll(async () => {
    app = await createFreshApp();
    await app.npm('install', app.tarball, 'pg@8', 'mysql2@3');
    for (const kind of present) databases.set(kind, await createTestDatabase(kind));
  });
  afterAll(async () => {
    for (const database of databases.values()) await database.drop();
    app?.remove();
  });

  for (const kind of absent) {
    if (process.env['CI'] === 'true') {
      it(`finds a server for ${kind}`, () => {
        throw new Error(missing(kind));
      });
    } else it.skip(`${kind} is left out: ${missing(kind)}`, () => {});
  }

  it('builds the panel without any configuration', async () => {
    await expect(app.npm('run', 'build')).resolves.toEqual(expect.any(String));
  });

  it.each(present)('starts on %s, answers, and stores a contact', async (kind) => {
    const found = await withStrapi(kind, async (strapi) => {
      const session = await openSession(strapi);
      const panel = await session.get<string>('/admin');
      const jobs = await session.get('/external-contacts/jobs');
      const added = await session.addContact({ lastName: 'Nováková', firstName: 'Jana', workEmail: 'jana@example.com' });
      return { panel: panel.status, jobs: jobs.status, added, names: await session.lastNames() };
    });

    expect(found).toEqual({ panel: 200, jobs: 200, added: 201, names: ['Nováková'] });
  });

  it.each(present.filter((kind) => kind !== 'mysql'))('alters no column of ours on %s when the application gets a new content type', async (kind) => {
    addContentType(app.folder, `parcel-${kind}`);
    await app.compile();

    const log = await withStrapi(kind, async (strapi) => strapi.log());

    expect(log).toContain('Schema changed');
    expect(log.split('\n').filter((line) => /(Updating|Dropping|Creating) column .* on external_contacts_/.test(line))).toEqual([]);
  });

  describe('taken out again', () => {
    beforeAll(async () => {
      await app.npm('uninstall', PACKAGE);
    });
    afterAll(async () => {
      await app.npm('install', app.tarball);
    });

    it.each(present)('leaves the application working on %s', async (kind) => {
      const found = await withStrapi(kind, async (strapi) => {
        const session = await openSession(strapi);
        const jobs = await session.get('/external-contacts/jobs');
        const users = await session.get('/admin/users?page=1&pageSize=10');
        return { jobs: jobs.status, users: users.status, dropped: /Removing table: external_contacts_/.test(strapi.log()) };
      });

      expect(found).toEqual({ jobs: 404, users: 200, dropped: false });
    });
  });

  describe('put back', () => {
    it.each(present)('shows the contacts that were there before on %s', async (kind) => {
      const names = await withStrapi(kind, async (strapi) => (await openSession(strapi)).lastNames());

      expect(names).toEqual(['Nováková']);
    });
  });

  it('holds nothing but what it needs', async () => {
    const listed = await app.npm('pack', app.tarball, '--dry-run', '--json');
    const [contents] = JSON.parse(listed) as { files: { path: string }[] }[];
    const folders = new Set((contents?.files ?? []).map(({ path: file }) => file.split(path.posix.sep)[0]));

    expect([...folders].filter((folder) => !ALLOWED.has(folder ?? ''))).toEqual([]);
  });
});

const ALLOWED = new Set(['dist', 'bin', 'docs', 'package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'strapi-server.js', 'strapi-admin.js']);
