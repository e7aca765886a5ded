import type { JobDto } from '../../../server/src/contracts';
import type { PreparedBlock } from '../../../server/src/pipeline/plan/prepare-block';
import { packJson, unpackJson } from '../../../server/src/store/jobs/compress';
import { beginPrepared, storePrepared } from '../../../server/src/store/jobs/prepared-store';
import { TABLES } from '../../../server/src/store/models';
import { createDatabase } from '../../../server/src/store/sql/client';
import type { TestApp } from '../../support/boot-strapi';
import { createImporter, csv } from '../../support/imports';
import { createNodes, until } from '../../support/nodes';

const BLOCK_ROWS = 20;
const BLOCKS = 9;
/** The first two are planned before anybody could have made them ready. */
const AHEAD = BLOCKS - 2;

/** The blocks of one plan, made ready by several workers. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  const nodes = createNodes(app);
  const table = (name: string) => app().strapi.db.connection(name);
  const prepared = (): Promise<{ id: number; ordinal: number; generation: number; data: Buffer | null }[]> => table(TABLES.preparedBlocks).orderBy('ordinal') as never;
  const planOf = async ({ id }: JobDto): Promise<{ hash: string | null; blocks: string[]; rows: unknown[] }> => {
    const job = (await table(TABLES.jobs).where({ uid: id }).first()) as { id: number; plan_hash: string | null };
    const blocks = (await table(TABLES.planBlocks).where({ job_id: job.id }).orderBy('ordinal')) as { hash: string; data: Buffer; keys_data: Buffer }[];
    const rows = await Promise.all(blocks.map(({ data }) => unpackJson<unknown[]>(data)));
    return { hash: job.plan_hash, blocks: blocks.map(({ hash, keys_data: journal }) => `${hash} ${journal.toString('hex')}`), rows: rows.flat() };
  };
  const changeJob = (job: JobDto, patch: object): Promise<unknown> => table(TABLES.jobs).where({ uid: job.id }).update(patch);
  const generationOf = async (job: JobDto): Promise<number> => Number(((await table(TABLES.jobs).where({ uid: job.id }).first()) as { generation: number }).generation);

  /** Rows that meet the database, each other, and rows of other blocks; bad cells, shared numbers, organizations that come again. */
  const file = (): string =>
    csv('externalId,firstName,lastName,workEmail,workPhone,organization.externalId,organization.name', ...Array.from({ length: BLOCK_ROWS * BLOCKS }, (_, index) =>
      [
        `C${index % 150}`, `First ${index % 7}`, `Last ${index}`,
        index % 31 === 5 ? 'no address' : `person.${index % 160}@example.com`, index % 10 === 0 ? '+420777111222' : `+4420300${String(10_000 + index)}`,
        `O${index % 13}`, `Company ${index % 13} ${index > 170 ? 'new' : ''}`,
      ].join(',')));
  const plan = (): Promise<JobDto> => importer.plan(file(), { mergeMode: 'merge-all', matchBy: ['externalId', 'email', 'phone'] });

  /** The same job as before its plan. */
  const forgetPlan = async (job: JobDto, more: object = {}): Promise<void> => {
    await table(TABLES.planBlocks).delete();
    await table(TABLES.heldRows).delete();
    await changeJob(job, { state: 'new', plan_cursor: 0, planned_rows: 0, plan_hash: null, plan_counts: null, validated_ms: null, lease_owner: null, lease_until_ms: null, ...more });
  };
  /** Two workers make ready what a third has claimed, in turn, until nothing is left that they may; the third plans as that claim. */
  const prepareAll = async (job: JobDto): Promise<number> => {
    const generation = (await generationOf(job)) + 1;
    const workers = [nodes.add({}), nodes.add({})];
    await changeJob(job, { state: 'validating', generation, lease_owner: 'node-0:1:first', lease_until_ms: 2 ** 50 });
    for (let turn = 0; await workers[turn % 2]?.step(job.id); turn += 1);
    const { length } = await prepared();
    await changeJob(job, { state: 'new', generation: generation - 1, lease_owner: null, lease_until_ms: null });
    return length;
  };
  const planAnew = async (job: JobDto): Promise<Awaited<ReturnType<typeof planOf>>> => {
    await importer.step(job.id);
    expect(await importer.get(job.id)).toMatchObject({ state: 'validated' });
    return planOf(job);
  };

  describe('a plan whose blocks other workers make ready', () => {
    // The service of files holds on to the limits: only their own key is changed.
    const KEY = 'plugin::external-contacts.limits.blockRows';
    let blockRows: number;

    beforeAll(() => {
      blockRows = app().strapi.config.get<number>(KEY);
      app().strapi.config.set(KEY, BLOCK_ROWS);
    });
    afterAll(() => {
      app().strapi.config.set(KEY, blockRows);
    });
    beforeEach(async () => {
      await importer.reset();
      for (const index of [3, 44, 161]) await importer.addContact({ lastName: `Known ${index}`, workEmail: `person.${index}@example.com` });
    });
    afterEach(() => nodes.stopAll());

    it('is byte for byte the plan that one worker makes alone', async () => {
      const job = await plan();
      const alone = await planOf(job);
      await forgetPlan(job);

      expect(await prepareAll(job)).toBe(AHEAD);
      expect((await prepared()).every(({ data }) => data !== null)).toBe(true);

      expect(await planAnew(job)).toEqual(alone);
      // The file has rows of each kind, so that something could differ.
      expect(new Set(alone.rows.map((row) => (row as { kind: string }).kind))).toEqual(new Set(['create', 'update', 'merge', 'invalid']));
      expect(await prepared()).toEqual([]);
    });

    it('is made of what they have made ready, and of nothing that another version has', async () => {
      const job = await plan();
      const alone = await planOf(job);
      const change = async (ordinal: number, version?: string): Promise<void> => {
        const [row] = (await prepared()).filter((each) => each.ordinal === ordinal);
        const stored = await unpackJson<{ version: string; block: PreparedBlock }>(row?.data ?? Buffer.alloc(0));
        for (const candidate of stored.block.candidates) candidate.values['lastName'] = 'Another';
        await table(TABLES.preparedBlocks).where({ id: row?.id }).update({ data: await packJson({ ...stored, version: version ?? stored.version }) });
      };
      await forgetPlan(job);
      await prepareAll(job);
      await change(4, '0.0.0');
      expect(await planAnew(job)).toEqual(alone);

      await forgetPlan(job);
      await prepareAll(job);
      await change(4);
      const { blocks } = await planAnew(job);

      expect(blocks[3]).toBe(alone.blocks[3]);
      expect(blocks[4]).not.toBe(alone.blocks[4]);
    });

    it('does not wait for a worker that died while it made one ready', async () => {
      const job = await plan();
      const alone = await planOf(job);
      await forgetPlan(job);
      await prepareAll(job);
      await table(TABLES.preparedBlocks).whereIn('ordinal', [3, 5]).update({ data: null });
      await table(TABLES.preparedBlocks).where({ ordinal: 6 }).delete();

      expect(await planAnew(job)).toEqual(alone);
      expect(await prepared()).toEqual([]);
    });

    it('takes nothing from the run of a worker that died while it planned', async () => {
      const job = await plan();
      const alone = await planOf(job);
      await forgetPlan(job);
      await prepareAll(job);
      // Claimed once more in between.
      await changeJob(job, { generation: (await generationOf(job)) + 1 });

      expect(await planAnew(job)).toEqual(alone);
      expect(await prepared()).toEqual([]);
    });

    it('leaves nothing behind of a worker that comes too late', async () => {
      const job = await plan();
      const { id: jobId } = (await table(TABLES.jobs).where({ uid: job.id }).first()) as { id: number };
      const database = createDatabase(app().strapi);
      const run = { jobId, generation: await generationOf(job) };
      // Planned meanwhile, and then claimed by another one.
      for (const patch of [{ state: 'validated' }, { state: 'validating', plan_cursor: 5 }, { state: 'validating', plan_cursor: 2, generation: run.generation + 1 }]) {
        await changeJob(job, patch);
        expect(await beginPrepared(database, run, { from: 4, before: 5 })).toBe(4);
        await storePrepared(database, run, { ordinal: 4, prepared: {} });

        expect(await prepared()).toEqual([]);
      }
    });

    it('is made while three workers look for work', async () => {
      const job = await plan();
      const alone = await planOf(job);
      await forgetPlan(job);
      for (let count = 0; count < 3; count += 1) nodes.start({}, 20);

      await until(() => importer.get(job.id), ({ state }) => state === 'validated');
      await nodes.stopAll();

      expect(await planOf(job)).toEqual(alone);
      expect(await prepared()).toEqual([]);
    });
  });
};
