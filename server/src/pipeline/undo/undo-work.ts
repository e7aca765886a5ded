import type { Outcome, ResolvedSetting, Target } from '../../contracts';
import type { KeysOf } from '../../domain/keys';
import { OUTCOME_LETTER, type PlanRow, type RowBefore, type SliceOutcome } from '../types';

/** What does not change while a job is undone. */
export interface UndoContext {
  /** uid of the job. */
  job: string;
  target: Target;
  setting: ResolvedSetting;
  keysOf: KeysOf;
}

/** A row as it was imported. */
export interface ImportedRow {
  row: number;
  outcome: Outcome;
  /** What was run: planned anew while importing, or as stored. */
  plan: PlanRow;
  before: RowBefore;
}

/** Rows of one imported slice that are taken back together. */
export interface UndoPart {
  attempt: number;
  /** Last row first. */
  rows: ImportedRow[];
  /** With a slice's first row: the organizations that it wrote, once none of its contacts needs them. */
  organizations: SliceOrganizations | null;
  /** Rows of the job that are still to be taken back once this part is. */
  rowsLeft: number;
}

export interface SliceOrganizations {
  outcome: SliceOutcome['organizations'];
  /** All rows of the slice in file order: what they say together is what was written. */
  rows: ImportedRow[];
}

const OUTCOME_OF = new Map<string, Outcome>(Object.entries(OUTCOME_LETTER).map(([outcome, letter]) => [letter, outcome as Outcome]));

const NOTHING: RowBefore = {};

/** The rows of a slice in file order, with what was really run. `plans` is the stored plan of the slice's block. */
export const importedRows = (slice: SliceOutcome, plans: ReadonlyMap<number, PlanRow>): ImportedRow[] => {
  const replanned = new Map((slice.replanned ?? []).map((plan) => [plan.row, plan]));
  return [...slice.letters].flatMap((letter, index) => {
    const row = slice.rows?.[index] ?? slice.firstRow + index;
    const plan = replanned.get(row) ?? plans.get(row);
    return plan === undefined ? [] : [{ row, plan, outcome: OUTCOME_OF.get(letter) ?? 'notProcessed', before: slice.before?.[row] ?? NOTHING }];
  });
};
