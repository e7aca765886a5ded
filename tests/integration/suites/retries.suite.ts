import { sumOutcomes, type JobDto } from '../../../server/src/contracts';
import type { TestApp } from '../../support/boot-strapi';
import { onFailpoint } from '../../support/failpoints';
import { ANNS_VIEW, counted, createImporter, csv } from '../../support/imports';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const header = 'externalId,lastName,workEmail';
  const ROWS = 4_500;
  const many = csv(header, ...Array.from({ length: ROWS }, (_, index) => `C${index},Person ${index},${index % 1_000 === 7 ? 'nobody' : `p${index}@example.com`}`));
  const jobs = () => importer.jobs();
  const go = ({ id, planHash }: JobDto) => jobs().import(id, { planHash: planHash ?? '' }, ANNS_VIEW);
  const retry = (job: Pick<JobDto, 'id'>, start: 'always' | 'wait' = 'wait') => jobs().retry(job.id, { start }, ANNS_VIEW);
  const step = async ({ id }: Pick<JobDto, 'id'>): Promise<JobDto> => {
    await importer.step(id);
    return importer.get(id);
  };
  /** Every row counts once, in the job and in its rows. */
  const expectLedger = async (job: JobDto): Promise<void> => {
    const counts: Record<string, number> = {};
    for (const { outcome } of await importer.rows(job)) if (outcome !== null) counts[outcome] = (counts[outcome] ?? 0) + 1;
    expect(counts).toEqual(counted(job.outcome));
    expect(job.outcome === null ? 0 : sumOutcomes(job.outcome)).toBe(job.rows);
  };
  /** Cancels at the first pass of a failpoint, which is asked for while that transaction's end is on its way. */
  const cancelAt = async (failpoint: string, { id }: Pick<JobDto, 'id'>): Promise<JobDto> => {
    let asked: Promise<unknown> | null = null;
    const forget = onFailpoint(failpoint, () => {
      asked ??= jobs().cancel(id, ANNS_VIEW);
    });
    await importer.step(id);
    await asked;
    forget();
    return importer.get(id);
  };
  /** The process dies at a failpoint: what was not committed is gone, and the lease with it. */
  const dieAt = async (failpoint: string, { id }: Pick<JobDto, 'id'>): Promise<void> => {
    const forget = onFailpoint(failpoint, () => {
      throw Object.assign(new Error('The connection is gone'), { code: 'ECONNRESET' });
    });
    await importer.step(id);
    forget();
    await app().strapi.db.connection('external_contacts_jobs').where({ uid: id }).update({ lease_owner: null, lease_until_ms: null });
  };
  const cancelled = async (): Promise<JobDto> => {
    const planned = await importer.plan(many);
    await go(planned);
    return cancelAt('import.slice.after-commit', planned);
  };

  it('runs only failed, held and not-processed rows', async () => {
    const stopped = await cancelled();
    await expectLedger(stopped);
    const { notProcessed = 0 } = counted(stopped.outcome);

    await retry(stopped, 'always');
    const queued = await step(stopped);
    const job = await step(stopped);

    expect(queued).toMatchObject({ state: 'queued', attempt: { number: 2, kind: 'retry', rows: notProcessed } });
    expect(job.state).toBe('completed-with-errors');
    expect(counted(job.outcome)).toEqual({ created: ROWS - 5, invalid: 5 });
    expect(job.issueCounts).toEqual({ 'email.invalid': 5 });
    await expectLedger(job);
    expect(await importer.contacts()).toHaveLength(ROWS - 5);
  });

  it('plans held rows anew: what has changed since the plan is no reason any more', async () => {
    const { documentId } = await importer.addContact({ lastName: 'Old', externalIds: [{ source: 'CRM', value: 'C2' }] });
    const planned = await importer.plan(csv(header, 'C1,One,', 'C2,Two,', 'C3,Three,nobody'));
    await app().strapi.documents('plugin::external-contacts.contact').update({ documentId, data: { lastName: 'Meanwhile' } as never });
    const done = await importer.run(planned);
    expect(counted(done.outcome)).toEqual({ created: 1, held: 1, invalid: 1 });

    await retry(done, 'always');
    await step(done);
    const job = await step(done);

    expect(counted(job.outcome)).toEqual({ created: 1, updated: 1, invalid: 1 });
    expect(await importer.story(job)).toEqual(['created', 'updated', 'invalid email.invalid']);
    await expectLedger(job);
  });

  it('lets rows of the retry meet each other like rows of a file', async () => {
    const planned = await importer.plan(csv(header, 'C1,One,', 'C2,Two,nobody', 'C3,Three,', 'C2,Deux,nobody'));
    const done = await importer.run(planned);

    await jobs().fix(done.id, { fixes: [2, 4].map((row) => ({ kind: 'cell', row, column: 'workEmail', value: 'two@example.com' })) }, ANNS_VIEW, () => true);
    const job = await importer.run(await step(done));

    expect(counted(job.outcome)).toEqual({ created: 3, updated: 1 });
    expect((await importer.contacts({ workEmail: 'two@example.com' })).map(({ lastName }) => lastName)).toEqual(['Deux']);
    await expectLedger(job);
  });

  it('filters rows by what their last run says', async () => {
    const done = await importer.import(csv(header, 'C1,One,', 'C2,Two,nobody', 'C3,Three,nobody'));
    await jobs().fix(done.id, { fixes: [{ kind: 'cell', row: 2, column: 'workEmail', value: '' }] }, ANNS_VIEW, () => true);
    const job = await importer.run(await step(done));
    const rowsOf = async (query: object): Promise<number[]> => (await jobs().rows(job.id, query, ANNS_VIEW)).rows.map(({ row }) => row);

    expect([await rowsOf({ plan: 'invalid' }), await rowsOf({ outcome: 'created' }), await rowsOf({ code: 'email.invalid' })]).toEqual([[3], [1, 2], [3]]);
    expect((await importer.errorsCsv(job)).trim().split('\r\n')).toHaveLength(2);
  });

  it('is refused where nothing is left to do, or the job is under way', async () => {
    const bad = await importer.import(csv(header, 'C1,One,', 'C2,Two,nobody'));
    const good = await importer.import(csv(header, 'C1,One,'));
    const waiting = await importer.plan(csv(header, 'C9,Nine,'));

    await expect(retry(bad)).rejects.toMatchObject({ status: 409, code: 'retry.nothing' });
    await expect(retry(good)).rejects.toMatchObject({ status: 409, code: 'retry.nothing' });
    await expect(retry(waiting)).rejects.toMatchObject({ status: 409, code: 'job.busy' });
  });

  it('leaves everything as it was when it is cancelled before it imports', async () => {
    const done = await importer.import(csv(header, 'C1,One,', 'C2,Two,nobody'));
    await jobs().fix(done.id, { fixes: [{ kind: 'cell', row: 2, column: 'workEmail', value: '' }] }, ANNS_VIEW, () => true);
    const planned = await step(done);
    expect(counted(planned.outcome)).toEqual({ created: 1 });

    const job = await jobs().cancel(done.id, ANNS_VIEW);

    expect(job).toMatchObject({ state: 'cancelled', outcome: done.outcome, plan: done.plan, issueCounts: done.issueCounts });
    await expectLedger(job);
    await retry(job, 'always');
    await step(job);
    expect(counted((await step(job)).outcome)).toEqual({ created: 2 });
  });

  it('runs all rows of a job that was cancelled before it had imported any', async () => {
    const { id } = await importer.plan(csv(header, 'C1,One,', 'C2,Two,nobody'));
    await jobs().cancel(id, ANNS_VIEW);

    await retry({ id }, 'always');
    const queued = await step({ id });
    const job = await step({ id });

    expect(queued).toMatchObject({ state: 'queued', attempt: { number: 2, rows: 2 } });
    expect(counted(job.outcome)).toEqual({ created: 1, invalid: 1 });
    await expectLedger(job);
  });

  it('can be cancelled in turn, and go on in another retry', async () => {
    const first = await cancelled();
    await retry(first, 'always');
    await step(first);
    const second = await cancelAt('import.slice.after-commit', first);
    expect(second.state).toBe('cancelled');
    expect(second.outcome?.created).toBeGreaterThan(first.outcome?.created ?? 0);
    await expectLedger(second);

    await retry(second, 'always');
    await step(second);
    const job = await step(second);

    expect(job).toMatchObject({ attempt: { number: 3 }, state: 'completed-with-errors' });
    expect(counted(job.outcome)).toEqual({ created: ROWS - 5, invalid: 5 });
    await expectLedger(job);
  });

  it.each(['plan.block.before-commit', 'plan.block.after-commit', 'validate.finish.before-commit', 'import.slice.before-commit', 'import.slice.after-commit', 'import.finish.before-commit'])(
    'goes on by itself after it was killed at %s',
    async (failpoint) => {
      const stopped = await cancelled();
      await retry(stopped, 'always');

      if (failpoint.startsWith('import')) await step(stopped);
      await dieAt(failpoint, stopped);
      for (let left = 4; left > 0 && !(await importer.get(stopped.id)).state.startsWith('completed'); left -= 1) await step(stopped);

      const job = await importer.get(stopped.id);
      expect(counted(job.outcome)).toEqual({ created: ROWS - 5, invalid: 5 });
      expect(job.issueCounts).toEqual({ 'email.invalid': 5 });
      await expectLedger(job);
      expect(await importer.contacts()).toHaveLength(ROWS - 5);
    },
  );

  it('tells from the whole file who shares a phone, so that a late colleague changes nobody else', async () => {
    const people = Array.from({ length: 5 }, (_, index) => `E${index},Ann,Person${index},+420224123411,${index === 4 ? 'nobody' : ''}`);
    const job = await importer.import(csv('externalId,firstName,lastName,workPhone,workEmail', ...people));
    expect(counted(job.outcome)).toEqual({ created: 4, invalid: 1 });

    await jobs().fix(job.id, { fixes: [{ kind: 'cell', row: 5, column: 'workEmail', value: '' }] }, ANNS_VIEW, () => true);
    const retried = await importer.run(await step(job));

    expect(counted(retried.outcome)).toEqual({ created: 5 });
    expect((await importer.contacts()).map(({ lastName }) => lastName)).toEqual(['Person0', 'Person1', 'Person2', 'Person3', 'Person4']);
  });
};
