import type { PlanRow, SliceOutcome } from '../types';
import { nextSliceSize, type SliceLimits } from '../slice-size';
import { importedRows, type ImportedRow, type UndoPart } from './undo-work';

/** An imported slice, as it is listed beside its data. */
export interface ImportedSlice {
  attempt: number;
  ordinal: number;
  firstRow: number;
  rowCount: number;
  counts: Partial<Record<string, number>>;
}

export interface UndoPorts {
  readPlan(slice: ImportedSlice): Promise<PlanRow[]>;
  readOutcomes(slice: ImportedSlice): Promise<SliceOutcome[]>;
  /** Takes rows back, stores what became of them and moves the cursor, in one fenced transaction. */
  undo(part: UndoPart): Promise<void>;
  /** Stores that the rows stay as they are: the database refuses to take them back. */
  keep(part: UndoPart): Promise<void>;
  isRefusal(error: unknown): boolean;
  breathe(): Promise<void>;
  nowMs(): number;
  /** How long the last COMMIT took. */
  commitMs(): number;
  /** A preview stops when it has looked long enough. */
  isEnough(): boolean;
}

export interface UndoTask extends SliceLimits {
  /** In the order in which they were imported. */
  slices: ImportedSlice[];
  /** Where an earlier worker stopped: rows of this attempt from `row` on, and all of later attempts, are done. */
  position: { attempt: number; row: number } | null;
}

/** Takes a job back, from its last slice to its first. Goes on where an earlier worker stopped. false: it was enough before the end. */
export const runUndo = async (task: UndoTask, ports: UndoPorts): Promise<boolean> => {
  const readBlock = oneBlock(ports);
  let size = Math.min(task.firstSliceRows, task.maxSliceRows);
  let rowsLeft = task.slices.reduce((sum, { rowCount }) => sum + rowCount, 0);
  for (const slice of [...task.slices].reverse()) {
    rowsLeft -= slice.rowCount;
    if (isDone(slice, task) || !hasEffect(slice)) continue;
    const { rows, outcome } = await readBlock(slice);
    const ahead = rows.filter(({ row }) => slice.attempt !== task.position?.attempt || row < task.position.row).reverse();
    for (let from = 0; from < ahead.length; ) {
      const part = ahead.slice(from, from + firstConflict(ahead.slice(from, from + size)));
      from += part.length;
      const organizations = from === ahead.length ? { outcome, rows } : null;
      const startedMs = ports.nowMs();
      await undoOrIsolate({ attempt: slice.attempt, rows: part, organizations, rowsLeft: rowsLeft + ahead.length - from }, ports);
      size = nextSliceSize(size, { rows: part.length, tookMs: ports.nowMs() - startedMs, commitMs: ports.commitMs() }, task);
      if (rowsLeft > 0 && ports.isEnough()) return false;
      await ports.breathe();
    }
  }
  return true;
};

const isDone = ({ attempt, firstRow }: ImportedSlice, { position }: UndoTask): boolean =>
  position !== null && (attempt > position.attempt || (attempt === position.attempt && firstRow >= position.row));

const EFFECTS = ['created', 'updated', 'merged', 'deleted', 'organizationsCreated', 'organizationsUpdated'] as const;

export const hasEffect = ({ counts }: Pick<ImportedSlice, 'counts'>): boolean => EFFECTS.some((effect) => (counts[effect] ?? 0) > 0);

/** Reads a block once, however many slices it was imported in. */
const oneBlock = (ports: UndoPorts) => {
  let held: { key: string; plans: Map<number, PlanRow>; outcomes: Map<number, SliceOutcome> } | null = null;
  return async (slice: ImportedSlice): Promise<{ rows: ImportedRow[]; outcome: SliceOutcome['organizations'] }> => {
    const key = `${slice.attempt}:${slice.ordinal}`;
    if (held?.key !== key) {
      const [plans, outcomes] = await Promise.all([ports.readPlan(slice), ports.readOutcomes(slice)]);
      held = { key, plans: new Map(plans.map((plan) => [plan.row, plan])), outcomes: new Map(outcomes.map((outcome) => [outcome.firstRow, outcome])) };
    }
    const outcome = held.outcomes.get(slice.firstRow);
    if (outcome === undefined) throw new Error(`The outcome of row ${slice.firstRow} in run ${slice.attempt} is missing`);
    return { rows: importedRows(outcome, held.plans), outcome: outcome.organizations };
  };
};

/**
 * How many of these rows, last first, can be taken back together: a record that comes back from deletion or from a
 * merge must stand in the database before an earlier row of it is taken back.
 */
const firstConflict = (rows: ImportedRow[]): number => {
  const deleted = new Set<string>();
  const merged = new Set<string>();
  for (const [index, { outcome, plan }] of rows.entries()) {
    const record = plan.record?.documentId ?? '';
    const all = [record, ...(plan.merge?.losers ?? []).map(({ documentId }) => documentId)];
    if (all.some((each) => deleted.has(each)) || (outcome === 'created' && merged.has(record))) return index;
    if (outcome === 'deleted') deleted.add(record);
    if (outcome === 'merged') for (const each of all) merged.add(each);
  }
  return rows.length;
};

/** A part that the database refuses is halved until the row at fault stands alone: that one is kept. */
const undoOrIsolate = async (part: UndoPart, ports: UndoPorts): Promise<void> => {
  try {
    await ports.undo(part);
  } catch (error) {
    if (!ports.isRefusal(error)) throw error;
    if (part.rows.length === 1) return ports.keep(part);
    const middle = Math.ceil(part.rows.length / 2);
    const later = part.rows.slice(0, middle);
    const earlier = part.rows.slice(middle);
    await ports.breathe();
    await undoOrIsolate({ ...part, rows: later, organizations: null, rowsLeft: part.rowsLeft + earlier.length }, ports);
    await ports.breathe();
    await undoOrIsolate({ ...part, rows: earlier }, ports);
  }
};
