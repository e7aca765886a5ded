import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { JobDto } from '../../server/src/contracts';
import { report, TEMPORARY } from '../crash/kills';
import { onDatabase } from '../crash/on-database';
import { PLAYGROUND } from '../support/boot-strapi';
import { createTestDatabase, type TestDatabase } from '../support/databases';
import { until } from '../support/nodes';
import { LEASE_MS, startCluster, type Claimed, type Cluster } from './cluster';
import { ENGINES, withRedis } from './engines';

const { readDump } = jest.requireActual<{ readDump: (strapi: object) => Promise<Record<string, unknown>> }>('../crash/dump.cjs');

const ROWS = process.env['SOAK'] === '1' ? 200_000 : 20_000;

/** Two web nodes and two workers on one PostgreSQL and one Redis. */
const clusterTests = (databaseOf: () => TestDatabase): void => {
  let folder: string;
  let file: string;
  let clean: TestDatabase;
  beforeAll(async () => {
    mkdirSync(TEMPORARY, { recursive: true });
    folder = mkdtempSync(path.join(TEMPORARY, 'cluster-'));
    file = path.join(folder, 'people.csv');
    spawnSync(process.execPath, [path.join(PLAYGROUND, 'samples/make-contacts.mjs'), '--rows', String(ROWS), '--out', file]);
    clean = await createTestDatabase('postgres');
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await clean.drop();
  });

  it(`imports ${ROWS.toLocaleString('en')} rows as a clean run does, while one worker is killed and one stands still past its lease`, async () => {
    const expected = await cleanRun();
    const cluster = await startCluster(databaseOf(), { engine: ENGINES.bullmq(), webs: 2 });
    try {
      const [first, second] = [cluster.webs[0]?.url ?? '', cluster.webs[1]?.url ?? ''];
      await Promise.all([cluster.addWorker(), cluster.addWorker()]);
      const job = await submit(cluster, first, second);

      // Stands still in the middle, until another has gone on and its own writes are late.
      const stopped = await cluster.seen(job, isImportingFrom(0.1));
      const sleeper = cluster.holderOf(stopped);
      sleeper?.signal('SIGSTOP');
      const stoppedAt = await cluster.look(job);
      const heirs = await cluster.seen(job, ({ generation }) => generation > stoppedAt.generation);
      const takenOverMs = performance.now();
      sleeper?.signal('SIGCONT');

      const held = await cluster.seen(job, ({ importRow, owner }) => importRow > stoppedAt.importRow + ROWS * 0.1 && owner === heirs.owner);
      const killed = cluster.holderOf(held);
      killed?.signal('SIGKILL');
      await killed?.ended;
      const killedMs = performance.now();
      await cluster.seen(job, ({ generation }) => generation > held.generation);
      const recoveredMs = performance.now() - killedMs;

      const done = await until(() => cluster.panel.job(second, job.id), ({ finishedAt }) => finishedAt !== null);
      expect(killed).not.toBe(sleeper);
      expect(killed).toBeDefined();
      expect(done.state).toBe(expected.state);
      expect(await dumpOf(cluster)).toEqual(expected.dump);
      report('postgres', `${ROWS} rows on 2 web nodes and 2 workers: one stopped past its lease of ${LEASE_MS} ms, one killed; same data; the killed one's job went on after ${Math.round(recoveredMs)} ms (${Math.round((performance.now() - takenOverMs) / 1_000)} s from the first take-over to the end)`);
    } finally {
      await cluster.stop();
    }
  }, ROWS * 30);

  const cleanRun = async (): Promise<{ state: string; dump: object }> => {
    const cluster = await startCluster(clean, { engine: ENGINES.embedded(), webs: 1, role: 'all' });
    try {
      const url = cluster.webs[0]?.url ?? '';
      const { id } = await submit(cluster, url, url);
      const { state } = await until(() => cluster.panel.job(url, id), ({ finishedAt }) => finishedAt !== null);
      expect(state).toMatch(/^completed/u);
      return { state, dump: await dumpOf(cluster) };
    } finally {
      await cluster.stop();
    }
  };

  /** Uploads on one node, and asks for the import on another. */
  const submit = async ({ panel }: Cluster, first: string, second: string): Promise<JobDto> => {
    await panel.createSource(first, 'CRM');
    const uploaded = await panel.upload(first, file);
    const { name: _saved, ...setting } = JSON.parse(readFileSync(path.join(PLAYGROUND, 'samples/crm-contacts.json'), 'utf8')) as { name: string };
    return panel.createJob(second, { file: uploaded.id, setting: { ...setting, start: 'always' }, start: 'always' });
  };
  const isImportingFrom = (part: number) => ({ state, importRow, owner }: Claimed): boolean => state === 'importing' && owner !== null && importRow > ROWS * part;
  const dumpOf = ({ knex }: Cluster): Promise<object> => readDump({ db: { connection: knex } });
};

withRedis('a cluster', () => onDatabase('postgres', 'a cluster', clusterTests));
