import { emptyPlanCounts, OperationError, type OutcomeCounts } from '../../contracts';
import type { PlanRow } from '../../pipeline/types';
import { attemptOf, type JobRow } from '../../store/jobs/job-row';
import { listOutcomes } from '../../store/jobs/outcome-store';
import { readPlan, type PlanBlockInfo } from '../../store/jobs/plan-store';
import type { Database } from '../../store/sql/client';
import { planBlockers } from '../jobs/plan-blockers';

/** `onError: stop-after`: how many rows may go wrong before the rest is left alone. */
export interface StopRule {
  /** Counts a slice. */
  count(rows: readonly PlanRow[], outcomes: OutcomeCounts): void;
  /** Throws `errors.stop-after`, which ends the job, once too many rows are bad: those of the plan and those found bad on the way. */
  assertGoesOn(): void;
}

const isBad = ({ kind }: PlanRow): boolean => kind === 'invalid' || kind === 'hold';
const badOf = (counts: Partial<Record<string, number>>): number => (counts['invalid'] ?? 0) + (counts['hold'] ?? 0) + (counts['held'] ?? 0) + (counts['failed'] ?? 0);

const NEVER: StopRule = { count: () => undefined, assertGoesOn: () => undefined };

export const createStopRule = async (database: Database, job: JobRow, plans: readonly PlanBlockInfo[]): Promise<StopRule> => {
  if (job.setting.onError.policy !== 'stop-after') return NEVER;
  const knex = database.knex();
  const done = (await listOutcomes(knex, attemptOf(job))).reduce((sum, { counts }) => sum + badOf(counts), 0);
  let bad = done;
  for (const { ordinal, firstRow, lastRow, counts } of plans) {
    if (lastRow < job.importRow) continue;
    const ahead = firstRow >= job.importRow ? badOf(counts) : (await readPlan(knex, attemptOf(job), ordinal)).filter((row) => row.row >= job.importRow && isBad(row)).length;
    bad += ahead;
  }
  const { onError } = job.setting;
  return {
    count(rows, outcomes) {
      bad += badOf(outcomes) - rows.filter(isBad).length;
    },
    assertGoesOn() {
      const [blocker] = planBlockers({ ...emptyPlanCounts(), invalid: bad }, { onError, limits: { updates: null, merges: null, clears: null, deletes: null } }, job.attemptRows);
      if (blocker !== undefined) throw new OperationError(blocker.code, 409, `${blocker.count} rows went wrong; the setting stops an import at more than ${blocker.limit}`);
    },
  };
};
