import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { report, TEMPORARY } from '../crash/kills';
import { onDatabase } from '../crash/on-database';
import type { TestDatabase } from '../support/databases';
import { until } from '../support/nodes';
import { startCluster, type Claimed } from './cluster';
import { ENGINES, withRedis } from './engines';

const ROWS = 30_000;
const SETTING = { target: 'contacts', externalSource: 'CRM', matchBy: ['externalId'], fields: ['externalId', 'lastName', 'workEmail'].map((field) => ({ column: field, field })) };

/** Where a deployment stops the worker that has the job: in the middle of each thing that it does. */
const PHASES: [string, (claimed: Claimed) => boolean][] = [
  ['validation', ({ state, plannedRows }) => state === 'validating' && plannedRows > 0],
  ['import', ({ state, importRow }) => state === 'importing' && importRow > ROWS / 5],
  ['undo', ({ state, undoRow }) => state === 'undoing' && undoRow !== null && undoRow < ROWS * 0.9],
];

/** A worker that is told to stop finishes its slice and gives the job back; another one goes on. */
const shutdownTests = (engine: 'embedded' | 'bullmq') => (databaseOf: () => TestDatabase): void => {
  let folder: string;
  beforeAll(() => {
    mkdirSync(TEMPORARY, { recursive: true });
    folder = mkdtempSync(path.join(TEMPORARY, 'shutdown-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('goes on elsewhere, in the middle of its validation, its import and its undo', async () => {
    const database = databaseOf();
    const file = path.join(folder, 'people.csv');
    writeFileSync(file, `externalId,lastName,workEmail\n${Array.from({ length: ROWS }, (_, index) => `C${index},Person ${index},p${index}@example.com\n`).join('')}`);
    const cluster = await startCluster(database, { engine: ENGINES[engine](), webs: 1 });
    try {
      const { panel, webs } = cluster;
      const url = webs[0]?.url ?? '';
      await Promise.all([cluster.addWorker(), cluster.addWorker()]);
      await panel.createSource(url, 'CRM');
      const uploaded = await panel.upload(url, file);
      const job = await panel.createJob(url, { file: uploaded.id, setting: SETTING, start: 'always' });

      for (const [phase, isInMiddle] of PHASES) {
        if (phase === 'undo') {
          expect(await until(() => panel.job(url, job.id), ({ finishedAt }) => finishedAt !== null)).toMatchObject({ state: 'completed', outcome: { created: ROWS } });
          await panel.undo(url, job.id);
        }
        const held = await cluster.seen(job, (claimed) => isInMiddle(claimed) && cluster.holderOf(claimed) !== undefined);
        const worker = cluster.holderOf(held);
        const toldMs = performance.now();
        worker?.signal('SIGTERM');
        const heir = await cluster.seen(job, ({ generation }) => generation > held.generation);
        const goesOnMs = performance.now() - toldMs;

        expect({ phase, code: await worker?.ended }).toEqual({ phase, code: 0 });
        expect({ phase, isOther: cluster.holderOf(heir) !== worker }).toEqual({ phase, isOther: true });
        report(database.kind, `${engine}: SIGTERM in the middle of its ${phase}: another worker went on after ${Math.round(goesOnMs)} ms`);
        await cluster.addWorker();
      }
      expect(await until(() => panel.job(url, job.id), ({ state }) => state === 'undone')).toMatchObject({ undo: { reversed: ROWS, kept: 0, cannot: 0 } });
    } finally {
      await cluster.stop();
    }
  }, 600_000);
};

onDatabase('postgres', 'a job whose worker is told to stop, with the embedded engine,', shutdownTests('embedded'));
withRedis('a job whose worker is told to stop', () => onDatabase('mysql', 'a job whose worker is told to stop, with the bullmq engine,', shutdownTests('bullmq')));
