import type { Link } from '../match/link-row';
import type { PlanRow } from '../types';
import { diffRecord, overlongLists, refusedConsents } from './diff-record';
import { missingIds } from './gained-ids';
import type { ResolvedRow, RowPlanner } from './planner';
import { changedState } from './record-state';
import { idsOf, modeOf, notGivenYet, plannedIds, remember, roomIssues, takenIssues, without, withoutBlanks } from './row-plans';

const NOTHING: ReadonlySet<string> = new Set();

export const planUpdate = ({ row: prepared, answer, issues }: ResolvedRow, { state, labels, hash }: Link, planner: RowPlanner): PlanRow => {
  const { candidate } = prepared;
  const combines = planner.setting.inFileDuplicates === 'combine';
  const matchedBy = labels[0] ?? null;
  // Rows of one record that are taken together may complete what this file creates.
  if (modeOf(prepared, planner) === 'create' && !(combines && state.identity > 0)) {
    return { ...without(candidate, 'skip', [...issues, { code: 'mode.create-only' }]), record: state.ref, matchedBy };
  }
  const gained = missingIds(idsOf(candidate, planner), state.externalIds);
  const refusals = [...takenIssues(prepared, [state], planner), ...roomIssues(state.externalIds, gained, overlongLists(state.values, candidate.values, planner.rules)), ...refusedConsents(state.values, candidate.values, planner.rules)];
  if (refusals.length > 0) return without(candidate, 'invalid', [...issues, ...refusals]);
  planner.organizations.accept(answer);
  const changes = diffRecord(state.values, notGivenYet(candidate.values, state.given ?? NOTHING), planner.rules);
  const moves = answer.organization !== null && answer.organization.documentId !== state.organization;
  const organization = moves || answer.organization?.action === 'update' ? answer.organization : null;
  const changed = changes.length > 0 || gained.length > 0 || moves;
  if (state.lastRow !== null) issues.push({ code: 'file.duplicate-row', params: { row: state.lastRow } });
  const given = combines ? Object.keys(withoutBlanks(candidate.values)) : undefined;
  const row: PlanRow = {
    ...without(candidate, changed ? 'update' : 'unchanged', changed ? issues : [...issues, { code: 'row.unchanged' }]),
    record: state.ref,
    matchedBy,
    keyHash: hash,
    changes,
    ...plannedIds(gained, candidate, planner),
    organization,
    previousRow: changed || combines ? state.lastRow : null,
    ...(given === undefined ? {} : { given }),
  };
  if (changed || combines) {
    const after = changedState(planner.setting, state, {
      row: candidate.row,
      changes,
      externalIds: gained,
      organization: moves ? (organization?.documentId ?? null) : null,
      given,
    });
    remember(prepared, { after, before: state }, planner);
  }
  return row;
};
