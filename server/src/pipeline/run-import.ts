import { independentPrefix, writes } from './apply/independent-prefix';
import { SliceConflict } from './apply/slice-conflict';
import { nextSliceSize } from './slice-size';
import type { PlanRow } from './types';

export interface ImportPorts {
  readPlan(ordinal: number): Promise<PlanRow[]>;
  /** Applies rows, stores their outcome and moves the cursor, in one fenced transaction. */
  apply(ordinal: number, rows: PlanRow[]): Promise<void>;
  /** Stores a row as failed: the database refuses it whatever is tried, or it kills whoever tries. */
  fail(ordinal: number, row: PlanRow, code: 'database.refused' | 'row.crashed'): Promise<void>;
  /** The row at which workers have died is behind; with null, so is its block. Whoever goes on after this worker is to know it. */
  goOn(care: 'row-by-row' | null): Promise<void>;
  /** Whether the error says that the database does not take these values (so that smaller slices find the row). */
  isRefusal(error: unknown): boolean;
  breathe(): Promise<void>;
  nowMs(): number;
  /** How long the last COMMIT took. */
  commitMs(): number;
}

export interface ImportTask {
  plans: { ordinal: number; firstRow: number; lastRow: number; rowCount: number }[];
  /** The first row without an outcome. */
  nextRow: number;
  /** How long a slice may hold the database. */
  sliceMs: number;
  maxSliceRows: number;
  /** No two rows of a slice write one record: the application is asked about each. */
  eachAlone?: boolean;
  /** How the block with the next row is gone through where workers have died in it; null: none have. */
  care: 'row-by-row' | 'past-the-first-row' | null;
}

const FIRST_SLICE_ROWS = 500;

/** Runs a stored plan, slice by slice in file order. Goes on at the row where an earlier worker stopped. */
export const runImport = async (task: ImportTask, ports: ImportPorts): Promise<void> => {
  let size = Math.min(FIRST_SLICE_ROWS, task.maxSliceRows);
  const left = task.plans.filter(({ lastRow }) => lastRow >= task.nextRow);
  const [first] = left;
  for (const plan of left) {
    let rest = (await ports.readPlan(plan.ordinal)).filter(({ row }) => row >= task.nextRow);
    if (task.care !== null && plan === first) {
      await importWithCare(plan.ordinal, rest, { care: task.care, ports });
      continue;
    }
    while (rest.length > 0) {
      const slice = independentPrefix(rest.slice(0, size), task.eachAlone === true ? writes : undefined);
      const startedMs = ports.nowMs();
      await applyOrIsolate(plan.ordinal, slice, ports);
      size = nextSliceSize(size, { rows: slice.length, tookMs: ports.nowMs() - startedMs, commitMs: ports.commitMs() }, task);
      rest = rest.slice(slice.length);
      await ports.breathe();
    }
  }
};

/** Each row commits alone, so that the next death tells which one it was. */
const importWithCare = async (ordinal: number, rows: readonly PlanRow[], { care, ports }: { care: NonNullable<ImportTask['care']>; ports: ImportPorts }): Promise<void> => {
  for (const [index, row] of rows.entries()) {
    if (index === 0 && care === 'past-the-first-row') {
      await ports.fail(ordinal, row, 'row.crashed');
      await ports.goOn('row-by-row');
    } else {
      await applyOrIsolate(ordinal, [row], ports);
    }
    await ports.breathe();
  }
  await ports.goOn(null);
};

/**
 * A slice that the database refuses is halved until the row at fault stands alone; the others go in. One whose rows
 * depend on each other is cut between them.
 */
const applyOrIsolate = async (ordinal: number, rows: PlanRow[], ports: ImportPorts): Promise<void> => {
  try {
    await ports.apply(ordinal, rows);
  } catch (error) {
    const cut = error instanceof SliceConflict ? rows.findIndex(({ row }) => row === error.row) : 0;
    if (cut > 0) return applyHalves(ordinal, [rows.slice(0, cut), rows.slice(cut)], ports);
    if (!ports.isRefusal(error)) throw error;
    const [first] = rows;
    if (rows.length === 1 && first !== undefined) {
      await ports.fail(ordinal, first, 'database.refused');
      return;
    }
    const middle = Math.ceil(rows.length / 2);
    return applyHalves(ordinal, [rows.slice(0, middle), rows.slice(middle)], ports);
  }
};

/** Others get their turn between the halves: a slice full of refused rows is a thousand transactions. */
const applyHalves = async (ordinal: number, halves: [PlanRow[], PlanRow[]], ports: ImportPorts): Promise<void> => {
  for (const half of halves) {
    await ports.breathe();
    await applyOrIsolate(ordinal, half, ports);
  }
};
