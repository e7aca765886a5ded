import { isBlocking, OUTCOMES, PLAN_KINDS, type Outcome } from '../../contracts';
import { outcomeAt, OUTCOME_LETTER, type PlanRow, type SliceOutcome } from '../../pipeline/types';
import type { Findings } from './findings';

/** One block's plan and outcomes, as stored, with the counts that stand beside them. */
export interface LedgerBlock {
  ordinal: number;
  firstRow: number;
  plan: { rows: PlanRow[]; counts: Record<string, number>; issueCounts: Record<string, number> };
  slices: { outcome: SliceOutcome; counts: Record<string, number>; issueCounts: Record<string, number> }[];
}

export type Sums = Record<string, number>;

export const addTo = (sums: Sums, counts: Sums): void => {
  for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
};

/** Equal counts; an absent one is 0. */
export const isSameSum = (left: Sums, right: Sums): boolean =>
  [...new Set([...Object.keys(left), ...Object.keys(right)])].every((name) => (left[name] ?? 0) === (right[name] ?? 0));

/** Which plan may end in which outcome; anything may be held, fail, or not be reached. */
const POSSIBLE: Record<PlanRow['kind'], Outcome> = {
  create: 'created', update: 'updated', merge: 'merged', delete: 'deleted', unchanged: 'unchanged', skip: 'skipped', hold: 'held', invalid: 'invalid',
};
const ALWAYS_POSSIBLE = new Set<Outcome>(['held', 'failed', 'notProcessed']);

/** Recounts one block. Gives each row's outcome (null: none) and the block's recounted sums. */
export const auditBlock = (block: LedgerBlock, findings: Findings): { outcomes: (Outcome | null)[]; sums: Sums; issues: Sums } => {
  const { plan, slices } = block;
  auditPlan(block, findings);
  const sums: Sums = {};
  const issues: Sums = { ...plan.issueCounts };
  const covered = new Map<number, Outcome[]>();
  for (const slice of slices) {
    const counts = recountSlice(slice.outcome);
    if (!isSameSum(counts.outcomes, slice.counts) || !isSameSum(counts.issues, slice.issueCounts)) findings.add('ledger.counts', `slice at row ${slice.outcome.firstRow}`);
    addTo(sums, counts.outcomes);
    addTo(issues, counts.issues);
    for (let at = 0; at < slice.outcome.letters.length; at += 1) {
      const row = slice.outcome.firstRow + at;
      covered.set(row, [...(covered.get(row) ?? []), outcomeAt(slice.outcome, row)]);
    }
  }
  const outcomes = plan.rows.map((row) => auditRow(row, covered.get(row.row) ?? [], findings));
  const planned = new Set(plan.rows.map(({ row }) => row));
  for (const row of covered.keys()) if (!planned.has(row)) findings.add('ledger.rows', `row ${row} has an outcome and no plan`);
  return { outcomes, sums, issues };
};

const auditPlan = ({ ordinal, firstRow, plan }: LedgerBlock, findings: Findings): void => {
  const issues: Sums = {};
  const kinds: Sums = {};
  plan.rows.forEach((row, index) => {
    if (row.row !== firstRow + index) findings.add('plan.rows', `row ${row.row} in the place of ${firstRow + index}`);
    addTo(kinds, { [row.kind]: 1 });
    for (const { code } of row.issues) addTo(issues, { [code]: 1 });
    if (row.kind === 'invalid' && !row.issues.some(isBlocking)) findings.add('ledger.reason', `row ${row.row} is invalid without an error`);
    if ((row.kind === 'create' || row.kind === 'update') && row.issues.some(isBlocking)) findings.add('ledger.reason', `row ${row.row} is imported with an error`);
  });
  const stored = Object.fromEntries(PLAN_KINDS.map((kind) => [kind, plan.counts[kind] ?? 0]));
  if (!isSameSum(kinds, stored) || !isSameSum(issues, plan.issueCounts)) findings.add('plan.counts', `block ${ordinal}`);
};

const auditRow = (row: PlanRow, outcomes: Outcome[], findings: Findings): Outcome | null => {
  const [outcome] = outcomes;
  if (outcomes.length > 1) findings.add('ledger.rows', `row ${row.row} has ${outcomes.length} outcomes`);
  if (outcome === undefined) return null;
  if (outcome !== POSSIBLE[row.kind] && !ALWAYS_POSSIBLE.has(outcome)) findings.add('ledger.reason', `row ${row.row}: planned ${row.kind}, ${outcome}`);
  return outcome;
};

const recountSlice = (outcome: SliceOutcome): { outcomes: Sums; issues: Sums } => {
  const outcomes: Sums = {
    organizationsCreated: outcome.organizations.created.length,
    organizationsUpdated: outcome.organizations.updated.length,
  };
  const letters = new Set<string>(Object.values(OUTCOME_LETTER));
  for (const letter of outcome.letters) if (!letters.has(letter)) addTo(outcomes, { unknown: 1 });
  for (const name of OUTCOMES) addTo(outcomes, { [name]: outcome.letters.split(OUTCOME_LETTER[name]).length - 1 });
  const issues: Sums = {};
  for (const { code } of Object.values(outcome.issues).flat()) addTo(issues, { [code]: 1 });
  return { outcomes, issues };
};
