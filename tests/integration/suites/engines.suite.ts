import type { PluginConfig } from '../../../server/src/config';
import type { JobDto } from '../../../server/src/contracts';
import { TABLES } from '../../../server/src/store/models';
import type { TestApp } from '../../support/boot-strapi';
import { onFailpoint } from '../../support/failpoints';
import { createImporter, csv } from '../../support/imports';
import { createNodes, until, type Node } from '../../support/nodes';
import { createRedis, describeWithRedis, type OwnRedis } from '../../support/redis-server';

/** Jobs that Redis announces, on several nodes in one process. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  const nodes = createNodes(app);
  let redis: OwnRedis;

  const bullmq = (url = redis.url): Partial<PluginConfig> => ({ engine: 'bullmq', redis: { url, prefix: 'engines-test' } });
  const people = (count: number, from = 0): string => csv('externalId,lastName', ...Array.from({ length: count }, (_, index) => `C${from + index},Person ${from + index}`));
  const create = (file = people(3)): Promise<JobDto> => importer.create(file, {}, { start: 'always' });
  const ended = ({ id }: JobDto): Promise<JobDto> => until(() => importer.get(id), ({ finishedAt }) => finishedAt !== null);
  const expectDone = async (...jobs: JobDto[]): Promise<void> => {
    for (const job of jobs) expect(await ended(job)).toMatchObject({ state: 'completed', outcome: { failed: 0, held: 0 } });
  };
  const ownerOf = async ({ id }: JobDto): Promise<string | null> =>
    ((await app().strapi.db.connection(TABLES.jobs).where({ uid: id }).first('lease_owner')) as { lease_owner: string | null }).lease_owner;

  beforeEach(() => importer.reset());
  afterEach(() => nodes.stopAll());

  describeWithRedis('the bullmq engine', () => {
    beforeAll(async () => {
      redis = await createRedis();
      await redis.start();
    });
    afterAll(() => redis.stop());
    beforeEach(async () => {
      // A test that failed may have left it stopped.
      await redis.start();
      await redis.run(['FLUSHALL']);
    });

    it('runs each announced job to its end on some node, though no node ever looks by itself', async () => {
      const web = nodes.add(bullmq());
      nodes.start(bullmq());
      nodes.start(bullmq());
      const jobs: JobDto[] = [];
      for (let count = 0; count < 6; count += 1) jobs.push(await create(people(3, count * 3)));

      for (const { id } of jobs) web.announce(id);

      await expectDone(...jobs);
      expect(await importer.contacts()).toHaveLength(18);
    });

    it('keeps nothing of what is done, and all of it below its prefix', async () => {
      const web = nodes.add(bullmq());
      const worker = nodes.start(bullmq());
      const job = await create();
      web.announce(job.id);
      await expectDone(job);
      await Promise.all([web.stop(), worker.stop()]);

      const [keys] = (await redis.run(['KEYS', '*'])) as [string[]];

      expect(keys.length).toBeGreaterThan(0);
      expect(keys.filter((key) => !key.startsWith('engines-test:jobs:'))).toEqual([]);
      expect(keys.filter((key) => /:(?:wait|active|completed|failed|delayed|\d+)$/u.test(key))).toEqual([]);
    });

    it('does nothing about announcements that come twice, late, or speak of nothing', async () => {
      const web = nodes.add(bullmq());
      nodes.start(bullmq());
      nodes.start(bullmq());
      const job = await create();

      for (let count = 0; count < 8; count += 1) web.announce(count % 2 === 0 ? job.id : 'j0');
      await expectDone(job);
      for (let count = 0; count < 8; count += 1) web.announce(job.id);
      const next = await create(people(2, 10));
      web.announce(next.id);

      await expectDone(next);
      expect(await importer.get(job.id)).toMatchObject({ attempt: { number: 1 }, outcome: { created: 3 } });
      expect(await importer.contacts()).toHaveLength(5);
    });

    it('goes on elsewhere when a node stops in the middle, without anybody looking', async () => {
      const [web, ...workers] = [nodes.add(bullmq()), nodes.start(bullmq()), nodes.start(bullmq())] as const;
      const job = await create(people(4_500));
      let stopping: Promise<void> | null = null;
      const forget = onFailpoint('import.slice.after-commit', () => {
        stopping ??= (async () => {
          const owner = await ownerOf(job);
          await workers.find(({ host }) => owner?.startsWith(`${host}:`))?.stop();
        })();
      });

      web.announce(job.id);
      await expectDone(job);
      forget();

      expect(stopping).not.toBeNull();
      await stopping;
      expect(await importer.contacts()).toHaveLength(4_500);
    });

    it('loses nothing when Redis is emptied', async () => {
      const web = nodes.add(bullmq());
      const lost = await create();
      web.announce(lost.id);
      await until(() => redis.run(['KEYS', '*:wait']), ([keys]) => (keys as string[]).length > 0);
      await redis.run(['FLUSHALL']);

      const worker = nodes.start(bullmq());
      await expectDone(lost);
      await redis.run(['FLUSHALL']);
      const later = await create(people(2, 10));
      web.announce(later.id);

      await expectDone(later);
      expect(worker.complaints).toEqual([]);
    });

    it('looks by itself while Redis is away, says so once, and hears what was announced meanwhile when it is back', async () => {
      const web = nodes.add(bullmq());
      web.open();
      const worker = nodes.start(bullmq(), 20);
      await expectDone(await announced(web));

      await redis.stop();
      await expectDone(await announced(web));
      await expectDone(await announced(web));
      // The jobs may be done before the worker has noticed that Redis is gone.
      await until(() => Promise.resolve(worker.complaints), ({ length }) => length > 0);
      await worker.stop();
      expect(worker.complaints).toEqual([expect.stringMatching(/Redis at 127\.0\.0\.1:\d+ does not answer as it should \(ECONN(?:REFUSED|RESET)\)/u)]);

      const unheard = await announced(web);
      nodes.start(bullmq());
      await redis.start();
      await expectDone(unheard);
      await expectDone(await announced(web));
    });
    const announced = async (web: Node): Promise<JobDto> => {
      const job = await create();
      web.announce(job.id);
      return job;
    };

    it.each([
      ['nobody listens', async () => Promise.resolve('redis://ann:secret@127.0.0.1:1'), /Redis at 127\.0\.0\.1:1 .*\(ECONNREFUSED\)/u],
      ['the password is wrong', async () => redis.url.replace('//', '//ann:secret@'), /Redis at 127\.0\.0\.1:\d+ .*\((?:WRONGPASS|NOAUTH|ERR)\)/u],
    ])('starts and works where %s, and tells it without the password', async (_what, urlOf, complaint) => {
      const node = nodes.start(bullmq(await urlOf()), 20);

      await expectDone(await announced(node));
      await until(() => Promise.resolve(node.complaints), ({ length }) => length > 0);

      expect(node.complaints).toEqual([expect.stringMatching(complaint)]);
      expect(node.complaints.join()).not.toContain('secret');
    });
  });

  it('the embedded engine runs jobs on several nodes that only look', async () => {
    for (let count = 0; count < 3; count += 1) nodes.start({ engine: 'embedded' }, 20);

    const jobs = [await create(), await create(people(3, 3)), await create(people(3, 6))];

    await expectDone(...jobs);
    expect(await importer.contacts()).toHaveLength(9);
  });
};
