import type { ResolvedSetting } from '../../contracts';
import type { RowDecision } from '../match/prepare-row';
import type { Distinction } from '../ports';
import type { Candidate, PlanRow } from '../types';

/** All that is known of one row: what it says, how it was read, and what the stored plan decided. */
export interface ExplainedRow {
  setting: ResolvedSetting;
  /** Cells of one of our own reports carry our guard. */
  undoGuard: boolean;
  /** As they stand in the file, and as people have corrected them. */
  original: readonly string[];
  cells: readonly string[];
  excluded: boolean;
  candidate: Candidate;
  plan: PlanRow;
  /** What a person said of the row when it was held. */
  decision: RowDecision | null;
  /** What people have said is not the same, of the row's keys. */
  distinctions: readonly Distinction[];
}
