import { SliceConflict } from '../../../server/src/pipeline/apply/slice-conflict';
import { runImport, type ImportPorts, type ImportTask } from '../../../server/src/pipeline/run-import';
import type { PlanRow } from '../../../server/src/pipeline/types';

const planRow = (row: number): PlanRow => ({
  row, line: row + 1, kind: 'create', issues: [], record: null, matchedBy: null, keyHash: null, values: {}, changes: [], externalId: null, organization: null, previousRow: null,
});
class Refused extends Error {}

/** An import of one block of rows 1 to `rowCount` that writes down what it does. */
const createRun = (rowCount: number, tryApply: (rows: number[]) => void = () => undefined) => {
  const log: string[] = [];
  const name = (rows: number[]): string => (rows.length === 1 ? `${rows[0] ?? ''}` : `${rows[0] ?? ''}-${rows.at(-1) ?? ''}`);
  const ports: ImportPorts = {
    readPlan: () => Promise.resolve(Array.from({ length: rowCount }, (_, index) => planRow(index + 1))),
    apply: async (_ordinal, plans) => {
      const rows = plans.map(({ row }) => row);
      tryApply(rows);
      log.push(name(rows));
      return Promise.resolve();
    },
    fail: (_ordinal, { row }) => Promise.resolve(void log.push(`failed ${row}`)),
    goOn: (care) => Promise.resolve(void log.push(care ?? 'calm')),
    isRefusal: (error) => error instanceof Refused,
    breathe: () => Promise.resolve(void log.push('breath')),
    nowMs: () => 0,
    commitMs: () => 0,
  };
  const run = (nextRow = 1, care: ImportTask['care'] = null) => runImport({ plans: [{ ordinal: 0, firstRow: 1, lastRow: rowCount, rowCount }], nextRow, sliceMs: 80, maxSliceRows: 8, care }, ports);
  return { log, run, ports };
};

describe('running a stored plan', () => {
  it('goes on at the row where an earlier worker stopped', async () => {
    const { log, run } = createRun(8);

    await run(6);

    expect(log).toEqual(['6-8', 'breath']);
  });

  it('fails the one row that the database refuses, imports the others, and breathes in between', async () => {
    const { log, run } = createRun(4, (rows) => {
      if (rows.includes(3)) throw new Refused();
    });

    await run();

    expect(log).toEqual(['breath', '1-2', 'breath', 'breath', 'failed 3', 'breath', '4', 'breath']);
  });

  it('goes row by row through a block in which workers have died', async () => {
    const { log, run } = createRun(4);

    await run(2, 'row-by-row');

    expect(log).toEqual(['2', 'breath', '3', 'breath', '4', 'breath', 'calm']);
  });

  it('leaves out the row at which a worker has died while it went row by row', async () => {
    const { log, run } = createRun(4);

    await run(2, 'past-the-first-row');

    expect(log).toEqual(['failed 2', 'row-by-row', 'breath', '3', 'breath', '4', 'breath', 'calm']);
  });

  it('stops between two halves when the process is told to', async () => {
    const { log, run, ports } = createRun(4, (rows) => {
      if (rows.length > 1) throw new Refused();
    });
    ports.breathe = () => (log.length === 2 ? Promise.reject(new Error('stopping')) : Promise.resolve());

    await expect(run()).rejects.toThrow('stopping');

    expect(log).toEqual(['1', '2']);
  });

  it('cuts a slice between rows that depend on each other', async () => {
    const { log, run } = createRun(4, (rows) => {
      if (rows.includes(2) && rows.includes(3)) throw new SliceConflict(3);
    });

    await run();

    expect(log.filter((each) => each !== 'breath')).toEqual(['1-2', '3-4']);
  });

  it('hands a defect on without trying anything else', async () => {
    const { log, run } = createRun(4, () => {
      throw new TypeError('a defect');
    });

    await expect(run()).rejects.toThrow('a defect');

    expect(log).toEqual([]);
  });
});
