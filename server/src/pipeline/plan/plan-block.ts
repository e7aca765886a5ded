import { emptyPlanCounts, type IssueCode, type PlanCounts } from '../../contracts';
import { findableHashes, prepareRow } from '../match/findable-hashes';
import type { Candidate, PlanRow } from '../types';
import { isBlank } from './same-value';
import { planRow, type RowPlanner } from './plan-row';
import type { PlanReader } from '../ports';

export interface BlockPlan {
  rows: PlanRow[];
  counts: PlanCounts;
  issueCounts: Partial<Record<IssueCode, number>>;
}

/** Plans one block: the keys of all its rows are looked up together, then each row is decided in file order. */
export const planBlock = async (candidates: Candidate[], planner: RowPlanner, hits: Map<string, number[]>, reader: PlanReader): Promise<BlockPlan> => {
  await planner.organizations.prefetch(candidates);
  const prepared = candidates.map((candidate) => prepareRow(candidate, planner.steps, planner.setting));
  const hashes = findableHashes(prepared);
  hits.clear();
  for (const { hash, recordId } of await reader.findKeys(planner.target, [...hashes])) {
    const known = hits.get(hash);
    if (known === undefined) hits.set(hash, [recordId]);
    else known.push(recordId);
  }
  await planner.states.prefetch(identitiesOf(hashes, hits, planner));
  const counts = emptyPlanCounts();
  const issueCounts: Partial<Record<IssueCode, number>> = {};
  const rows: PlanRow[] = [];
  planner.states.begin(rows);
  for (const each of prepared) {
    const row = planRow(each, planner);
    count(row, counts, issueCounts);
    rows.push(row);
  }
  planner.states.trim();
  return { rows, counts, issueCounts };
};

const identitiesOf = (hashes: Set<string>, hits: Map<string, number[]>, planner: RowPlanner): Set<number> => {
  const identities = new Set<number>();
  for (const ids of hits.values()) for (const id of ids) identities.add(-id);
  for (const hash of hashes) for (const identity of planner.index.identitiesOf(hash)) identities.add(identity);
  return identities;
};

const count = (row: PlanRow, counts: PlanCounts, issueCounts: Partial<Record<IssueCode, number>>): void => {
  counts[row.kind] += 1;
  if (row.organization?.action === 'create') counts.organizationsCreate += 1;
  if (row.organization?.action === 'update') counts.organizationsUpdate += 1;
  for (const [, , after] of row.changes) if (isBlank(after)) counts.clears += 1;
  for (const { code } of row.issues) issueCounts[code] = (issueCounts[code] ?? 0) + 1;
};
