import { Client } from 'pg';
import { bootStrapi, type TestApp } from '../support/boot-strapi';
import { createTestDatabase, type TestDatabase } from '../support/databases';
import { createImporter } from '../support/imports';

/** Hosts share a PostgreSQL database by schemas: with DATABASE_SCHEMA none of Strapi's tables stands in `public`. */
const SCHEMA = 'crm tables';
const missing = process.env['TEST_WITHOUT_POSTGRES'];

(missing === undefined || process.env['CI'] === 'true' ? describe : describe.skip)('on a PostgreSQL schema of another name than public', () => {
  let database: TestDatabase;
  let app: TestApp;
  const importer = createImporter(() => app);

  beforeAll(async () => {
    database = await createTestDatabase('postgres');
    const { DATABASE_HOST: host, DATABASE_PORT: port, DATABASE_NAME: name, DATABASE_USERNAME: user, DATABASE_PASSWORD: password } = database.env;
    const client = new Client({ host: host ?? '', port: Number(port), database: name ?? '', user: user ?? '', password: password ?? '' });
    await client.connect();
    await client.query(`create schema "${SCHEMA}"`).finally(() => client.end());
    app = await bootStrapi(database, { DATABASE_SCHEMA: SCHEMA });
    await importer.reset();
  });
  afterAll(async () => {
    await app?.stop();
    await database?.drop();
  });

  it('creates and updates contacts with their organizations, and reports on the rows', async () => {
    const first = await importer.import('externalId,lastName,workEmail,organization.externalId,organization.name\nC1,Lee,lee@example.com,O1,Example\nC2,Kay,bad,O1,Example\n');
    const second = await importer.import('externalId,lastName,workEmail,organization.externalId,organization.name\nC1,Leigh,leigh@example.com,O2,Other\n');

    expect([first.state, second.state]).toEqual(['completed-with-errors', 'completed']);
    expect(await importer.story(second)).toEqual(['updated']);
    const [contact] = await importer.contacts();
    expect([contact?.['lastName'], contact?.['workEmail'], contact?.organization?.name]).toEqual(['Leigh', 'leigh@example.com', 'Other']);
    expect(await importer.errorsCsv(first)).toContain('bad');
  });
});
