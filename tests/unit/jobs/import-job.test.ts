import { DEFAULT_CONFIG } from '../../../server/src/config/plugin-config';
import type { Actor, ResolvedSetting } from '../../../server/src/contracts';
import { emptyPlanCounts } from '../../../server/src/contracts';
import type { NewRecord, SliceWriter } from '../../../server/src/pipeline/ports';
import type { PlanRow } from '../../../server/src/pipeline/types';
import type { EngineParts } from '../../../server/src/services/runner/engine-parts';
import { importJob } from '../../../server/src/services/runner/import-job';
import { createJobStore } from '../../../server/src/store/jobs/job-store';
import { claimNext, type Claimed } from '../../../server/src/store/jobs/lease';
import { insertPlan, packPlan } from '../../../server/src/store/jobs/plan-store';
import { TABLES } from '../../../server/src/store/models';
import type { Database } from '../../../server/src/store/sql/client';
import { createMemoryDatabase } from '../../support/memory-database';

const ACTOR: Actor = { kind: 'command-line', id: 'ann', name: 'Ann' };
const SETTING = { target: 'contacts', matchBy: ['email'], fields: [], externalSource: null, onError: { policy: 'valid-rows', rows: 0, percent: 0 }, identifiers: { contacts: [], organizations: [] } } as unknown as ResolvedSetting;
const planRow = (row: number): PlanRow => ({
  row, line: row + 1, kind: 'create', issues: [], record: { documentId: `c${row}`, id: null }, matchedBy: null, keyHash: null,
  values: { lastName: `Novák ${row}` }, changes: [], externalId: null, organization: null, previousRow: null,
});

describe('importing a planned job', () => {
  let database: Awaited<ReturnType<typeof createMemoryDatabase>>;
  beforeEach(async () => {
    database = await createMemoryDatabase();
  });
  afterEach(() => database.close());

  const queued = async (rowCount: number): Promise<Claimed> => {
    await database.knex()(TABLES.files).insert({ id: 1, uid: 'f1', state: 'ready' });
    await createJobStore(database).create({
      uid: 'j1', name: 'a.csv', target: 'contacts', fileId: 1, setting: SETTING, settingHash: '', settingId: null,
      start: 'wait', test: false, notify: {}, actor: ACTOR, rowCount, idempotency: null,
    });
    const rows = Array.from({ length: rowCount }, (_, index) => planRow(index + 1));
    const plan = await packPlan(0, { rows, counts: emptyPlanCounts(), issueCounts: {} }, Buffer.alloc(0));
    await database.transaction((trx) => insertPlan(trx, { jobId: 1, attempt: 1 }, plan));
    await database.knex()(TABLES.jobs).update({ state: 'queued', validated_ms: 1, queued_ms: 1 });
    const claimed = await claimNext(database, { owner: 'worker', leaseMs: 60_000, maxCrashes: 3, isDead: () => false, parallel: DEFAULT_CONFIG.parallelImports });
    if (claimed === null) throw new Error('There is nothing to claim');
    return claimed;
  };

  /** What an import needs beside the database; the writer keeps what it is given. */
  const createParts = (on: Database, written: string[]): EngineParts => {
    const writer: SliceWriter = {
      findKeys: () => Promise.resolve([]),
      lockRecords: () => Promise.resolve([]),
      idsOfDocuments: () => Promise.resolve(new Map()),
      insertRecords: (_target, records: NewRecord[]) => Promise.resolve(new Map(records.map(({ documentId }) => [documentId, written.push(documentId)]))),
      updateRecords: () => Promise.resolve(),
      aliasesOf: () => Promise.resolve(new Map()),
      defaultOf: () => null,
      mergeRecords: () => Promise.resolve(new Map()),
      deleteRecords: () => Promise.resolve(new Map()),
    };
    return { database: on, tables: { writer: () => writer }, config: { leaseMs: 60_000, sliceMs: 80, maxCrashes: 3 }, breathe: () => Promise.resolve() } as unknown as EngineParts;
  };

  it('writes a slice once when only the answer to its commit was lost', async () => {
    const { claim, job } = await queued(3);
    const written: string[] = [];
    let transactions = 0;
    const flaky: Database = {
      ...database,
      transaction: async (work) => {
        const result = await database.transaction(work);
        transactions += 1;
        // The first one starts the import, the second one is the slice.
        if (transactions === 2) throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
        return result;
      },
    };

    await importJob(claim, job, createParts(flaky, written));

    expect(written).toEqual(['c1', 'c2', 'c3']);
    expect(await createJobStore(database).find('j1')).toMatchObject({ state: 'completed', importRow: 4, outcomeCounts: { created: 3 } });
  });
});
