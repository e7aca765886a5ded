import { TABLES } from '../../../server/src/store/models';
import { forgetWorker, otherWorkers, seeWorker, type Worker } from '../../../server/src/store/jobs/workers';
import { createMemoryDatabase } from '../../support/memory-database';

const DAY_MS = 24 * 60 * 60 * 1_000;
const worker = (owner: string, more: Partial<Worker> = {}): Worker => ({ owner, role: 'worker', engine: 'embedded', version: '1.0.0', jobs: [], ...more });

describe('processes that run jobs', () => {
  let database: Awaited<ReturnType<typeof createMemoryDatabase>>;
  beforeEach(async () => {
    database = await createMemoryDatabase();
  });
  afterEach(() => database.close());
  const rows = () => database.knex()(TABLES.workers).orderBy('id');

  it('are seen with what they are and what they do', async () => {
    await seeWorker(database, worker('a', { engine: 'bullmq', jobs: ['j1', 'j2'] }));

    expect(await rows()).toEqual([expect.objectContaining({ owner: 'a', role: 'worker', engine: 'bullmq', version: '1.0.0', job_uid: 'j1,j2' })]);
    const [row] = (await rows()) as { started_ms: number; seen_ms: number }[];
    expect(row?.started_ms).toBeLessThanOrEqual(row?.seen_ms ?? 0);
  });

  it('leave nothing behind when they sign off, and for a day when they die', async () => {
    const longAgo = Date.now() - 2 * DAY_MS;
    await database.knex()(TABLES.workers).insert([{ owner: 'dead', seen_ms: longAgo }, { owner: 'dying', seen_ms: Date.now() - DAY_MS / 2 }]);

    await seeWorker(database, worker('a'));

    expect((await rows()).map(({ owner }: { owner: string }) => owner)).toEqual(['dying', 'a']);
    await forgetWorker(database, 'a');
    expect(await rows()).toHaveLength(1);
  });

  it('are others only while they live and look for jobs by themselves', async () => {
    const now = Date.now() + 1_000;
    await database.knex()(TABLES.workers).insert([
      { owner: 'self', role: 'all', seen_ms: now }, { owner: 'server', role: 'all', seen_ms: now }, { owner: 'command', role: 'cli', seen_ms: now }, { owner: 'gone', role: 'all', seen_ms: 1 },
    ]);

    expect(await otherWorkers(database, 'self')).toEqual(['server']);
  });
});
