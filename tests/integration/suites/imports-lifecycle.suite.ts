import type { TestApp } from '../../support/boot-strapi';
import { onFailpoint } from '../../support/failpoints';
import { ANNS_VIEW, counted, createImporter, csv } from '../../support/imports';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const good = csv('externalId,lastName', 'C1,Novák', 'C2,Dvořák');
  const withBadRow = csv('externalId,workEmail', 'C1,n@example.com', 'C2,nobody');
  const manyRows = csv('externalId,lastName', ...Array.from({ length: 4_500 }, (_, index) => `C${index},Person ${index}`));

  it('waits for a person after validation', async () => {
    const planned = await importer.plan(good);

    expect(planned).toMatchObject({ state: 'validated', status: 'waiting-for-you', plan: { create: 2 }, outcome: null });
    expect(await importer.step(planned.id)).toBe(false);
    expect(await importer.contacts()).toEqual([]);
  });

  it.each([
    ['when-valid', good, 'queued'],
    ['when-valid', withBadRow, 'validated'],
    ['always', withBadRow, 'queued'],
    ['wait', good, 'validated'],
  ] as const)('with start %s goes on by itself only when it should', async (start, file, state) => {
    expect(await importer.plan(file, {}, { start })).toMatchObject({ state });
  });

  it('ends a test run after its validation, whatever `start` says', async () => {
    const planned = await importer.plan(good, {}, { test: true, start: 'always' });

    expect(planned).toMatchObject({ state: 'validated', test: true });
    await expect(importer.run(planned)).rejects.toMatchObject({ code: 'job.test-run', status: 409 });
    expect(await importer.contacts()).toEqual([]);
  });

  it('completes a file that has a header and no rows, with a warning', async () => {
    const file = await importer.upload('externalId,lastName\n');
    const job = await importer.plan('externalId,lastName\n');

    expect(job).toMatchObject({ state: 'completed', rows: 0 });
    expect(counted(job.outcome)).toEqual({});
    expect(file.issues.map(({ code, severity }) => [code, severity])).toEqual([['file.no-rows', 'warning']]);
  });

  it('refuses the go for another plan than the one that was seen', async () => {
    const { id } = await importer.plan(good);

    const go = importer.jobs().import(id, { planHash: 'f'.repeat(64) }, ANNS_VIEW);

    await expect(go).rejects.toMatchObject({ code: 'plan.changed', status: 409 });
  });

  it('gives the same plan the same hash, and another plan another one', async () => {
    const [first, second] = [await importer.plan(good), await importer.plan(good)];
    const other = await importer.plan(good, { mode: 'create' });

    // The records' ids follow from the job, so equal files make different plans of different jobs.
    expect(new Set([first.planHash, second.planHash, other.planHash]).size).toBe(3);
    expect(await importer.get(first.id)).toMatchObject({ planHash: first.planHash });
  });

  it('takes a second click on Import for the first', async () => {
    const planned = await importer.plan(good);
    const go = () => importer.jobs().import(planned.id, { planHash: planned.planHash ?? '' }, ANNS_VIEW);

    const both = await Promise.all([go(), go()]);
    await importer.step(planned.id);
    const late = await go();

    expect(both.map(({ state }) => state)).toEqual(['queued', 'queued']);
    expect(late).toMatchObject({ state: 'completed', outcome: { created: 2 } });
    expect(await importer.step(planned.id)).toBe(false);
    expect(await importer.contacts()).toHaveLength(2);
  });

  it('cancels a job that waits, and one that is ended cannot be cancelled', async () => {
    const { id } = await importer.plan(good);

    expect(await importer.jobs().cancel(id, ANNS_VIEW)).toMatchObject({ state: 'cancelled' });
    const done = await importer.import(good);
    await expect(importer.jobs().cancel(done.id, ANNS_VIEW)).rejects.toMatchObject({ code: 'job.ended', status: 409 });
  });

  it('stops between two slices when it is cancelled, and reports the rest as not processed', async () => {
    const planned = await importer.plan(manyRows);
    await importer.jobs().import(planned.id, { planHash: planned.planHash ?? '' }, ANNS_VIEW);

    // Asked for while the first slice has just been committed: at most the next one gets through before it.
    let asked: Promise<unknown> | null = null;
    const forget = onFailpoint('import.slice.after-commit', () => {
      asked ??= importer.jobs().cancel(planned.id, ANNS_VIEW);
    });
    await importer.step(planned.id);
    await asked;
    forget();

    const job = await importer.get(planned.id);
    const { created = 0, notProcessed = 0 } = counted(job.outcome);
    expect(job.state).toBe('cancelled');
    expect(created + notProcessed).toBe(4_500);
    expect(created).toBeGreaterThan(0);
    expect(notProcessed).toBeGreaterThan(0);
    expect(await importer.contacts()).toHaveLength(created);
    const errors = (await importer.errorsCsv(job)).trim().split('\r\n');
    expect(errors).toHaveLength(1 + notProcessed);
    expect(errors[1]).toContain('job.stopped');
  });

  it('runs one import at a time, and validates beside it', async () => {
    const first = await importer.plan(good);
    const second = await importer.plan(csv('externalId,lastName', 'C3,Third'));
    for (const { id, planHash } of [first, second]) await importer.jobs().import(id, { planHash: planHash ?? '' }, ANNS_VIEW);

    expect((await importer.get(second.id)).queuePosition).toBe(2);
    await importer.step(first.id);
    await importer.step(second.id);

    expect([(await importer.get(first.id)).state, (await importer.get(second.id)).state]).toEqual(['completed', 'completed']);
  });

  it('adds up in every slice and in sum', async () => {
    const job = await importer.import(manyRows.replace('C7,Person 7', 'C7,Person 7,surplus').replace('C8,Person 8', ',,'));
    const slices = (await app().strapi.db.connection('external_contacts_outcomes').select('row_count', 'counts')) as { row_count: number; counts: string }[];

    const sum = (counts: Record<string, number>): number => Object.entries(counts).reduce((total, [name, count]) => total + (/^(organizations|records)/.test(name) ? 0 : count), 0);
    for (const { row_count: rows, counts } of slices) expect(sum(JSON.parse(counts) as Record<string, number>)).toBe(rows);
    expect(slices.reduce((total, { row_count: rows }) => total + rows, 0)).toBe(job.rows);
    expect(sum(job.outcome as unknown as Record<string, number>)).toBe(job.rows);
  });
};
