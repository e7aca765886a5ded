import { emptyPlanCounts } from '../../../server/src/contracts';
import type { PlanRow } from '../../../server/src/pipeline/types';
import { insertPlan, listPlans, packPlan } from '../../../server/src/store/jobs/plan-store';
import { createMemoryDatabase } from '../../support/memory-database';

const planRow = (row: number): PlanRow => ({
  row, line: row + 1, kind: 'skip', issues: [], record: null, matchedBy: null, keyHash: null, values: null, changes: [], externalId: null, organization: null, previousRow: null,
});

describe('the blocks of a plan', () => {
  let database: Awaited<ReturnType<typeof createMemoryDatabase>>;
  beforeEach(async () => {
    database = await createMemoryDatabase();
    // Three blocks of two rows: 1-2, 3-4, 5-6.
    for (const ordinal of [0, 1, 2]) {
      const rows = [planRow(ordinal * 2 + 1), planRow(ordinal * 2 + 2)];
      const plan = await packPlan(ordinal, { rows, counts: emptyPlanCounts(), issueCounts: {} }, Buffer.alloc(0));
      await database.transaction((trx) => insertPlan(trx, { jobId: 1, attempt: 1 }, plan));
    }
  });
  afterEach(() => database.close());

  const ordinals = async (range?: { fromRow?: number; limit?: number }): Promise<number[]> =>
    (await listPlans(database.knex(), { jobId: 1, attempt: 1 }, range)).map(({ ordinal }) => ordinal);

  it('are all listed in order', async () => {
    expect(await ordinals()).toEqual([0, 1, 2]);
  });

  it.each([[1, [0, 1, 2]], [2, [0, 1, 2]], [3, [1, 2]], [4, [1, 2]], [6, [2]], [7, []]])('that hold rows from %s on are %j', async (fromRow, expected) => {
    expect(await ordinals({ fromRow })).toEqual(expected);
  });

  it('are found by one of their rows', async () => {
    expect(await ordinals({ fromRow: 4, limit: 1 })).toEqual([1]);
  });
});
