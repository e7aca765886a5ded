import type { RowIssue } from '../../contracts';
import type { PlanRow, SliceOutcome } from '../types';

/** Whether the row is about one of these records: it wrote it, found it, or merged it into another. */
export const isAbout = ({ record, merge }: PlanRow, documents: ReadonlySet<string>): boolean =>
  (record !== null && documents.has(record.documentId)) || (merge?.losers.some(({ documentId }) => documents.has(documentId)) ?? false);

/** What is left of a row: its number, what was to be done, and which records it named. Nothing that anybody could be known by. */
export const erasePlanRow = ({ row, line, kind, issues, record, matchedBy, organization, previousRow, merge }: PlanRow): PlanRow => ({
  row, line, kind, record, matchedBy, previousRow,
  erased: true,
  issues: issues.map(withoutParams),
  keyHash: null,
  values: kind === 'create' ? {} : null,
  changes: [],
  externalId: null,
  organization: organization === null ? null : { ...organization, values: {}, externalId: null },
  ...(merge === undefined ? {} : { merge: { losers: merge.losers.map((loser) => ({ ...loser, keyHash: '' })), externalIds: [], aliases: [] } }),
});

/** The record is none that the row could be any more. */
export const withoutCandidates = (plan: PlanRow, documents: ReadonlySet<string>): PlanRow =>
  plan.candidates === undefined ? plan : { ...plan, candidates: plan.candidates.filter(({ documentId }) => !documents.has(documentId)) };

/** Takes out what stood in the records before these rows: no undo brings it back. */
export const eraseOutcome = (outcome: SliceOutcome, rows: ReadonlySet<number>): SliceOutcome => ({
  ...outcome,
  ...(outcome.before === undefined ? {} : { before: Object.fromEntries(Object.entries(outcome.before).filter(([row]) => !rows.has(Number(row)))) }),
  ...(outcome.replanned === undefined ? {} : { replanned: outcome.replanned.map((plan) => (rows.has(plan.row) ? erasePlanRow(plan) : plan)) }),
  issues: Object.fromEntries(Object.entries(outcome.issues).map(([row, issues]) => [row, rows.has(Number(row)) ? issues.map(withoutParams) : issues])),
});

/** Parameters of an issue may repeat a cell. */
const withoutParams = ({ params: _params, ...issue }: RowIssue): RowIssue => issue;
