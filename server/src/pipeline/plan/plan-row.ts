import {
  MAX_EXTERNAL_IDS, isBlocking, type OnConflict, type PlanKind, type ResolvedSetting, type RowIssue, type Target, type Value,
} from '../../contracts';
import { findMatch, statesOf, type Match, type MatchSources } from '../match/find-match';
import type { MatchStep } from '../match/compile-match-by';
import type { PreparedRow } from '../match/findable-hashes';
import type { Candidate, PlanRow } from '../types';
import { diffRecord } from './diff-record';
import type { JobIndex } from './job-index';
import type { OrganizationAnswer, OrganizationBook } from './organization-book';
import { changedState, recordKeys, stateOfCreated, type RecordState } from './record-state';
import type { StateBook } from './state-book';
import { isBlank } from './same-value';

export interface RowPlanner {
  /** documentId of the record that a row creates. */
  documentIdOf(row: number): string;
  target: Target;
  setting: ResolvedSetting;
  steps: MatchStep[];
  onConflict: ReadonlyMap<string, OnConflict>;
  missingRequired(candidate: Candidate): RowIssue[];
  sources: MatchSources;
  states: StateBook;
  organizations: OrganizationBook;
  index: JobIndex;
}

/** Decides one row. Reads only what was fetched for its block; leaves in the index what later rows must know. */
export const planRow = (row: PreparedRow, planner: RowPlanner): PlanRow => {
  const { candidate } = row;
  if (candidate.issues.some(isBlocking)) return without(candidate, 'invalid', candidate.issues);
  if (candidate.empty) return without(candidate, 'skip', candidate.issues);
  const answer = planner.organizations.resolve(candidate.organization);
  const issues = [...candidate.issues, ...answer.issues];
  if (answer.issues.some(isBlocking)) return without(candidate, 'invalid', issues);
  const match = findMatch(row, answer.organization?.documentId ?? null, planner.steps, planner.sources);
  if (match === null) return planCreate(row, { answer, issues }, planner);
  return planUpdate(row, { match, answer, issues }, planner);
};

const planCreate = (prepared: PreparedRow, { answer, issues }: { answer: OrganizationAnswer; issues: RowIssue[] }, planner: RowPlanner): PlanRow => {
  const { candidate } = prepared;
  if (planner.setting.mode === 'update') return without(candidate, 'skip', [...issues, { code: 'mode.update-only' }]);
  const refusals = [...planner.missingRequired(candidate), ...takenIssues(prepared, null, planner)];
  if (refusals.length > 0) return without(candidate, 'invalid', [...issues, ...refusals]);
  if (prepared.trials.every((trials) => trials.length === 0)) issues.push({ code: 'match.no-identifier' });
  planner.organizations.accept(answer);
  const { organization } = answer;
  const externalId = planner.states.storedExternalId(candidate.externalId);
  const values = withoutBlanks(candidate.values);
  const state = stateOfCreated(planner.target, {
    row: candidate.row,
    documentId: planner.documentIdOf(candidate.row),
    values,
    externalIds: externalId === null ? [] : [externalId],
    organization: organization?.documentId ?? null,
  });
  remember(state, null, planner);
  return {
    ...without(candidate, 'create', issues),
    record: state.ref,
    values,
    externalId: externalId?.value ?? null,
    organization,
  };
};

interface Found {
  match: Match;
  answer: OrganizationAnswer;
  issues: RowIssue[];
}

const planUpdate = (prepared: PreparedRow, { match, answer, issues }: Found, planner: RowPlanner): PlanRow => {
  const { candidate } = prepared;
  const { state, label } = match;
  if (planner.setting.mode === 'create') {
    return { ...without(candidate, 'skip', [...issues, { code: 'mode.create-only' }]), record: state.ref, matchedBy: label };
  }
  const external = newExternalId(candidate, state, planner);
  const refusals = takenIssues(prepared, state, planner);
  if (external !== null && state.externalIds.length >= MAX_EXTERNAL_IDS) {
    refusals.push({ code: 'external-id.too-many', params: { max: MAX_EXTERNAL_IDS } });
  }
  if (refusals.length > 0) return without(candidate, 'invalid', [...issues, ...refusals]);
  planner.organizations.accept(answer);
  const changes = diffRecord(state.values, candidate.values, planner.onConflict);
  const moves = answer.organization !== null && answer.organization.documentId !== state.organization;
  const organization = moves || answer.organization?.action === 'update' ? answer.organization : null;
  const changed = changes.length > 0 || external !== null || moves;
  if (state.lastRow !== null) issues.push({ code: 'file.duplicate-row', params: { row: state.lastRow } });
  const row: PlanRow = {
    ...without(candidate, changed ? 'update' : 'unchanged', changed ? issues : [...issues, { code: 'row.unchanged' }]),
    record: state.ref,
    matchedBy: label,
    keyHash: match.hash,
    changes,
    externalId: external?.value ?? null,
    organization,
    previousRow: changed ? state.lastRow : null,
  };
  if (changed) {
    const after = changedState(planner.target, state, { row: candidate.row, changes, externalId: external, organization: moves ? (organization?.documentId ?? null) : null });
    remember(after, state, planner);
  }
  return row;
};

/** Tells later rows what this one does: the keys that are new, and who changed the record last. */
const remember = (after: RecordState, before: RecordState | null, planner: RowPlanner): void => {
  // A created record is found again by its planned row.
  if (before !== null) planner.states.put(after);
  const known = before?.hashes();
  for (const { hash } of recordKeys(planner.target, after)) {
    if (!known?.has(hash)) planner.index.addKey(hash, after.identity);
  }
  planner.index.addChange(after.identity, after.lastRow ?? 0);
};

const newExternalId = (candidate: Candidate, state: RecordState, planner: RowPlanner) => {
  const external = planner.states.storedExternalId(candidate.externalId);
  if (external === null) return null;
  return state.externalIds.some(({ source, value }) => source === external.source && value === external.value) ? null : external;
};

/** Identifiers that only one record may have, and that another one has already. */
const takenIssues = ({ unique }: PreparedRow, own: RecordState | null, planner: RowPlanner): RowIssue[] =>
  unique
    .filter((identifier) => statesOf(identifier, planner.sources).some((state) => state.identity !== own?.identity))
    .map(({ code }) => ({ code }));

const withoutBlanks = (values: Record<string, Value | null>): Record<string, Value> => {
  const kept: Record<string, Value> = {};
  for (const field in values) {
    const value = values[field];
    if (value !== undefined && value !== null && !isBlank(value)) kept[field] = value;
  }
  return kept;
};

const without = (candidate: Candidate, kind: PlanKind, issues: RowIssue[]): PlanRow => ({
  row: candidate.row,
  line: candidate.line,
  kind,
  issues,
  record: null,
  matchedBy: null,
  keyHash: null,
  values: null,
  changes: [],
  externalId: null,
  organization: null,
  previousRow: null,
});
