import { isBlocking, type RowIssue } from '../../contracts';
import { linkRow, type Link, type Linked } from '../match/link-row';
import type { PreparedRow } from '../match/prepare-row';
import type { PlanRow } from '../types';
import { refuseDuplicate } from './pick-duplicates';
import { planCreate } from './plan-create';
import { planDelete } from './plan-delete';
import { MAX_CLUSTER, planMerge } from './plan-merge';
import { planUpdate } from './plan-update';
import type { ResolvedRow, RowPlanner } from './planner';
import { hold, modeOf, without } from './row-plans';

/** Decides one row. Reads only what was fetched for its block; leaves in the index what later rows must know. */
export const planRow = (row: PreparedRow, planner: RowPlanner): PlanRow => {
  const { candidate } = row;
  if (planner.excluded.has(candidate.row)) return without(candidate, 'skip', [{ code: 'row.excluded' }]);
  if (candidate.issues.some(isBlocking)) return without(candidate, 'invalid', candidate.issues);
  if (candidate.empty) return without(candidate, 'skip', candidate.issues);
  if (candidate.action === 'skip') return without(candidate, 'skip', [...candidate.issues, { code: 'action.skip' }]);
  const duplicate = refuseDuplicate(row, planner.setting.inFileDuplicates, planner.occurrences);
  if (duplicate !== null) return without(candidate, isBlocking(duplicate) ? 'invalid' : 'skip', [...candidate.issues, duplicate]);
  const answer = planner.organizations.resolve(candidate.organization);
  const issues = [...candidate.issues, ...answer.issues];
  if (answer.issues.some(isBlocking)) return without(candidate, 'invalid', issues);
  const linked = linkRow(row, answer.organization?.documentId ?? null, {
    steps: planner.steps,
    sources: planner.sources,
    guard: planner.guard,
    mode: row.decision === null ? planner.setting.mergeMode : 'merge-all',
  });
  return decide({ row, answer, issues }, linked, planner);
};

/** From what the row's identifiers find to what is done. */
const decide = (resolved: ResolvedRow, linked: Linked, planner: RowPlanner): PlanRow => {
  const { row, issues } = resolved;
  if (row.decision?.decision === 'same') return decideSame(resolved, linked, planner);
  const { links } = linked;
  if (links.length === 0) return decideUnknown(resolved, linked, planner);
  const [first] = links;
  if (links.length === 1 && first !== undefined) return decideKnown(resolved, first, planner);
  const merges = planner.setting.mergeMode === 'merge-all' || row.decision?.decision === 'merge';
  if (!merges || row.candidate.action === 'delete') return hold(row, { code: 'match.ambiguous', links, issues });
  if (links.length > MAX_CLUSTER) return hold(row, { code: 'match.cluster-too-large', links, issues, max: MAX_CLUSTER });
  return modeOf(row, planner) === 'create' ? planUpdate(resolved, links[0] as Link, planner) : planMerge(resolved, links, planner);
};

const decideSame = (resolved: ResolvedRow, { links, shared, sharedDomain }: Linked, planner: RowPlanner): PlanRow => {
  const { row, issues } = resolved;
  const all = [...links, ...shared.flatMap((each) => each.links), ...sharedDomain];
  const chosen = all.find(({ state }) => state.ref.documentId === row.decision?.record) ?? (row.decision?.record === null ? all[0] : undefined);
  return chosen === undefined ? hold(row, { code: 'match.decided-gone', links: all, issues }) : decideKnown(resolved, chosen, planner);
};

const decideKnown = (resolved: ResolvedRow, link: Link, planner: RowPlanner): PlanRow =>
  resolved.row.candidate.action === 'delete' ? planDelete(resolved, link, planner) : planUpdate(resolved, link, planner);

/** Nobody was found, or only people who share an identifier and have other names. */
const decideUnknown = (resolved: ResolvedRow, { shared, sharedDomain, ignored }: Linked, planner: RowPlanner): PlanRow => {
  const { row, issues } = resolved;
  const sharers = shared.flatMap(({ links }) => links);
  if (sharedDomain.length > 0) return hold(row, { code: 'match.domain-shared', links: sharedDomain, issues });
  // A colleague with an identifier of his own is new; whoever has nothing but the switchboard may be anybody.
  const hasOwnIdentifier = row.trials.some((trials) => trials.some(({ guarded, hash }) => !guarded && !shared.some(({ trial }) => trial.hash === hash)));
  if (sharers.length > 0 && !hasOwnIdentifier && row.decision?.decision !== 'different') return hold(row, { code: 'match.shared-identifier', links: sharers, issues });
  if (row.candidate.action === 'delete') return without(row.candidate, 'skip', [...issues, { code: 'delete.not-found' }]);
  if (modeOf(row, planner) === 'update') return without(row.candidate, 'skip', [...issues, { code: 'mode.update-only' }]);
  const noted: RowIssue[] = shared.length > 0 ? [...issues, { code: 'match.shared-ignored' }] : issues;
  return planCreate({ ...resolved, issues: noted }, ignored, planner);
};
