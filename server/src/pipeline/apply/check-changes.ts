import { assertNever, type IssueCode } from '../../contracts';
import { gainedIds, missingIds } from '../plan/gained-ids';
import { changedState, recordKeys } from '../plan/record-state';
import { isBlank, sameValue } from '../plan/same-value';
import type { KeyAlias } from '../ports';
import type { PlanRow, RowBefore } from '../types';
import type { SliceContext } from './apply-slice';
import { checkMerge, type MergeDraft } from './check-merge';
import { isChange, isMergedAway, loadDrafts, type Draft } from './drafts';
import { recordsOf } from './independent-prefix';
import { loadKeyOwners, type KeyOwners } from './key-owners';
import { afterRow } from './row-values';
import type { SliceLedger } from './slice-ledger';

/** What a slice does to records that are there, checked and not yet written. */
export interface SliceChanges {
  /** Records that rows update, among them such as earlier rows of the slice create. */
  updates: Draft[];
  merges: MergeDraft[];
  deletes: { row: number; draft: Draft }[];
  /** What undo needs, by row. */
  before: Map<number, RowBefore>;
}

/** Everything that a row is checked with. */
export interface ChangeCheck {
  drafts: ReadonlyMap<string, Draft>;
  owners: KeyOwners;
  /** Of records that are merged. */
  aliases: ReadonlyMap<number, KeyAlias[]>;
  context: SliceContext;
}

/**
 * Checks the planned updates, merges and deletes of a slice in file order. Each row is checked on the fields that it
 * changes and on the keys that found its records; what differs from the plan is held.
 */
export const checkChanges = async (rows: PlanRow[], ledger: SliceLedger, context: SliceContext): Promise<SliceChanges> => {
  const changes: SliceChanges = { updates: [], merges: [], deletes: [], before: new Map() };
  const standing = rows.filter((row) => ledger.stands(row));
  if (!standing.some(isChange)) return changes;
  const drafts = await loadDrafts(standing, context);
  const check: ChangeCheck = { drafts, owners: await loadKeyOwners(standing, drafts, context), aliases: await loadAliases(standing, drafts, context), context };
  for (const row of standing) {
    const problem = checkRow(row, check, changes);
    if (problem !== null) ledger.hold(row.row, problem);
  }
  return { ...changes, updates: [...drafts.values()].filter(({ state }) => state.lastRow !== null) };
};

/** Aliases matter where records are merged. */
const loadAliases = async (rows: PlanRow[], drafts: ReadonlyMap<string, Draft>, { writer, setting }: SliceContext): Promise<Map<number, KeyAlias[]>> => {
  const merged = rows.filter(({ kind }) => kind === 'merge').flatMap(recordsOf).flatMap(({ documentId }) => drafts.get(documentId)?.before.id ?? []);
  return merged.length === 0 ? new Map() : writer.aliasesOf(setting.target, merged);
};

/** Takes the row into `changes`; or gives the reason why it cannot be done. */
const checkRow = (row: PlanRow, check: ChangeCheck, changes: SliceChanges): IssueCode | null => {
  switch (row.kind) {
    case 'update':
      return checkUpdate(row, check, changes);
    case 'merge':
      return checkMerge(row, check, changes);
    case 'delete':
      return checkDelete(row, check, changes);
    case 'create':
    case 'unchanged':
    case 'skip':
    case 'hold':
    case 'invalid':
      return null;
    default:
      return assertNever(row.kind);
  }
};

const checkUpdate = (row: PlanRow, check: ChangeCheck, { before }: SliceChanges): IssueCode | null => {
  const draft = check.drafts.get(row.record?.documentId ?? '');
  if (draft === undefined) return 'record.deleted-since';
  if (!isAsPlanned(row, draft, check)) return 'plan.changed-since';
  const next = afterRow(row, draft.state, check.context);
  const own = new Set([draft.before.id]);
  if (recordKeys(check.context.setting, next).some(({ hash, unique }) => unique && check.owners.isTaken(hash, own, row.row))) return 'plan.changed-since';
  before.set(row.row, beforeOf(row, draft, check.context));
  advance(row, draft, check.context);
  return null;
};

const checkDelete = (row: PlanRow, check: ChangeCheck, changes: SliceChanges): IssueCode | null => {
  const draft = check.drafts.get(row.record?.documentId ?? '');
  if (draft === undefined) return 'record.deleted-since';
  if (!isAsPlanned(row, draft, check)) return 'plan.changed-since';
  check.owners.close([draft]);
  changes.deletes.push({ row: row.row, draft });
  return null;
};

/** The fields that the row changes are as they were planned, and its key finds the record. */
export const isAsPlanned = (row: PlanRow, draft: Draft, { owners, context }: Pick<ChangeCheck, 'owners' | 'context'>): boolean => {
  const { before, state } = draft;
  if (isMergedAway(draft)) return false;
  const isSame = ([field, planned]: PlanRow['changes'][number]): boolean => sameValue(state.values[field], planned) || isUntoldDefault(field, planned, { draft, context });
  return row.changes.every(isSame) && (row.keyHash === null || state.hashes().has(row.keyHash) || owners.finds(row.keyHash, before.id));
};

/** A record that this job created says in a field what the type gives to all: the plan, made before, knows nothing of it. */
const isUntoldDefault = (field: string, planned: unknown, { draft, context }: { draft: Draft; context: SliceContext }): boolean =>
  isBlank(planned) && draft.before.lastJob === context.job && sameValue(draft.state.values[field], context.writer.defaultOf(context.setting.target, field));

/** Who wrote the record last, and where it belonged: what the plan does not know. */
export const beforeOf = (row: PlanRow, { before, state }: Draft, { job }: SliceContext): RowBefore => {
  const lastJob = state.lastRow === null ? before.lastJob : job;
  const moves = row.organization !== null && row.organization.documentId !== state.organization;
  return { ...(lastJob === null ? {} : { lastJob }), ...(moves ? { organization: state.organization } : {}) };
};

const advance = (row: PlanRow, draft: Draft, context: SliceContext): void => {
  for (const [field] of row.changes) draft.changed.add(field);
  draft.state = changedState(context.setting, draft.state, {
    row: row.row,
    changes: row.changes,
    externalIds: missingIds(gainedIds(row, context.setting), draft.state.externalIds),
    organization: row.organization?.documentId ?? null,
  });
};
