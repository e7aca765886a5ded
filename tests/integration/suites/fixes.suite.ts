import type { Fix, JobDto } from '../../../server/src/contracts';
import type { TestApp } from '../../support/boot-strapi';
import { ANNS_VIEW, counted, createImporter, csv } from '../../support/imports';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const header = 'externalId,lastName,workEmail,city';
  const MIXED = csv(header, 'C1,Novák,n@example.com,Brno', 'C2,Dvořák,nobody,Brno', 'C3,=1+1,also nobody,Praha', 'C4,Malý,m@example.com,Praha');
  const fix = (job: Pick<JobDto, 'id'>, ...fixes: Fix[]) => importer.jobs().fix(job.id, { fixes }, ANNS_VIEW, () => true);
  const fixByFile = async (job: Pick<JobDto, 'id'>, text: string) => importer.jobs().fix(job.id, { file: (await importer.upload(text, 'errors.csv')).id }, ANNS_VIEW, () => true);
  const replan = async ({ id }: Pick<JobDto, 'id'>): Promise<JobDto> => {
    await importer.step(id);
    return importer.get(id);
  };
  const names = async () => (await importer.contacts()).map(({ lastName, workEmail, city }) => [lastName, workEmail, city]);

  describe('of a job that waits for its go', () => {
    it('corrects one cell, plans the job again, and asks for another go', async () => {
      const planned = await importer.plan(MIXED);

      const answer = await fix(planned, { kind: 'cell', row: 2, column: 'workEmail', value: 'd@example.com' });
      const again = await replan(planned);

      expect(answer).toMatchObject({ takesEffect: 'planned-again', taken: { cells: 1, rows: 1 }, job: { state: 'validating' } });
      expect(again).toMatchObject({ state: 'validated', plan: { create: 3, invalid: 1 }, attempt: { number: 1 } });
      expect(again.planHash).not.toBe(planned.planHash);
      await expect(importer.run(planned)).rejects.toMatchObject({ code: 'plan.changed' });
      expect(counted((await importer.run(again)).outcome)).toEqual({ created: 3, invalid: 1 });
    });

    it('corrects a value wherever its column has it, trimmed and without case', async () => {
      const planned = await importer.plan(MIXED);

      await fix(planned, { kind: 'everywhere', column: 'city', from: ' brno ', to: 'Brno-město' }, { kind: 'everywhere', column: 2, from: 'nobody', to: '' });
      const job = await importer.run(await replan(planned));

      expect(counted(job.outcome)).toEqual({ created: 3, invalid: 1 });
      expect(await names()).toEqual([['Novák', 'n@example.com', 'Brno-město'], ['Dvořák', null, 'Brno-město'], ['Malý', 'm@example.com', 'Praha']]);
    });

    it('leaves excluded rows out, until one of their cells is corrected', async () => {
      const planned = await importer.plan(MIXED);

      await fix(planned, { kind: 'exclude', rows: [2, 3] });
      const excluded = await replan(planned);
      await fix(excluded, { kind: 'cell', row: 3, column: 'workEmail', value: 'p@example.com' });
      const again = await replan(planned);

      expect(excluded).toMatchObject({ plan: { create: 2, skip: 2, invalid: 0 }, issueCounts: { 'row.excluded': 2 } });
      expect(await importer.story(again)).toEqual(['create', 'skip row.excluded', 'create', 'create']);
    });

    it('plans again the rows that share a key with a corrected one', async () => {
      const planned = await importer.plan(csv(header, 'C1,Novák,n@example.com,', 'C2,Novák,m@example.com,'));

      await fix(planned, { kind: 'cell', row: 1, column: 'externalId', value: 'C2' });
      const again = await replan(planned);

      expect(again.plan).toMatchObject({ create: 1, update: 1 });
    });

    it('plans only from the block of the first corrected row on', async () => {
      const lines = Array.from({ length: 4_500 }, (_, index) => `C${index},Person ${index},${index === 4_200 ? 'nobody' : `p${index}@example.com`},`);
      const planned = await importer.plan(csv(header, ...lines));

      const { job } = await fix(planned, { kind: 'cell', row: 4_201, column: 'workEmail', value: '' });

      expect(job.progress).toMatchObject({ phase: 'validate', done: 4_000 });
      expect((await importer.run(await replan(planned))).outcome).toMatchObject({ created: 4_500, invalid: 0 });
    });

    it('gives back the cells as they were corrected', async () => {
      const planned = await importer.plan(MIXED);

      await fix(planned, { kind: 'cell', row: 2, column: 'workEmail', value: 'still nobody' });
      const again = await replan(planned);

      expect((await importer.rows(again))[1]?.cells).toEqual(['C2', 'Dvořák', 'still nobody', 'Brno']);
      expect(await importer.errorsCsv(again)).toContain('C2,Dvořák,still nobody,Brno');
    });

    it('is refused with the rows and columns that are not there', async () => {
      const { id } = await importer.plan(MIXED);

      await expect(fix({ id }, { kind: 'cell', row: 9, column: 'city', value: '' })).rejects.toMatchObject({ status: 400, code: 'fix.row-unknown', details: { rows: [9] } });
      await expect(fix({ id }, { kind: 'cell', row: 1, column: 'town', value: '' })).rejects.toMatchObject({ status: 400, code: 'fix.column-unknown', details: { columns: ['town'] } });
      await expect(fix({ id })).rejects.toMatchObject({ status: 400, code: 'fix.none' });
      expect(await importer.get(id)).toMatchObject({ state: 'validated' });
    });

    it('is refused while the job is under way', async () => {
      const { id } = await importer.create(MIXED);

      await expect(fix({ id }, { kind: 'exclude', rows: [1] })).rejects.toMatchObject({ status: 409, code: 'job.busy' });
    });
  });

  describe('of a job that has ended', () => {
    it('begins a retry of the corrected rows, which stops at its plan', async () => {
      const done = await importer.import(MIXED);

      const answer = await fix(done, { kind: 'cell', row: 2, column: 'workEmail', value: 'd@example.com' });
      const planned = await replan(done);
      const job = await importer.run(planned);

      expect(answer).toMatchObject({ takesEffect: 'retry-started', job: { state: 'validating', attempt: { number: 2, kind: 'retry' } } });
      expect(planned).toMatchObject({ state: 'validated', attempt: { rows: 1 }, plan: { create: 1, invalid: 0 }, progress: { total: 1 } });
      expect(job).toMatchObject({ state: 'completed-with-errors', rows: 4 });
      expect(counted(job.outcome)).toEqual({ created: 3, invalid: 1 });
      expect(job.issueCounts).toEqual({ 'email.invalid': 1 });
      expect(await importer.story(job)).toEqual(['created', 'created', 'invalid email.invalid', 'created']);
    });

    it('heals exactly the rows of the corrected errors CSV', async () => {
      const done = await importer.import(MIXED);
      const errors = await importer.errorsCsv(done);

      const answer = await fixByFile(done, errors.replace('also nobody', 'p@example.com').replace(',nobody,', ',d@example.com,'));
      const job = await importer.run(await replan(done));

      expect(answer).toMatchObject({ taken: { cells: 2, rows: 2 }, refused: { first: [] } });
      expect(job.state).toBe('completed');
      expect(counted(job.outcome)).toEqual({ created: 4 });
      expect((await names()).map(([name]) => name)).toEqual(['Novák', 'Malý', 'Dvořák', '=1+1']);
    });

    it('takes from a corrected errors CSV only what differs, and says which rows it refused', async () => {
      const [other, done] = [await importer.import(MIXED), await importer.import(MIXED.replaceAll('C', 'D'))];
      const [head = '', second = '', third = ''] = (await importer.errorsCsv(done)).split('\r\n');
      const imported = second.replace('D2', 'D1').replace('people.csv,2,', 'people.csv,1,');
      const foreign = second.replace(done.id, other.id);

      const answer = await fixByFile(done, [head, second.replace(',nobody,', ',d@example.com,'), third, foreign, imported, second, ''].join('\r\n'));

      expect(answer.taken).toMatchObject({ cells: 1, rows: 1 });
      expect(answer.refused).toEqual({
        counts: { 'other-job': 1, 'row-unknown': 0, 'row-done': 1, 'row-repeated': 1 },
        first: [{ line: 4, row: 2, reason: 'other-job' }, { line: 5, row: 1, reason: 'row-done' }, { line: 6, row: 2, reason: 'row-repeated' }],
      });
      await expect(fixByFile(other, MIXED)).rejects.toMatchObject({ status: 400, code: 'fix.not-a-report' });
    });

    it('heals rows with too few and too many cells', async () => {
      const done = await importer.import(csv(header, 'C1,Short', 'C2,Long,l@example.com,Brno,surplus'));
      const [head = '', short = '', long = ''] = (await importer.errorsCsv(done)).split('\r\n');

      await fixByFile(done, [head, short.replace('C1,Short,,', 'C1,Short,s@example.com,'), long.replace(/,surplus$/u, ''), ''].join('\r\n'));
      const job = await importer.run(await replan(done));

      expect(await importer.story(job)).toEqual(['created', 'created']);
      expect(await names()).toEqual([['Short', 's@example.com', null], ['Long', 'l@example.com', 'Brno']]);
    });

    it('is refused for a row that was imported', async () => {
      const done = await importer.import(MIXED);

      const late = fix(done, { kind: 'cell', row: 1, column: 'city', value: 'Ostrava' }, { kind: 'cell', row: 2, column: 'city', value: 'Ostrava' });

      await expect(late).rejects.toMatchObject({ status: 409, code: 'fix.row-done', details: { rows: [1] } });
      expect(await importer.get(done.id)).toMatchObject({ state: 'completed-with-errors', attempt: { number: 1 } });
    });

    it('shows a row that is done as it was done, whatever is corrected everywhere', async () => {
      const done = await importer.import(MIXED);

      await fix(done, { kind: 'everywhere', column: 'city', from: 'Praha', to: 'Prague' }, { kind: 'cell', row: 3, column: 'workEmail', value: '' });
      const job = await importer.run(await replan(done));

      expect((await importer.rows(job)).map(({ cells }) => cells[3])).toEqual(['Brno', 'Brno', 'Prague', 'Praha']);
      expect((await names()).map(([, , city]) => city)).toEqual(['Brno', 'Praha', 'Prague']);
    });
  });

  it('are offered for an errors.csv that comes back, and a file says what it has already imported', async () => {
    const done = await importer.import(MIXED);

    const again = await importer.upload(MIXED, 'again.csv');
    const errors = await importer.upload(await importer.errorsCsv(done), 'errors.csv');

    expect(again).toMatchObject({ importedBefore: [{ job: done.id, name: 'people.csv', outcome: { created: 2, invalid: 2 } }], reportOf: null });
    expect(errors).toMatchObject({ importedBefore: [], reportOf: done.id });
  });

  it('can be kept as a rule of the saved setting', async () => {
    const settings = app().strapi.plugin('external-contacts').service('import-settings') as unknown as {
      create(given: unknown, viewer: object, rights: () => boolean): Promise<{ id: string }>;
      get(id: string, viewer: object, rights: () => boolean): Promise<{ version: number; setting: { rules?: unknown[] } }>;
    };
    const fields = header.split(',').map((column) => ({ column, field: column }));
    const { id } = await settings.create({ name: 'CRM', target: 'contacts', externalSource: 'CRM', fields }, ANNS_VIEW, () => true);
    const file = await importer.upload(MIXED);
    const { id: job } = await importer.jobs().create({ file: file.id, setting: id }, ANNS_VIEW.actor);
    await importer.step(job);
    const fixes: Fix[] = [{ kind: 'everywhere', column: 'city', from: 'Praha', to: 'Prague' }, { kind: 'exclude', rows: [2] }];

    await expect(importer.jobs().fix(job, { fixes, keepAsRules: true }, ANNS_VIEW, () => false)).rejects.toMatchObject({ status: 403 });
    const answer = await importer.jobs().fix(job, { fixes, keepAsRules: true }, ANNS_VIEW, () => true);

    expect(answer.rules).toBe(1);
    expect(await settings.get(id, ANNS_VIEW, () => true)).toMatchObject({ version: 2, setting: { rules: [{ column: 'city', from: 'Praha', to: 'Prague' }] } });
  });

  it('takes a row after all that gave way to a later one, once that one is left out', async () => {
    const others = Array.from({ length: 4_000 }, (_, index) => `D${index},Person ${index}`);
    const planned = await importer.plan(csv('externalId,lastName', 'C1,First', ...others, 'C1,Last'), { inFileDuplicates: 'last' });
    expect(planned.plan).toMatchObject({ create: 4_001, skip: 1 });

    await fix(planned, { kind: 'exclude', rows: [4_002] });
    const again = await replan(planned);

    expect(again.plan).toMatchObject({ create: 4_001, skip: 1 });
    expect((await importer.rows(again))[0]).toMatchObject({ plan: 'create', issues: [] });
  });
};
