import { parse } from 'csv-parse/sync';
import { ERROR_COLUMNS, RESULT_COLUMNS } from '../../../server/src/pipeline/report';
import type { TestApp } from '../../support/boot-strapi';
import { ANNS_VIEW, counted, createImporter, csv } from '../../support/imports';

const read = (text: string): string[][] => parse(text, { bom: true });

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const header = 'externalId,lastName,workEmail';
  const MIXED = csv(header, 'C1,Novák,n@example.com', 'C2," Dvořák; ""Jr"" ",nobody', 'C3,=1+1,also nobody', 'C1,Novák,n@example.com', ',,');

  it('gives bad rows back as they were, with what is wrong', async () => {
    const job = await importer.import(MIXED);

    const [columns = [], ...rows] = read(await importer.errorsCsv(job));

    expect(columns).toEqual(['externalId', 'lastName', 'workEmail', ...ERROR_COLUMNS]);
    expect(rows.map((row) => row.slice(0, 3))).toEqual([['C2', ' Dvořák; "Jr" ', 'nobody'], ['C3', "'=1+1", 'also nobody']]);
    expect(rows.map((row) => row.slice(3, 9))).toEqual([
      [job.id, 'people.csv', '2', '3', 'workEmail', 'email.invalid'],
      [job.id, 'people.csv', '3', '4', 'workEmail', 'email.invalid'],
    ]);
    expect(rows.every((row) => (row[9] ?? '').length > 10)).toBe(true);
  });

  it('takes errors.csv back when it has been mended, formulas included', async () => {
    const job = await importer.import(MIXED);
    const mended = (await importer.errorsCsv(job)).replace('nobody', 'd@example.com').replace('also nobody', 'formula@example.com');

    const again = await importer.import(mended, { fields: header.split(',').map((column) => ({ column, field: column })) });

    expect(counted(again.outcome)).toEqual({ created: 2 });
    expect((await importer.contacts()).map(({ lastName }) => lastName)).toEqual(['Novák', 'Dvořák; "Jr"', '=1+1']);
  });

  it('lists every row with its outcome and record', async () => {
    const job = await importer.import(MIXED);
    const [contact] = await importer.contacts();

    const [columns = [], ...rows] = read(await importer.resultsCsv(job));

    expect(columns).toEqual([...RESULT_COLUMNS, 'externalId', 'lastName', 'workEmail']);
    expect(rows.map((row) => [row[2], row[4], row[6]])).toEqual([
      ['1', 'created', ''],
      ['2', 'invalid', 'email.invalid'],
      ['3', 'invalid', 'email.invalid'],
      ['4', 'unchanged', 'file.duplicate-row | row.unchanged'],
      ['5', 'skipped', 'row.empty'],
    ]);
    expect(rows.map((row) => row[5])).toEqual([contact?.documentId, '', '', contact?.documentId, '']);
  });

  it('pages through rows by row number, over blocks', async () => {
    const lines = Array.from({ length: 2_500 }, (_, index) => `C${index},Person ${index},${index % 500 === 499 ? 'nobody' : `p${index}@example.com`}`);
    const job = await importer.plan(csv(header, ...lines));

    const seen: number[] = [];
    for (let cursor: number | null = 1; cursor !== null; ) {
      const page = await importer.jobs().rows(job.id, { cursor, limit: 999 }, ANNS_VIEW);
      seen.push(...page.rows.map(({ row }) => row));
      cursor = page.nextCursor;
    }
    const invalid = await importer.jobs().rows(job.id, { plan: 'invalid' }, ANNS_VIEW);
    const issues = await importer.jobs().issues(job.id, { code: 'email.invalid', limit: 3 }, ANNS_VIEW);

    expect(seen).toEqual(Array.from({ length: 2_500 }, (_, index) => index + 1));
    expect(invalid.rows.map(({ row }) => row)).toEqual([500, 1_000, 1_500, 2_000, 2_500]);
    expect(issues.issues.map(({ row, line, code }) => [row, line, code])).toEqual([[500, 501, 'email.invalid'], [1_000, 1_001, 'email.invalid'], [1_500, 1_501, 'email.invalid']]);
    expect(issues.nextCursor).toBe(2_000);
  });

  it('filters rows by plan, outcome, code and text', async () => {
    const job = await importer.import(MIXED);
    const rowsOf = async (query: object): Promise<number[]> => (await importer.jobs().rows(job.id, query, ANNS_VIEW)).rows.map(({ row }) => row);

    expect(await rowsOf({ outcome: 'created' })).toEqual([1]);
    expect(await rowsOf({ plan: 'invalid' })).toEqual([2, 3]);
    expect(await rowsOf({ code: 'file.duplicate-row' })).toEqual([4]);
    expect(await rowsOf({ q: 'DVOŘÁK' })).toEqual([2]);
    await expect(rowsOf({ outcome: 'vanished' })).rejects.toMatchObject({ status: 400 });
  });

  it('shows what a row changes, field by field', async () => {
    await importer.addContact({ lastName: 'Old', workEmail: 'old@example.com', externalIds: [{ source: 'CRM', value: 'C1' }] });
    const job = await importer.plan(csv(header, 'C1,New,old@example.com'));

    expect(await importer.jobs().row(job.id, 1, ANNS_VIEW)).toMatchObject({
      plan: 'update', matchedBy: 'externalId', cells: ['C1', 'New', 'old@example.com'], changes: [{ field: 'lastName', before: 'Old', after: 'New' }],
    });
    await expect(importer.jobs().row(job.id, 2, ANNS_VIEW)).rejects.toMatchObject({ status: 404 });
  });

  describe('when the database refuses a row whatever is tried', () => {
    /** A rule that the plugin knows nothing of: no contact may be called Poison. */
    const TRIGGERS: Record<string, { add: string[]; remove: string[] }> = {
      sqlite: {
        add: [`CREATE TRIGGER ec_poison BEFORE INSERT ON external_contacts_contacts WHEN NEW.last_name = 'Poison' BEGIN SELECT RAISE(ABORT, 'poison'); END`],
        remove: ['DROP TRIGGER ec_poison'],
      },
      postgres: {
        add: [`ALTER TABLE external_contacts_contacts ADD CONSTRAINT ec_poison CHECK (last_name <> 'Poison')`],
        remove: ['ALTER TABLE external_contacts_contacts DROP CONSTRAINT ec_poison'],
      },
      mysql: {
        add: [`CREATE TRIGGER ec_poison BEFORE INSERT ON external_contacts_contacts FOR EACH ROW IF NEW.last_name = 'Poison' THEN SIGNAL SQLSTATE '22001'; END IF`],
        remove: ['DROP TRIGGER ec_poison'],
      },
    };
    const run = async (statements: string[] = []): Promise<void> => {
      for (const statement of statements) await app().strapi.db.connection.raw(statement);
    };
    beforeEach(() => run(TRIGGERS[app().database.kind]?.add));
    afterEach(() => run(TRIGGERS[app().database.kind]?.remove));

    it('fails that row alone, and imports all the others', async () => {
      const lines = Array.from({ length: 300 }, (_, index) => `C${index},${index === 77 || index === 200 ? 'Poison' : `Person ${index}`},p${index}@example.com`);

      const job = await importer.import(csv(header, ...lines));

      expect(counted(job.outcome)).toEqual({ created: 298, failed: 2 });
      expect(job).toMatchObject({ state: 'completed-with-errors', issueCounts: { 'database.refused': 2 } });
      expect((await importer.rows(job)).filter(({ outcome }) => outcome === 'failed').map(({ row }) => row)).toEqual([78, 201]);
      expect(await importer.contacts()).toHaveLength(298);
      expect(read(await importer.errorsCsv(job)).slice(1).map((row) => row[8])).toEqual(['database.refused', 'database.refused']);
    });

    it('lets a later row create the organization that the failed row would have', async () => {
      const file = csv('externalId,lastName,organization.externalId,organization.name', 'C1,Poison,O1,Acme', 'C2,Novák,O1,Acme');

      const job = await importer.import(file);

      expect(await importer.story(job)).toEqual(['failed database.refused', 'created']);
      expect(await importer.contacts()).toMatchObject([{ organization: { name: 'Acme' } }]);
    });
  });
};
