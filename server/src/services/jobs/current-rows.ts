import { isFinal, type Outcome, type RowIssue } from '../../contracts';
import { outcomeAt, type PlanRow, type SliceOutcome } from '../../pipeline/types';
import { listAttempts } from '../../store/jobs/attempt-store';
import type { JobRow } from '../../store/jobs/job-row';
import { listOutcomes, readOutcomes, type OutcomeInfo } from '../../store/jobs/outcome-store';
import { listPlans, readPlan, type PlanBlockInfo } from '../../store/jobs/plan-store';
import type { Database } from '../../store/sql/client';

/** A run that says something of rows. `isOver`: what it has not done, it will not do. */
export interface CountingAttempt {
  number: number;
  isOver: boolean;
}

/** A row as the last run that has it left it. */
export interface CurrentRow {
  attempt: number;
  plan: PlanRow;
  outcome: Outcome | null;
  /** Of the plan, then those that arose while importing. */
  issues: RowIssue[];
}

/** What stands beside the plans and outcomes of one block, over all runs that have rows of it. */
export interface BlockSummary {
  ordinal: number;
  firstRow: number;
  lastRow: number;
  plans: (PlanBlockInfo & { attempt: number })[];
  outcomes: (OutcomeInfo & { attempt: number })[];
}

/**
 * The runs that count, oldest first: those that have imported, and the present one unless it ended before it did. Where
 * none has imported, the last one that planned. `before`: only runs before this one.
 */
export const countingAttempts = async (database: Database, job: JobRow, before = Infinity): Promise<CountingAttempt[]> => {
  const known = job.attempt === 1 ? [] : await listAttempts(database.knex(), job.id);
  const past = known.filter(({ number, kind }) => kind !== 'undo' && number < job.attempt && number < before);
  const counting: CountingAttempt[] = past.filter(({ startedMs }) => startedMs !== null).map(({ number }) => ({ number, isOver: true }));
  const isPresent = job.attemptKind !== 'undo' && job.attempt < before;
  if (isPresent && (job.importStartedMs !== null || !isFinal(job.state))) counting.push({ number: job.attempt, isOver: isFinal(job.state) && job.importStartedMs !== null });
  if (counting.length > 0) return counting;
  const last = isPresent ? job.attempt : past.at(-1)?.number;
  return last === undefined ? [] : [{ number: last, isOver: false }];
};

export type CurrentRows = ReturnType<typeof createCurrentRows>;

/** A job's rows over all its runs: of each row, the last run that has it says what was planned and done. */
export const createCurrentRows = (database: Database, jobId: number, attempts: readonly CountingAttempt[]) => ({
  /** Block by block in file order; `limit` bounds the blocks of each run that are asked for. */
  async list(range: { fromRow?: number; limit?: number } = {}, { withOutcomes = true } = {}): Promise<BlockSummary[]> {
    const blocks = new Map<number, BlockSummary>();
    for (const { number: attempt } of attempts) {
      for (const plan of await listPlans(database.knex(), { jobId, attempt }, range)) {
        const { ordinal, firstRow, lastRow } = plan;
        const known = blocks.get(ordinal) ?? { ordinal, firstRow, lastRow, plans: [], outcomes: [] };
        blocks.set(ordinal, { ...known, firstRow: Math.min(known.firstRow, firstRow), lastRow: Math.max(known.lastRow, lastRow), plans: [...known.plans, { ...plan, attempt }] });
      }
      if (!withOutcomes) continue;
      for (const outcome of await listOutcomes(database.knex(), { jobId, attempt })) blocks.get(outcome.ordinal)?.outcomes.push({ ...outcome, attempt });
    }
    const inOrder = [...blocks.values()].sort((left, right) => left.ordinal - right.ordinal);
    return range.limit === undefined ? inOrder : inOrder.slice(0, range.limit);
  },

  /** In file order. */
  async readBlock(ordinal: number): Promise<CurrentRow[]> {
    const byRow = new Map<number, CurrentRow>();
    for (const { number: attempt, isOver } of attempts) {
      const [plans, slices] = await Promise.all([readPlan(database.knex(), { jobId, attempt }, ordinal), readOutcomes(database.knex(), { jobId, attempt }, ordinal)]);
      const sliceOf = indexSlices(slices);
      for (const plan of plans) byRow.set(plan.row, toCurrentRow(plan, sliceOf.get(plan.row), { attempt, isOver }));
    }
    return [...byRow.values()].sort((left, right) => left.plan.row - right.plan.row);
  },
});

const indexSlices = (slices: readonly SliceOutcome[]): Map<number, SliceOutcome> => {
  const byRow = new Map<number, SliceOutcome>();
  for (const slice of slices) {
    for (let at = 0; at < slice.letters.length; at += 1) byRow.set(slice.rows?.[at] ?? slice.firstRow + at, slice);
  }
  return byRow;
};

const toCurrentRow = (stored: PlanRow, slice: SliceOutcome | undefined, { attempt, isOver }: { attempt: number; isOver: boolean }): CurrentRow => {
  if (slice === undefined) {
    return isOver ? { attempt, plan: stored, outcome: 'notProcessed', issues: [...stored.issues, { code: 'job.stopped' }] } : { attempt, plan: stored, outcome: null, issues: stored.issues };
  }
  // What was run, where the database had changed since the plan.
  const plan = slice.replanned?.find(({ row }) => row === stored.row) ?? stored;
  return { attempt, plan, outcome: outcomeAt(slice, stored.row), issues: [...plan.issues, ...(slice.issues[stored.row] ?? [])] };
};
