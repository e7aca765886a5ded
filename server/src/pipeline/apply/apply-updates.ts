import type { IssueCode } from '../../contracts';
import { changedState, recordKeys, stateOfStored, type RecordState } from '../plan/record-state';
import { sameValue } from '../plan/same-value';
import type { RecordUpdate, StoredRecord } from '../ports';
import type { PlanRow } from '../types';
import { keyChanges } from './apply-organizations';
import type { SliceContext, SliceProgress } from './apply-slice';

/** A record that the slice changes: as it was, and as it is after the rows done so far. */
interface Draft {
  before: StoredRecord;
  state: RecordState;
  changed: Set<string>;
}

/**
 * Applies the planned updates of a slice. Each row is checked on the fields that it changes and on the key that found
 * its record; what differs from the plan is held. Several rows may change one record: it is written once.
 */
export const applyUpdates = async (rows: PlanRow[], { ledger, organizationIds }: SliceProgress, context: SliceContext): Promise<void> => {
  const planned = rows.filter((row) => row.kind === 'update' && ledger.stands(row));
  if (planned.length === 0) return;
  const drafts = await loadDrafts(planned, context);
  const owners = await ownersOfHashes(planned, drafts, context);
  const byId = new Map([...drafts.values()].map((draft) => [draft.before.id, draft]));
  /** Whether another record has the identifier after the rows done so far. */
  const isTaken = (hash: string, own: number): boolean =>
    [...(owners.get(hash) ?? [])].some((owner) => owner !== own && (byId.get(owner)?.state.hashes().has(hash) ?? true));
  for (const row of planned) {
    const draft = drafts.get(row.record?.documentId ?? '');
    const problem = draft === undefined ? 'record.deleted-since' : differsFromPlan(row, draft, { owners, isTaken }, context);
    if (problem !== null || draft === undefined) ledger.hold(row.row, problem ?? 'record.deleted-since');
    else advance(row, draft, context);
  }
  const touched = [...drafts.values()].filter(({ state }) => state.lastRow !== null);
  await context.writer.updateRecords(context.setting.target, touched.map((draft) => toUpdate(draft, organizationIds, context)));
};

const loadDrafts = async (planned: PlanRow[], { writer, setting, keyFields }: SliceContext): Promise<Map<string, Draft>> => {
  const { target } = setting;
  const unknown = planned.flatMap(({ record }) => (record !== null && record.id === null ? [record.documentId] : []));
  const made = await writer.idsOfDocuments(target, [...new Set(unknown)]);
  const ids = planned.flatMap(({ record }) => (record === null ? [] : [record.id ?? made.get(record.documentId) ?? 0]));
  const fields = [...new Set([...keyFields, ...planned.flatMap(({ changes }) => changes.map(([field]) => field))])];
  const records = await writer.lockRecords(target, [...new Set(ids)].filter((id) => id > 0), fields);
  return new Map(records.map((record) => [record.documentId, { before: record, state: stateOfStored(setting, record), changed: new Set<string>() }]));
};

/** Who has the identifiers that found the records, and the unique ones that the updates bring in: hash → record ids. */
const ownersOfHashes = async (planned: PlanRow[], drafts: Map<string, Draft>, { writer, setting }: SliceContext): Promise<Map<string, Set<number>>> => {
  const hashes = new Set<string>();
  for (const row of planned) {
    if (row.keyHash !== null) hashes.add(row.keyHash);
    const draft = drafts.get(row.record?.documentId ?? '');
    if (draft !== undefined) for (const { hash, unique } of recordKeys(setting, after(row, draft, setting.externalSource?.id ?? null))) if (unique) hashes.add(hash);
  }
  const owners = new Map<string, Set<number>>();
  for (const { hash, recordId } of await writer.findKeys(setting.target, [...hashes])) {
    owners.set(hash, (owners.get(hash) ?? new Set()).add(recordId));
  }
  return owners;
};

interface KeyOwners {
  owners: Map<string, Set<number>>;
  isTaken(hash: string, own: number): boolean;
}

const differsFromPlan = (row: PlanRow, { before, state }: Draft, { owners, isTaken }: KeyOwners, { setting }: SliceContext): IssueCode | null => {
  if (row.changes.some(([field, planned]) => !sameValue(state.values[field], planned))) return 'plan.changed-since';
  const stillFound = row.keyHash === null || state.hashes().has(row.keyHash) || (owners.get(row.keyHash)?.has(before.id) ?? false);
  if (!stillFound) return 'plan.changed-since';
  const next = after(row, { before, state, changed: new Set() }, setting.externalSource?.id ?? null);
  return recordKeys(setting, next).some(({ hash, unique }) => unique && isTaken(hash, before.id)) ? 'plan.changed-since' : null;
};

const after = (row: PlanRow, { state }: Draft, sourceId: string | null): Pick<RecordState, 'values' | 'externalIds'> => {
  const values = { ...state.values };
  for (const [field, , value] of row.changes) values[field] = value;
  const externalIds = row.externalId === null || sourceId === null ? state.externalIds : [...state.externalIds, { source: sourceId, value: row.externalId }];
  return { values, externalIds };
};

const advance = (row: PlanRow, draft: Draft, { setting }: SliceContext): void => {
  for (const [field] of row.changes) draft.changed.add(field);
  const source = setting.externalSource?.id ?? null;
  const known = draft.state.externalIds.some((external) => external.source === source && external.value === row.externalId);
  draft.state = changedState(setting, draft.state, {
    row: row.row,
    changes: row.changes,
    externalIds: row.externalId === null || source === null || known ? [] : [{ source, value: row.externalId }],
    organization: row.organization?.documentId ?? null,
  });
};

const toUpdate = ({ before, state, changed }: Draft, organizationIds: Map<string, number>, { setting }: SliceContext): RecordUpdate => {
  const old = recordKeys(setting, before);
  const moves = state.organization !== before.organization && state.organization !== null;
  return {
    id: before.id,
    values: Object.fromEntries([...changed].map((field) => [field, state.values[field] ?? null])),
    ...(state.externalIds.length === before.externalIds.length ? {} : { externalIds: state.externalIds }),
    ...(moves ? { organizationId: organizationIds.get(state.organization ?? '') ?? null } : {}),
    ...keyChanges(old, recordKeys(setting, state)),
  };
};
