import { DEFAULT_CONFIG } from '../../../server/src/config/plugin-config';
import type { JobDto } from '../../../server/src/contracts';
import { claimNext } from '../../../server/src/store/jobs/lease';
import { createDatabase } from '../../../server/src/store/sql/client';
import type { TestApp } from '../../support/boot-strapi';
import { ANNS_VIEW, createImporter } from '../../support/imports';

const ROWS = 6;
const CSV = ['externalId,lastName', ...Array.from({ length: ROWS }, (_, index) => `${index + 1},Person ${index + 1}`)].join('\n');
const { maxCrashes } = DEFAULT_CONFIG;

/** What becomes of a job whose workers die at the same place again and again. tests/crash kills real processes in the middle of it. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const jobs = () => app().strapi.db.getConnection('external_contacts_jobs');
  const stored = async (id: string): Promise<unknown> => jobs().where({ uid: id }).first('crashes', 'crash_place');
  /** A worker that takes the job and is never heard of again: all that the next one sees of a death. */
  const die = async (id: string, times: number): Promise<void> => {
    const options = { only: id, leaseMs: 60_000, maxCrashes, isDead: () => false, parallel: DEFAULT_CONFIG.parallelImports };
    for (let death = 0; death < times; death += 1) {
      expect(await claimNext(createDatabase(app().strapi), { ...options, owner: `dead ${death}` })).not.toBeNull();
      await jobs().where({ uid: id }).update({ lease_until_ms: 1 });
    }
  };
  const start = async (): Promise<JobDto> => {
    const job = await importer.plan(CSV);
    await importer.jobs().import(job.id, { planHash: job.planHash ?? '' }, ANNS_VIEW);
    return job;
  };

  describe('a row at which workers die', () => {
    it('is left out in the end, and all others are imported', async () => {
      const job = await start();
      await die(job.id, maxCrashes + 1);

      await importer.step(job.id);

      expect(await importer.get(job.id)).toMatchObject({ state: 'completed-with-errors', outcome: { created: ROWS - 1, failed: 1 }, issueCounts: { 'row.crashed': 1 } });
      expect(await importer.story(job)).toEqual(['failed row.crashed', ...Array.from({ length: ROWS - 1 }, () => 'created')]);
      expect(await stored(job.id)).toMatchObject({ crashes: 0 });
    });

    it('comes back in the errors, and is imported by a retry', async () => {
      const job = await start();
      await die(job.id, maxCrashes + 1);
      await importer.step(job.id);
      expect(await importer.errorsCsv(job)).toContain('row.crashed');

      await importer.jobs().retry(job.id, {}, ANNS_VIEW);
      await importer.step(job.id);
      await importer.step(job.id);

      expect(await importer.get(job.id)).toMatchObject({ state: 'completed', outcome: { created: ROWS, failed: 0 } });
    });

    it('gets another chance alone, before it is left out', async () => {
      const job = await start();
      await die(job.id, maxCrashes);

      await importer.step(job.id);

      expect(await importer.get(job.id)).toMatchObject({ state: 'completed', outcome: { created: ROWS } });
      expect(((await app().strapi.db.getConnection('external_contacts_outcomes').select('id')) as unknown[]).length).toBe(ROWS);
    });
  });

  it('counts nothing when a worker stops as it should', async () => {
    const job = await start();
    await importer.step(job.id);

    expect(await stored(job.id)).toEqual({ crashes: null, crash_place: null });
  });

  it('ends a plan at which workers die, and says so', async () => {
    const job = await importer.create(CSV);
    await die(job.id, maxCrashes + 1);

    await importer.step(job.id);

    expect(await importer.get(job.id)).toMatchObject({ state: 'failed', reason: 'job.crashed', error: { code: 'job.crashed' } });
    expect(await importer.contacts()).toEqual([]);
  });

  it('ends an undo at which workers die; it can be asked for again', async () => {
    const job = await importer.import(CSV);
    const undos = app().strapi.plugin('external-contacts').service('undos') as unknown as { start(id: string, viewer: typeof ANNS_VIEW): Promise<unknown> };
    await undos.start(job.id, ANNS_VIEW);
    await die(job.id, maxCrashes + 1);
    await importer.step(job.id);
    expect(await importer.get(job.id)).toMatchObject({ state: 'failed', reason: 'job.crashed' });

    await undos.start(job.id, ANNS_VIEW);
    await importer.step(job.id);

    expect(await importer.get(job.id)).toMatchObject({ state: 'undone' });
    expect(await importer.contacts()).toEqual([]);
  });
};
