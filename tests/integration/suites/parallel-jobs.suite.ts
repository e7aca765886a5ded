import type { ParallelImports } from '../../../server/src/store/jobs/choose-job';
import type { JobDto } from '../../../server/src/contracts';
import { claimNext, type Claimed } from '../../../server/src/store/jobs/lease';
import { TABLES } from '../../../server/src/store/models';
import { createDatabase, type Database } from '../../../server/src/store/sql/client';
import type { TestApp } from '../../support/boot-strapi';
import { ANNS_VIEW, createImporter, csv } from '../../support/imports';
import { createNodes, until } from '../../support/nodes';

const ROUNDS = 125;
const CLAIMERS = 8;

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  const nodes = createNodes(app);
  beforeEach(() => importer.reset());
  afterEach(() => nodes.stopAll());

  const database = (): Database => createDatabase(app().strapi);
  const jobs = () => database().knex()(TABLES.jobs);
  const claim = (owner: string, parallel: ParallelImports = { total: 1, contacts: 1, organizations: 1 }): Promise<Claimed | null> =>
    claimNext(database(), { owner, leaseMs: 60_000, maxCrashes: 3, isDead: () => false, parallel });
  const small = csv('externalId,lastName', 'C1,Novák');
  const queue = async (file: string, setting: Parameters<typeof importer.plan>[1] = {}): Promise<JobDto> => {
    const planned = await importer.plan(file, setting);
    return importer.jobs().import(planned.id, { planHash: planned.planHash ?? '' }, ANNS_VIEW);
  };

  it(`gives a job to one of ${CLAIMERS} workers that want it at once, each of ${ROUNDS} times`, async () => {
    const { id } = await queue(small);
    const generations: number[] = [];

    for (let round = 0; round < ROUNDS; round += 1) {
      const claims = await Promise.all(Array.from({ length: CLAIMERS }, (_, index) => claim(`worker-${index}`)));
      const won = claims.filter((claimed) => claimed !== null);
      expect(won).toHaveLength(1);
      generations.push(won[0]?.claim.generation ?? 0);
      await jobs().where({ uid: id }).update({ lease_until_ms: 1 });
    }

    // Planning it was the claim before.
    expect(generations).toEqual(Array.from({ length: ROUNDS }, (_, round) => round + 2));
  });

  it('never begins more imports at once than may be active, however many workers ask', async () => {
    for (let count = 0; count < 5; count += 1) await queue(small);

    const claims = await Promise.all(Array.from({ length: CLAIMERS }, (_, index) => claim(`worker-${index}`, { total: 3, contacts: 2, organizations: 1 })));

    expect(claims.filter((claimed) => claimed !== null)).toHaveLength(2);
  });

  it('lets a hundred jobs of three people take turns, and shows their places', async () => {
    const { id } = await queue(small);
    const { id: _own, ...row } = (await jobs().where({ uid: id }).first()) as Record<string, unknown>;
    await jobs().where({ uid: id }).delete();
    const owner = (index: number): string => (index < 98 ? 'ann' : index === 98 ? 'bob' : 'cid');
    for (let index = 0; index < 100; index += 1) {
      await jobs().insert({ ...row, uid: `q${index}`, actor_key: owner(index), queued_ms: 1_000 + index, import_started_ms: null });
    }
    const place = (uid: string): Promise<number | null> => importer.get(uid).then(({ queuePosition }) => queuePosition);
    expect(await Promise.all(['q0', 'q98', 'q99', 'q1', 'q97'].map(place))).toEqual([1, 2, 3, 4, 100]);

    const order: string[] = [];
    for (let claimed = await claim('worker'); claimed !== null; claimed = await claim('worker')) {
      order.push(claimed.claim.uid);
      await jobs().where({ uid: claimed.claim.uid }).update({ state: 'completed', import_started_ms: 10_000 + order.length });
    }

    expect(order.slice(0, 5)).toEqual(['q0', 'q98', 'q99', 'q1', 'q2']);
    expect(new Set(order).size).toBe(100);
  });

  it('imports the same people from two files in opposite order at once, and loses no row', async () => {
    const numbers = Array.from({ length: 3_000 }, (_, index) => index);
    const file = (order: number[], title: string): string => csv('externalId,lastName,title', ...order.map((index) => `C${index},Person ${index},${title}`));
    const replan = { onChangedSincePlan: 'replan' } as const;
    await importer.import(csv('externalId,lastName', ...numbers.map((index) => `C${index},Person ${index}`)));
    const both = [await queue(file(numbers, 'Up'), replan), await queue(file([...numbers].reverse(), 'Down'), replan)];

    const parallelImports = { total: 2, contacts: 2, organizations: 1 };
    nodes.start({ parallelImports, sliceMs: 50 }, 20);
    nodes.start({ parallelImports, sliceMs: 50 }, 20);
    const done = await Promise.all(both.map(({ id }) => until(() => importer.get(id), ({ finishedAt }) => finishedAt !== null)));

    for (const job of done) {
      expect(job).toMatchObject({ state: 'completed', outcome: { failed: 0, held: 0, invalid: 0, notProcessed: 0, created: 0 } });
      expect((job.outcome?.updated ?? 0) + (job.outcome?.unchanged ?? 0)).toBe(3_000);
    }
    const contacts = await importer.contacts();
    expect(contacts).toHaveLength(3_000);
    expect(contacts.filter(({ title }) => title !== 'Up' && title !== 'Down')).toEqual([]);
  });

  it('creates each of the people once whom two files bring in opposite order at once', async () => {
    const numbers = Array.from({ length: 2_000 }, (_, index) => index);
    const file = (order: number[]): string => csv('externalId,lastName,workEmail', ...order.map((index) => `N${index},Person ${index},n${index}@example.com`));
    const both = [await queue(file(numbers)), await queue(file([...numbers].reverse()))];

    nodes.start({ parallelImports: { total: 2, contacts: 2, organizations: 1 }, sliceMs: 50 }, 20);
    const done = await Promise.all(both.map(({ id }) => until(() => importer.get(id), ({ finishedAt }) => finishedAt !== null)));

    const sum = (name: 'created' | 'held'): number => done.reduce((total, { outcome }) => total + (outcome?.[name] ?? 0), 0);
    // Whoever comes second finds what its plan did not know of, and asks.
    expect({ created: sum('created'), held: sum('held'), contacts: (await importer.contacts()).length }).toEqual({ created: 2_000, held: 2_000, contacts: 2_000 });
  });
};
