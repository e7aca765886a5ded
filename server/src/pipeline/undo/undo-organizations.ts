import type { Value } from '../../contracts';
import type { StoredExternalId } from '../../domain/keys';
import { isBlank } from '../plan/same-value';
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
  const named = namedBy(rows);
  for (const updated of outcome.updated) {
    const draft = drafts.get(updated.documentId);
    if (draft !== undefined) restore(updated, draft, { row: named.get(updated.documentId)?.row ?? 0, ledger, job: context.job });
  }
  const created = outcome.created.flatMap((documentId) => drafts.get(documentId) ?? []);
  await removeCreated(created, named, { store, ledger, source: context.externalSource?.id ?? null });
  await store.write(writesOf({ drafts, images: [], links: [] }, { target: 'organizations', keysOf: context.keysOf }));
};

/** What the rows of the slice together say of an organization: a later row wins, as when it was written. */
interface Named {
  row: number;
  values: Record<string, Value | null>;
  externalId: string | null;
}

const namedBy = (rows: ImportedRow[]): Map<string, Named> => {
  const all = new Map<string, Named>();
  for (const { row, plan } of rows) {
    const { organization } = plan;
    if (organization === null) continue;
    const known = all.get(organization.documentId) ?? { row, values: {}, externalId: null };
    known.externalId ??= organization.externalId;
    Object.assign(known.values, organization.values);
    all.set(organization.documentId, known);
  }
  return all;
};

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

const removeCreated = async (
  drafts: RecordDraft[],
  named: Map<string, Named>,
  { store, ledger, source }: { store: UndoStore; ledger: UndoLedger; source: string | null },
): Promise<void> => {
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
    const { row = 0, values = {}, externalId = null } = named.get(record) ?? {};
    const written = Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value)));
    const field = editedField(draft.now.values, written, facts.empty) ?? otherIds(draft.now.externalIds, externalId, source) ?? facts.relations.get(id)?.[0];
    if (mergedInto !== null || facts.merged.has(record)) ledger.keepOrganization(row, 'undo.merged-since', { record });
    else if (field !== undefined) ledger.keepOrganization(row, 'undo.edited-since', { record, field });
    else if ((facts.references.get(id) ?? 0) > 0) ledger.keepOrganization(row, 'undo.referenced', { record });
    else {
      draft.gone = true;
      ledger.counts.organizationsReversed += 1;
    }
  }
};

const otherIds = (stored: StoredExternalId[], externalId: string | null, source: string | null): 'externalIds' | undefined => {
  const written = externalId === null || source === null ? [] : [{ source, value: externalId }];
  const isSame = stored.length === written.length && stored.every((external, index) => external.source === written[index]?.source && external.value === written[index].value);
  return isSame ? undefined : 'externalIds';
};
