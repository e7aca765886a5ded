import { isBlocking, OUTCOMES, PLAN_KINDS, type Outcome } from '../../contracts';
import { outcomeAt, OUTCOME_LETTER, type PlanRow, type SliceOutcome } from '../../pipeline/types';
import type { Findings } from './findings';

/** One run's plan and outcomes of one block, as stored, with the counts that stand beside them. */
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
const WRITES = new Set<PlanRow['kind']>(['create', 'update', 'merge', 'delete']);

/** A row as a run has left it: the plan that was run, what became of it (null: nothing yet), and the findings that count for it. */
export interface AuditedRow {
  plan: PlanRow;
  outcome: Outcome | null;
  issues: string[];
}

/** Recounts one block of one run. `rows` of a first run follow one another; those of a retry may have gaps. */
export const auditBlock = (block: LedgerBlock, { findings, hasGaps }: { findings: Findings; hasGaps: boolean }): AuditedRow[] => {
  auditPlan(block, { findings, hasGaps });
  const stored = new Map(block.plan.rows.map((row) => [row.row, row]));
  const covered = new Map<number, SliceOutcome[]>();
  for (const { outcome, counts, issueCounts } of block.slices) {
    const recount = recountSlice(outcome, stored);
    if (!isSameSum(recount.outcomes, counts) || !isSameSum(recount.issues, issueCounts)) findings.add('ledger.counts', `slice at row ${outcome.firstRow}`);
    for (const row of rowsOf(outcome)) covered.set(row, [...(covered.get(row) ?? []), outcome]);
  }
  for (const row of covered.keys()) if (!stored.has(row)) findings.add('ledger.rows', `row ${row} has an outcome and no plan`);
  return block.plan.rows.map((row) => auditRow(row, covered.get(row.row) ?? [], findings));
};

const rowsOf = ({ rows, firstRow, letters }: SliceOutcome): number[] => rows ?? Array.from(letters, (_, at) => firstRow + at);

const auditPlan = ({ ordinal, firstRow, plan }: LedgerBlock, { findings, hasGaps }: { findings: Findings; hasGaps: boolean }): void => {
  const issues: Sums = {};
  const kinds: Sums = {};
  let before = firstRow - 1;
  for (const row of plan.rows) {
    if (hasGaps ? row.row <= before : row.row !== before + 1) findings.add('plan.rows', `row ${row.row} in the place of ${before + 1}`);
    before = row.row;
    addTo(kinds, { [row.kind]: 1 });
    for (const { code } of row.issues) addTo(issues, { [code]: 1 });
    auditReason(row, findings);
  }
  const stored = Object.fromEntries(PLAN_KINDS.map((kind) => [kind, plan.counts[kind] ?? 0]));
  if (!isSameSum(kinds, stored) || !isSameSum(issues, plan.issueCounts)) findings.add('plan.counts', `block ${ordinal}`);
};

const auditReason = (row: PlanRow, findings: Findings): void => {
  if (row.kind === 'invalid' && !row.issues.some(isBlocking)) findings.add('ledger.reason', `row ${row.row} is invalid without an error`);
  if (WRITES.has(row.kind) && row.issues.some(isBlocking)) findings.add('ledger.reason', `row ${row.row} is imported with an error`);
};

const auditRow = (stored: PlanRow, slices: SliceOutcome[], findings: Findings): AuditedRow => {
  const [slice] = slices;
  if (slices.length > 1) findings.add('ledger.rows', `row ${stored.row} has ${slices.length} outcomes`);
  const codes = (row: PlanRow): string[] => row.issues.map(({ code }) => code);
  if (slice === undefined) return { plan: stored, outcome: null, issues: codes(stored) };
  const plan = slice.replanned?.find(({ row }) => row === stored.row) ?? stored;
  if (plan !== stored) auditReason(plan, findings);
  const outcome = outcomeAt(slice, stored.row);
  if (outcome !== POSSIBLE[plan.kind] && !ALWAYS_POSSIBLE.has(outcome)) findings.add('ledger.reason', `row ${plan.row}: planned ${plan.kind}, ${outcome}`);
  return { plan, outcome, issues: [...codes(plan), ...(slice.issues[stored.row] ?? []).map(({ code }) => code)] };
};

const recountSlice = (outcome: SliceOutcome, stored: ReadonlyMap<number, PlanRow>): { outcomes: Sums; issues: Sums } => {
  const replanned = new Map((outcome.replanned ?? []).map((row) => [row.row, row]));
  const merged = rowsOf(outcome).filter((row) => outcomeAt(outcome, row) === 'merged').map((row) => (replanned.get(row) ?? stored.get(row))?.merge?.losers.length ?? 0);
  const outcomes: Sums = {
    organizationsCreated: outcome.organizations.created.length,
    organizationsUpdated: outcome.organizations.updated.length,
    recordsMergedAway: merged.reduce((sum, count) => sum + count, 0),
  };
  const letters = new Set<string>(Object.values(OUTCOME_LETTER));
  for (const letter of outcome.letters) if (!letters.has(letter)) addTo(outcomes, { unknown: 1 });
  for (const name of OUTCOMES) addTo(outcomes, { [name]: outcome.letters.split(OUTCOME_LETTER[name]).length - 1 });
  const issues: Sums = {};
  for (const { code } of Object.values(outcome.issues).flat()) addTo(issues, { [code]: 1 });
  // What the stored plan counts for these rows is taken off again.
  for (const [row, fresh] of replanned) {
    for (const { code } of fresh.issues) addTo(issues, { [code]: 1 });
    for (const { code } of stored.get(row)?.issues ?? []) addTo(issues, { [code]: -1 });
  }
  return { outcomes, issues };
};
