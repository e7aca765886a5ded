import type { Outcome } from '../../contracts';
import type { StoredExternalId } from '../../domain/keys';
import { describeOrganizations } from '../apply/organizations';
import { writesOf } from './part-book';
import { draftOf, setField, type RecordDraft } from './record-draft';
import { editedField, stillSays } from './still-says';
import type { UndoLedger } from './undo-ledger';
import type { UndoStore } from './undo-ports';
import type { ImportedRow, SliceOrganizations, UndoContext } from './undo-work';

/**
 * Takes back what a slice did to the organizations that its rows name. Going backwards, all contacts of later slices
 * and of this one are taken back already: whoever still refers to an organization is not of this job, or was kept.
 */
export const undoOrganizations = async ({ outcome, rows }: SliceOrganizations, store: UndoStore, { ledger, context }: { ledger: UndoLedger; context: UndoContext }): Promise<void> => {
  const documentIds = [...outcome.created, ...outcome.updated.map(({ documentId }) => documentId)];
  if (documentIds.length === 0) return;
  const records = await store.loadRecords('organizations', documentIds);
  const drafts = new Map(records.map((record) => [record.documentId, draftOf(record)]));
  const named = namedBy(rows, context);
  for (const updated of outcome.updated) {
    const draft = drafts.get(updated.documentId);
    if (draft !== undefined) restore(updated, draft, { row: named.get(updated.documentId)?.row ?? 0, ledger, job: context.job });
  }
  const created = outcome.created.flatMap((documentId) => drafts.get(documentId) ?? []);
  await removeCreated(created, named, { store, ledger });
  await store.write(writesOf({ drafts, images: [], links: [] }, { target: 'organizations', keysOf: context.keysOf }));
};

type Named = ReturnType<typeof describeOrganizations>;

const WRITTEN = new Set<Outcome>(['created', 'updated', 'merged', 'unchanged']);

const namedBy = (rows: ImportedRow[], { setting }: UndoContext): Named =>
  describeOrganizations(rows.filter(({ outcome }) => WRITTEN.has(outcome)).map(({ plan }) => plan), setting);

const restore = (updated: SliceOrganizations['outcome']['updated'][number], draft: RecordDraft, { row, ledger, job }: { row: number; ledger: UndoLedger; job: string }): void => {
  const record = updated.documentId;
  if (draft.now.mergedInto !== null) return ledger.keepOrganization(row, 'undo.merged-since', { record });
  const edited: string[] = [];
  for (const [field, before] of Object.entries(updated.before)) {
    const current = draft.now.values[field];
    if (stillSays(current, before)) continue;
    if (stillSays(current, updated.after[field])) setField(draft, field, before);
    else edited.push(field);
  }
  if (draft.now.lastJob === job) draft.now.lastJob = updated.lastJob;
  const [first] = edited;
  if (first === undefined) ledger.counts.organizationsReversed += 1;
  else ledger.keepOrganization(row, 'undo.edited-since', { record, field: first });
};

const removeCreated = async (drafts: RecordDraft[], named: Named, { store, ledger }: { store: UndoStore; ledger: UndoLedger }): Promise<void> => {
  if (drafts.length === 0) return;
  const ids = drafts.map(({ stored }) => stored.id);
  const facts = {
    empty: store.emptyRecord('organizations'),
    references: await store.countReferences('organizations', drafts.map(({ stored }) => stored)),
    relations: await store.findRelations('organizations', ids),
    merged: await store.findMerged('organizations', drafts.map(({ stored }) => stored.documentId)),
  };
  for (const draft of drafts) {
    const { id, documentId: record, mergedInto } = draft.stored;
    const { row = 0, values = {}, externalIds = [] } = named.get(record) ?? {};
    const field = editedField(draft.now.values, values, facts.empty) ?? otherIds(draft.now.externalIds, externalIds) ?? facts.relations.get(id)?.[0];
    if (mergedInto !== null || facts.merged.has(record)) ledger.keepOrganization(row, 'undo.merged-since', { record });
    else if (field !== undefined) ledger.keepOrganization(row, 'undo.edited-since', { record, field });
    else if ((facts.references.get(id) ?? 0) > 0) ledger.keepOrganization(row, 'undo.referenced', { record });
    else {
      draft.gone = true;
      ledger.counts.organizationsReversed += 1;
    }
  }
};

const otherIds = (stored: StoredExternalId[], written: StoredExternalId[]): 'externalIds' | undefined => {
  const isSame = stored.length === written.length && stored.every((external, index) => external.source === written[index]?.source && external.value === written[index].value);
  return isSame ? undefined : 'externalIds';
};
