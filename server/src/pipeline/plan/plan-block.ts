import { emptyPlanCounts, type IssueCode, type PlanCounts } from '../../contracts';
import type { Crowd } from '../match/crowd';
import { findableHashes, namedKey, prepareRow, type PreparedRow } from '../match/prepare-row';
import { mapAndBreathe } from '../map-and-breathe';
import type { KeyHit, PlanReader } from '../ports';
import type { Candidate, PlanRow } from '../types';
import { planRow } from './plan-row';
import type { RowPlanner } from './planner';
import { checkReferences } from './reference-book';
import { isBlank } from './same-value';

export interface BlockPlan {
  rows: PlanRow[];
  counts: PlanCounts;
  issueCounts: Partial<Record<IssueCode, number>>;
}

/** What the database says about a block's keys; filled anew for each block. */
export interface BlockFinds {
  hits: Map<string, KeyHit[]>;
  /** Of the keys that very many records share. */
  crowds: Map<string, Crowd | null>;
  /** `hash:name:documentId` of what people have declared different. */
  distinct: Set<string>;
}

export interface BlockPorts {
  finds: BlockFinds;
  reader: PlanReader;
  /** Lets others have a turn. Inside of a transaction nobody else may. */
  breathe(): Promise<void>;
}

/** Plans one block: the keys of all its rows are looked up together, then each row is decided in file order. */
export const planBlock = async (candidates: Candidate[], planner: RowPlanner, { finds, reader, breathe }: BlockPorts): Promise<BlockPlan> => {
  planner.permits?.forget();
  await checkReferences(candidates, planner.setting, reader);
  await planner.organizations.prefetch(candidates);
  const prepared = await mapAndBreathe(candidates, (candidate) => prepareRow(candidate, planner), breathe);
  const hashes = findableHashes(prepared);
  await find([...hashes], planner, { finds, reader });
  const identities = identitiesOf(prepared, hashes, { finds, planner });
  await planner.states.prefetch(identities);
  await planner.permits?.prefetch(planner.target, storedIdsOf(identities, planner));
  const counts = emptyPlanCounts();
  const issueCounts: Partial<Record<IssueCode, number>> = {};
  const rows: PlanRow[] = [];
  planner.states.begin(rows);
  const decide = (each: PreparedRow): void => {
    const row = planRow(each, planner);
    count(row, counts, issueCounts);
    rows.push(row);
  };
  await mapAndBreathe(prepared, decide, breathe);
  planner.states.trim();
  return { rows, counts, issueCounts };
};

const find = async (hashes: string[], planner: RowPlanner, { finds, reader }: Pick<BlockPorts, 'finds' | 'reader'>): Promise<void> => {
  finds.hits.clear();
  finds.crowds.clear();
  finds.distinct.clear();
  for (const hit of await reader.findKeys(planner.target, hashes)) {
    const known = finds.hits.get(hit.hash);
    if (known === undefined) finds.hits.set(hit.hash, [hit]);
    else known.push(hit);
  }
  for (const { hash, nameHash, documentId } of await reader.findDistinctions(planner.target, hashes)) finds.distinct.add(`${hash}:${nameHash}:${documentId}`);
};

const identitiesOf = (rows: PreparedRow[], hashes: Set<string>, { finds, planner }: { finds: BlockFinds; planner: RowPlanner }): Set<number> => {
  const identities = new Set<number>();
  for (const hits of finds.hits.values()) for (const { recordId } of hits) identities.add(-recordId);
  for (const hash of hashes) for (const identity of planner.index.identitiesOf(hash)) identities.add(identity);
  for (const row of rows) {
    for (const trials of row.trials) {
      for (const { hash, guarded } of trials) {
        if (!guarded || row.name === null) continue;
        for (const identity of planner.index.identitiesOf(namedKey(hash, row.name))) identities.add(identity);
      }
    }
  }
  return identities;
};

/** Database ids of what the block's rows may write: of records merged by earlier rows, those that they are now. */
function* storedIdsOf(identities: ReadonlySet<number>, { index }: RowPlanner): Generator<number> {
  for (const identity of identities) {
    const now = index.survivorOf(identity);
    if (now !== null && now < 0) yield -now;
  }
}

const count = (row: PlanRow, counts: PlanCounts, issueCounts: Partial<Record<IssueCode, number>>): void => {
  counts[row.kind] += 1;
  if (row.organization?.action === 'create') counts.organizationsCreate += 1;
  if (row.organization?.action === 'update') counts.organizationsUpdate += 1;
  for (const [, , after] of row.changes) if (isBlank(after)) counts.clears += 1;
  for (const { code } of row.issues) issueCounts[code] = (issueCounts[code] ?? 0) + 1;
};
