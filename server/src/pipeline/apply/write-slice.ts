import { recordKeys } from '../plan/record-state';
import type { NewRecord, RecordMerge, RecordUpdate, WrittenRecord } from '../ports';
import type { PlanRow } from '../types';
import type { SliceContext } from './apply-slice';
import type { SliceChanges } from './check-changes';
import type { MergeDraft } from './check-merge';
import type { Draft } from './drafts';
import { keyChanges } from './key-changes';
import { writeOrganizations, type SliceOrganizations } from './organizations';
import { afterRow, createdRecord } from './row-values';
import type { SliceLedger } from './slice-ledger';

/** What is left of a slice once it has been checked. */
export interface CheckedSlice {
  creates: PlanRow[];
  organizations: SliceOrganizations;
  changes: SliceChanges;
}

/**
 * Organizations first, then new records, then what happens to those that are there: identifiers that updates give up and
 * deleted records had are free before a merge takes them.
 */
export const writeSlice = async ({ creates, organizations, changes }: CheckedSlice, ledger: SliceLedger, context: SliceContext): Promise<void> => {
  const { writer, setting } = context;
  const organizationIds = await writeOrganizations(organizations, ledger, context);
  const made = await writer.insertRecords(setting.target, creates.map((row) => newRecord(row, organizationIds, context)));
  const updates = changes.updates.map((draft) => (draft.isNew ? { ...draft, before: { ...draft.before, id: made.get(draft.before.documentId) ?? 0 } } : draft));
  await writer.updateRecords(setting.target, updates.map((draft) => toUpdate(draft, organizationIds, context)));
  for (const [row, before] of changes.before) ledger.remember(row, before);
  await deleteAll(changes, ledger, context);
  await mergeAll(changes, ledger, { organizationIds, context });
  if (writer.written !== undefined) noteWritten(await writer.written(), ledger);
};

/** A writer that asks the application about each record: rows that it refused fail, and undo is told what hooks made of the others. */
const noteWritten = (written: Map<string, WrittenRecord>, ledger: SliceLedger): void => {
  for (const { row, record } of ledger.rows) {
    const result = record === null ? undefined : written.get(record.documentId);
    if (result === undefined) continue;
    if (result.refusal !== null) ledger.fail(row, result.refusal.code, result.refusal.params);
    else if (Object.keys(result.differs).length > 0) ledger.remember(row, { written: result.differs });
  }
};

const newRecord = (row: PlanRow, organizationIds: Map<string, number>, context: SliceContext): NewRecord => {
  const { values, externalIds } = createdRecord(row, context);
  return {
    documentId: row.record?.documentId ?? '',
    values,
    externalIds,
    organizationId: row.organization === null ? null : (organizationIds.get(row.organization.documentId) ?? null),
    keys: recordKeys(context.setting, { values, externalIds }),
  };
};

const toUpdate = ({ before, state, changed }: Draft, organizationIds: Map<string, number>, { setting }: SliceContext): RecordUpdate => {
  const moves = state.organization !== before.organization && state.organization !== null;
  return {
    id: before.id,
    values: Object.fromEntries([...changed].map((field) => [field, state.values[field] ?? null])),
    ...(state.externalIds.length === before.externalIds.length ? {} : { externalIds: state.externalIds }),
    ...(moves ? { organizationId: organizationIds.get(state.organization ?? '') ?? null } : {}),
    ...keyChanges(recordKeys(setting, before), recordKeys(setting, state)),
  };
};

const deleteAll = async ({ deletes }: SliceChanges, ledger: SliceLedger, { writer, setting }: SliceContext): Promise<void> => {
  if (deletes.length === 0) return;
  const images = await writer.deleteRecords(setting.target, deletes.map(({ draft }) => draft.before.id));
  for (const { row, draft } of deletes) {
    const image = images.get(draft.before.id);
    if (image !== undefined) ledger.remember(row, { image });
  }
};

const mergeAll = async (
  { merges }: SliceChanges,
  ledger: SliceLedger,
  { organizationIds, context }: { organizationIds: Map<string, number>; context: SliceContext },
): Promise<void> => {
  if (merges.length === 0) return;
  const moved = await context.writer.mergeRecords(context.setting.target, merges.map((merge) => toMerge(merge, organizationIds, context)));
  for (const { row, survivor } of merges) {
    const links = moved.get(survivor.before.id) ?? [];
    if (links.length > 0) ledger.remember(row.row, { links });
  }
};

const toMerge = ({ row, survivor, losers, aliases }: MergeDraft, organizationIds: Map<string, number>, context: SliceContext): RecordMerge => {
  const { before } = survivor;
  const next = afterRow(row, before, context);
  const moves = row.organization !== null && row.organization.documentId !== before.organization;
  return {
    survivor: { id: before.id, documentId: before.documentId },
    losers: losers.map((loser) => ({ id: loser.before.id, documentId: loser.before.documentId })),
    update: {
      id: before.id,
      values: Object.fromEntries(row.changes.map(([field, , value]) => [field, value])),
      ...(next.externalIds.length === before.externalIds.length ? {} : { externalIds: next.externalIds }),
      ...(moves ? { organizationId: organizationIds.get(row.organization?.documentId ?? '') ?? null } : {}),
      ...keyChanges(recordKeys(context.setting, before), recordKeys(context.setting, next)),
    },
    aliases,
  };
};
