import type { Link } from '../match/link-row';
import type { PlanRow } from '../types';
import type { ResolvedRow, RowPlanner } from './planner';
import { without } from './row-plans';

/** The action column says delete, and one record is meant. */
export const planDelete = ({ row, issues }: ResolvedRow, { state, labels, hash }: Link, planner: RowPlanner): PlanRow => {
  if (!planner.mayDelete) return without(row.candidate, 'invalid', [...issues, { code: 'delete.not-allowed' }]);
  planner.index.addDeletion(state.identity);
  return {
    ...without(row.candidate, 'delete', issues),
    record: state.ref,
    matchedBy: labels[0] ?? null,
    keyHash: hash,
    previousRow: state.lastRow,
  };
};
