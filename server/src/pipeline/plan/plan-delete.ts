import type { Link } from '../match/link-row';
import type { PlanRow } from '../types';
import type { ResolvedRow, RowPlanner } from './planner';
import { refusalsOf } from './refusals-of';
import { without } from './row-plans';

/** The action column says delete, and one record is meant. */
export const planDelete = ({ row, issues }: ResolvedRow, { state, labels, hash }: Link, planner: RowPlanner): PlanRow => {
  if (!planner.mayDelete) return without(row.candidate, 'invalid', [...issues, { code: 'delete.not-allowed' }]);
  const planned: PlanRow = {
    ...without(row.candidate, 'delete', issues),
    record: state.ref,
    matchedBy: labels[0] ?? null,
    keyHash: hash,
    previousRow: state.lastRow,
  };
  const refused = refusalsOf(planned, { candidate: row.candidate, records: [], organization: null }, planner);
  if (refused.length > 0) return without(row.candidate, 'invalid', [...issues, ...refused]);
  planner.index.addDeletion(state.identity);
  return planned;
};
