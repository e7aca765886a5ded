import { MAX_EXTERNAL_IDS, type IssueCode, type Mode, type PlanKind, type RowIssue, type Value } from '../../contracts';
import type { StoredExternalId } from '../../domain/keys';
import { hitsOf } from '../match/find-hits';
import type { Link } from '../match/link-row';
import { namedKey, type PreparedRow } from '../match/prepare-row';
import type { Candidate, LinkedRecord, PlanRow } from '../types';
import { gainedIds } from './gained-ids';
import type { RowPlanner } from './planner';
import { recordKeys, type RecordState } from './record-state';
import { isBlank } from './same-value';

/** A plan that does nothing yet. */
export const without = (candidate: Candidate, kind: PlanKind, issues: RowIssue[]): PlanRow => ({
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

/** Beyond these, a person sees the oldest ones. */
const MAX_CANDIDATES = 25;

/** A row that waits for a person, with the records to choose from. */
export const hold = (
  { candidate }: PreparedRow,
  { code, links, issues, max }: { code: IssueCode; links: readonly Link[]; issues: RowIssue[]; max?: number },
): PlanRow => ({
  ...without(candidate, 'hold', [...issues, { code, params: { count: links.length, ...(max === undefined ? {} : { max }) } }]),
  candidates: links.slice(0, MAX_CANDIDATES).map(toLinkedRecord),
});

export const toLinkedRecord = ({ state, labels, hash }: Link): LinkedRecord => ({ ...state.ref, linkedBy: labels, keyHash: hash });

/** What the row may do: its own action, else the setting's. */
export const modeOf = ({ candidate }: PreparedRow, { setting }: Pick<RowPlanner, 'setting'>): Mode => {
  const { action } = candidate;
  return action === 'create' || action === 'update' || action === 'upsert' ? action : setting.mode;
};

/** Identifiers that only one record may have, and that a record outside of these has already. */
export const takenIssues = ({ unique }: PreparedRow, own: readonly RecordState[], { sources }: RowPlanner): RowIssue[] =>
  unique
    .filter((identifier) => hitsOf(identifier, sources).some(({ state }) => !own.some(({ identity }) => identity === state.identity)))
    .map(({ code, field }) => (code === 'unique.taken' ? { code, params: { field } } : { code }));

/** The row's external IDs: of the setting's source first, then of other sources. */
export const idsOf = ({ externalId, externalIds }: Candidate, { setting }: Pick<RowPlanner, 'setting'>): StoredExternalId[] =>
  gainedIds({ externalId, ...(externalIds === undefined ? {} : { otherIds: externalIds }) }, setting);

/** A record's new external IDs as a planned row names them: the setting's own apart from the others. */
export const plannedIds = (gained: readonly StoredExternalId[], { externalId }: Candidate, { setting }: Pick<RowPlanner, 'setting'>): Pick<PlanRow, 'externalId' | 'otherIds'> => {
  const isOwn = ({ source, value }: StoredExternalId): boolean => source === setting.externalSource?.id && value === externalId;
  const others = gained.filter((each) => !isOwn(each));
  return { externalId: gained.some(isOwn) ? externalId : null, ...(others.length === 0 ? {} : { otherIds: others }) };
};

/** What a row adds to its record that the record has no room for. */
export const roomIssues = (has: readonly StoredExternalId[], gained: readonly StoredExternalId[], overlong: readonly { field: string; maxLength: number }[]): RowIssue[] => [
  ...(has.length + gained.length > MAX_EXTERNAL_IDS ? [{ code: 'external-id.too-many' as const, params: { max: MAX_EXTERNAL_IDS } }] : []),
  ...overlong.map(({ field, maxLength }) => ({ code: 'text.too-long' as const, params: { field, max: maxLength } })),
];

/** `combine`: what earlier rows of the file gave stays; this one fills in what they left open. */
export const notGivenYet = (values: Record<string, Value | null>, given: ReadonlySet<string>): Record<string, Value | null> =>
  given.size === 0 ? values : Object.fromEntries(Object.entries(values).filter(([field]) => !given.has(field)));

/** Tells later rows what this one does: the keys that are new, and who changed the record last. */
export const remember = (row: PreparedRow, { after, before }: { after: RecordState; before: RecordState | null }, planner: RowPlanner): void => {
  // A created record is found again by its planned row.
  if (before !== null) planner.states.put(after);
  const known = before?.hashes();
  const guarded = guardedHashes(row);
  for (const { hash } of recordKeys(planner.setting, after)) {
    if (known?.has(hash) === true) continue;
    if (guarded?.has(hash) === true) rememberShared(hash, { after, before }, planner);
    else planner.index.addKey(hash, after.identity);
  }
  planner.index.addChange(after.identity, after.lastRow ?? 0);
};

const guardedHashes = ({ trials }: PreparedRow): ReadonlySet<string> | null => {
  let hashes: Set<string> | null = null;
  for (const step of trials) for (const { hash, guarded } of step) if (guarded) (hashes ??= new Set()).add(hash);
  return hashes;
};

/** Of those who share an identifier, the first stands for all; each is found by its name. */
const rememberShared = (hash: string, { after }: { after: RecordState; before: RecordState | null }, { index }: RowPlanner): void => {
  if (index.identitiesOf(hash).length === 0) index.addKey(hash, after.identity);
  index.addKey(namedKey(hash, after.nameHash()), after.identity);
};

export const withoutBlanks = (values: Record<string, Value | null>): Record<string, Value> => {
  const kept: Record<string, Value> = {};
  for (const field in values) {
    const value = values[field];
    if (value !== undefined && value !== null && !isBlank(value)) kept[field] = value;
  }
  return kept;
};
