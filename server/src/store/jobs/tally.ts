import { OUTCOMES, PLAN_KINDS, UNDO_RESULTS, type JobState } from '../../contracts';
import type { JobRow } from './job-row';

/** What there is to count of a job in this state, without zeros: what its undo did, what its plan would do, or what it has done. */
export const tallyOf = ({ attemptKind, undoCounts, planCounts, outcomeCounts }: Pick<JobRow, 'attemptKind' | 'undoCounts' | 'planCounts' | 'outcomeCounts'>, state: JobState): Record<string, number> => {
  if (attemptKind === 'undo' && undoCounts !== null) return nonZero(undoCounts, UNDO_RESULTS);
  if (state === 'validated' || state === 'queued') return nonZero(planCounts, PLAN_KINDS);
  return nonZero(outcomeCounts, OUTCOMES);
};

const nonZero = <Name extends string>(counts: Record<Name, number> | null, names: readonly Name[]): Record<string, number> =>
  Object.fromEntries(names.flatMap((name) => (counts === null || counts[name] === 0 ? [] : [[name, counts[name]]])));
