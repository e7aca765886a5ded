import { OUTCOMES, type Outcome } from '../../contracts';
import { findNewlyCorrected } from '../../store/jobs/correction-store';
import type { JobRow } from '../../store/jobs/job-row';
import type { CountsBefore } from '../../store/jobs/plan-store';
import type { Database } from '../../store/sql/client';
import type { OpenFile } from '../files/read-rows';
import { countingAttempts, createCurrentRows, type BlockSummary, type CountingAttempt, type CurrentRow } from './current-rows';
import { openJobRows } from './open-job-rows';

/** Rows that a retry takes up whatever is known of them. */
const OPEN = new Set<Outcome>(['failed', 'held', 'notProcessed']);

export interface RetryBlock {
  rows: ReadonlySet<number>;
  /** What these rows counted for until now. */
  before: CountsBefore;
}

export interface RetryRows {
  /** Blocks that may hold such rows, in file order. */
  ordinals: number[];
  readBlock(ordinal: number): Promise<RetryBlock>;
}

/**
 * The rows that the run `attempt` has to do: of the runs before it, those that failed, are held or were not reached, and
 * invalid ones that were corrected since. null where no run has imported yet: all rows. Gives the same answer until
 * something is corrected, which cannot be while the job runs.
 */
export const findRetryRows = async (database: Database, job: JobRow, { file, attempt }: { file: OpenFile; attempt: number }): Promise<RetryRows | null> => {
  const attempts = await countingAttempts(database, job, attempt);
  if (!attempts.some(({ isOver }) => isOver)) return null;
  const current = createCurrentRows(database, job.id, attempts);
  const corrected = await correctedRows(database, job, { file, attempt, attempts });
  const ordinals = (await current.list()).filter((block) => mayHold(block, corrected)).map(({ ordinal }) => ordinal);
  return {
    ordinals,
    readBlock: async (ordinal) => {
      const rows = await current.readBlock(ordinal);
      const isCorrected = rows.some(({ outcome }) => outcome === 'invalid') ? await corrected.inBlock(ordinal, rows) : () => false;
      return toRetryBlock(rows.filter(({ plan, outcome }) => outcome !== null && (OPEN.has(outcome) || (outcome === 'invalid' && isCorrected(plan.row)))));
    },
  };
};

interface CorrectedRows {
  rows: ReadonlySet<number>;
  everywhere: boolean;
  /** Which rows of a block were corrected since the run that they were last read in. */
  inBlock(ordinal: number, rows: readonly CurrentRow[]): Promise<(row: number) => boolean>;
}

/** Asks the rows themselves: a correction of every such value concerns those that have the value. */
const correctedRows = async (database: Database, job: JobRow, { file, attempt, attempts }: { file: OpenFile; attempt: number; attempts: readonly CountingAttempt[] }): Promise<CorrectedRows> => {
  // After the first run, as every row may have been read last in that one.
  const fresh = await findNewlyCorrected(database.knex(), job.id, attempts[0]?.number ?? 0);
  const reader = await openJobRows(database, job, file);
  return {
    ...fresh,
    inBlock: async (ordinal, rows) => {
      const lastRead = new Map(rows.map(({ plan, attempt: number }) => [plan.row, number]));
      const [then, now] = [await reader.readBlock(ordinal, (row) => lastRead.get(row) ?? attempt), await reader.readBlock(ordinal, () => attempt)];
      const changed = new Set(now.filter((row, index) => row.excluded !== then[index]?.excluded || row.cells.join('\u0000') !== then[index]?.cells.join('\u0000')).map(({ row }) => row));
      return (row) => changed.has(row);
    },
  };
};

/** By the counts beside plans and outcomes; the rows decide. */
const mayHold = ({ plans, outcomes, firstRow, lastRow }: BlockSummary, corrected: CorrectedRows): boolean => {
  const has = (name: Outcome): boolean => outcomes.some(({ counts }) => (counts[name] ?? 0) > 0);
  const planned = plans.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const done = outcomes.reduce((sum, { rowCount }) => sum + rowCount, 0);
  if (done < planned || [...OPEN].some(has)) return true;
  if (!has('invalid')) return false;
  // Whichever of the two is shorter: there may be many corrections and many blocks.
  return corrected.everywhere || hasBetween(corrected.rows, firstRow, lastRow);
};

const hasBetween = (rows: ReadonlySet<number>, from: number, to: number): boolean => {
  if (rows.size < to - from) {
    for (const row of rows) if (row >= from && row <= to) return true;
    return false;
  }
  for (let row = from; row <= to; row += 1) if (rows.has(row)) return true;
  return false;
};

const toRetryBlock = (rows: readonly CurrentRow[]): RetryBlock => {
  const outcomes: CountsBefore['outcomes'] = {};
  const issues: CountsBefore['issues'] = {};
  for (const row of rows) {
    if (row.outcome !== null) outcomes[row.outcome] = (outcomes[row.outcome] ?? 0) + 1;
    // That a row was not reached is said of it, and stands in no count.
    for (const { code } of row.issues) if (code !== 'job.stopped') issues[code] = (issues[code] ?? 0) + 1;
  }
  return { rows: new Set(rows.map(({ plan }) => plan.row)), before: { outcomes, issues } };
};

/** How many rows a retry would have to do. */
export const countRetryRows = async (retry: RetryRows | null, file: Pick<OpenFile, 'rowCount'>): Promise<number> => {
  if (retry === null) return file.rowCount;
  let count = 0;
  for (const ordinal of retry.ordinals) count += (await retry.readBlock(ordinal)).rows.size;
  return count;
};

/** Counts less what rows that are done anew counted for. */
export const lessBefore = <Counts extends object>(counts: Counts, before: Partial<Record<string, number>>): Counts => {
  const left = { ...counts } as Record<string, number>;
  for (const [name, count] of Object.entries(before)) {
    left[name] = (left[name] ?? 0) - (count ?? 0);
    if (left[name] === 0 && !(OUTCOMES as readonly string[]).includes(name)) delete left[name];
  }
  return left as Counts;
};
