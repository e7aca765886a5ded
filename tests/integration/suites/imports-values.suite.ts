import type { TestApp } from '../../support/boot-strapi';
import { counted, createImporter, csv } from '../../support/imports';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const FIELDS = [{ column: 'externalId', field: 'externalId' }, { column: 'lastName', field: 'lastName' }];
  const city = (more: object = {}) => [...FIELDS, { column: 'city', field: 'city', ...more }];
  const given = async (value: string | null): Promise<void> => {
    await importer.addContact({ lastName: 'Novák', city: value, externalIds: [{ source: 'CRM', value: 'C1' }] });
  };
  const cityAfter = async (cell: string, setting: object = {}): Promise<unknown> => {
    await importer.import(csv('externalId,lastName,city', `C1,Novák,${cell}`), { fields: city(), ...setting });
    return (await importer.contacts())[0]?.['city'];
  };

  it('keeps a value when the cell is blank', async () => {
    await given('Brno');

    expect(await cityAfter('')).toBe('Brno');
  });

  it('clears a value when the setting says that blanks clear', async () => {
    await given('Brno');

    expect(await cityAfter('  ', { fields: city({ onBlank: 'clear' }) })).toBeNull();
  });

  it('clears a value by the clear token, and counts it', async () => {
    await given('Brno');

    const plan = await importer.plan(csv('externalId,city', 'C1,#clear'), { clearToken: '#clear' });
    await importer.run(plan);

    expect(plan.plan).toMatchObject({ update: 1, clears: 1 });
    expect(await importer.contacts()).toMatchObject([{ city: null, lastName: 'Novák' }]);
  });

  it('takes an identifier off together with its key', async () => {
    await importer.addContact({ lastName: 'Novák', workEmail: 'old@example.com', externalIds: [{ source: 'CRM', value: 'C1' }] });

    await importer.import(csv('externalId,workEmail', 'C1,#clear'), { clearToken: '#clear' });
    const next = await importer.plan(csv('workEmail,lastName', 'old@example.com,Somebody'), { matchBy: ['email'] });

    expect(await importer.story(next)).toEqual(['create']);
  });

  it.each([
    ['file', 'Brno', 'Praha'],
    ['existing', 'Brno', 'Brno'],
    ['fill', 'Brno', 'Brno'],
    ['fill', null, 'Praha'],
    ['existing', null, null],
  ] as const)('with onConflict %s turns %s into %s', async (onConflict, before, after) => {
    await given(before);

    expect(await cityAfter('Praha', { fields: city({ onConflict }) })).toBe(after);
  });

  it.each([
    ['create', ['skipped mode.create-only', 'created']],
    ['update', ['updated', 'skipped mode.update-only']],
    ['upsert', ['updated', 'created']],
  ] as const)('in mode %s does only that', async (mode, story) => {
    await given('Brno');

    const job = await importer.import(csv('externalId,city', 'C1,Praha', 'C2,Praha'), { mode });

    expect(await importer.story(job)).toEqual(story);
    expect(job.state).toBe('completed');
  });

  it('skips rows of only empty cells, and does not count blank lines', async () => {
    const job = await importer.import('externalId,lastName\nC1,Novák\n,\n\n"",""\nC2,Dvořák\n\n');

    expect(job.rows).toBe(4);
    expect(await importer.story(job)).toEqual(['created', 'skipped row.empty', 'skipped row.empty', 'created']);
  });

  it('keeps cells as text: leading zeros, big numbers and dates of other fields are not touched', async () => {
    await importer.import(csv('externalId,lastName,postalCode', '00123,1.5E+10,01000', '123,0042,00-001'));

    expect(await importer.contacts()).toMatchObject([
      { externalIds: [{ value: '00123' }], lastName: '1.5E+10', postalCode: '01000' },
      { externalIds: [{ value: '123' }], lastName: '0042', postalCode: '00-001' },
    ]);
  });

  it('imports a number that cannot be normalised, with a warning', async () => {
    const job = await importer.import(csv('externalId,workPhone', 'C1,ext. 12'));

    expect(await importer.story(job)).toEqual(['created phone.not-normalised']);
    expect(await importer.contacts()).toMatchObject([{ workPhone: 'ext. 12' }]);
    expect(job).toMatchObject({ state: 'completed', issueCounts: { 'phone.not-normalised': 1 } });
  });

  it('imports 985 of 1,000 rows when 15 e-mail addresses are incomplete', async () => {
    const lines = Array.from({ length: 1_000 }, (_, index) => `C${index},person${index}${index % 67 === 0 ? '' : '@example.com'}`);

    const job = await importer.import(csv('externalId,workEmail', ...lines));

    expect(counted(job.outcome)).toEqual({ created: 985, invalid: 15 });
    expect(job).toMatchObject({ state: 'completed-with-errors', issueCounts: { 'email.invalid': 15 } });
    expect(await importer.contacts()).toHaveLength(985);
  });

  it('says of each bad cell which column it stands in', async () => {
    const job = await importer.plan(csv('externalId,lastName,workEmail,countryCode', 'C1,Novák,nobody,Atlantis', 'C2,Dvořák,a@example.com,CZ,surplus'));

    expect((await importer.rows(job)).map(({ line, issues }) => [line, issues.map(({ code, column }) => [code, column])])).toEqual([
      [2, [['email.invalid', 'workEmail'], ['country.unknown', 'countryCode']]],
      [3, [['row.column-count', null]]],
    ]);
  });

  it('wants something that names or identifies a new contact', async () => {
    const job = await importer.import(csv('city', 'Brno'), { matchBy: ['email'], externalSource: null });

    expect(await importer.story(job)).toEqual(['invalid required.missing']);
  });
};
