import { createTestDatabase, type DatabaseKind, type TestDatabase } from '../support/databases';

/** Tests on an empty database of one kind; left out where there is no server for it, which CI does not accept. */
export const onDatabase = (kind: DatabaseKind, what: string, tests: (database: () => TestDatabase) => void): void => {
  const missing = process.env[`TEST_WITHOUT_${kind.toUpperCase()}`];
  if (missing !== undefined && process.env['CI'] === 'true') {
    it(`finds a server for ${kind}`, () => {
      throw new Error(missing);
    });
    return;
  }
  (missing === undefined ? describe : describe.skip)(`${what} on ${kind}${missing === undefined ? '' : ` (left out: ${missing})`}`, () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createTestDatabase(kind);
    });
    afterAll(() => database.drop());
    tests(() => database);
  });
};
