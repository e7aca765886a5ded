import { assertNever } from '../../contracts';
import { gainedIds } from '../plan/gained-ids';
import { isTaken, type RowTools } from './part-book';
import { setField, type RecordDraft } from './record-draft';
import { editedField, stillSays } from './still-says';
import { undoDelete } from './undo-delete';
import { undoMerge } from './undo-merge';
import type { ImportedRow } from './undo-work';

/** Takes one row back, or says why not. Rows come last first, so that the record is as this row left it, but for what others did. */
export const undoRow = (row: ImportedRow, tools: RowTools): void => {
  switch (row.outcome) {
    case 'created':
      return undoCreate(row, tools);
    case 'updated':
      return withRecord(row, tools, (draft) => restoreFields(row, draft, tools));
    case 'merged':
      return withRecord(row, tools, (draft) => {
        restoreFields(row, draft, tools);
        undoMerge(row, draft, tools);
      });
    case 'deleted':
      return undoDelete(row, tools);
    case 'unchanged':
    case 'skipped':
    case 'held':
    case 'invalid':
    case 'failed':
    case 'notProcessed':
      return;
    default:
      return assertNever(row.outcome);
  }
};

/** A record that is gone stays gone; one that was merged away since belongs to whoever did that. */
const withRecord = ({ row, plan }: ImportedRow, { book, ledger }: RowTools, work: (draft: RecordDraft) => void): void => {
  const record = plan.record?.documentId ?? null;
  const draft = book.drafts.get(record ?? '');
  if (draft === undefined || draft.gone) return ledger.cannot(row, 'undo.deleted-since', { record });
  if (draft.now.mergedInto !== null) return ledger.keep(row, 'undo.merged-since', { record });
  work(draft);
};

const undoCreate = (imported: ImportedRow, tools: RowTools): void =>
  withRecord(imported, tools, (draft) => {
    const { row } = imported;
    const { book, ledger } = tools;
    const { id, documentId: record } = draft.stored;
    if (mergedInto(draft, tools).length > 0) return ledger.keep(row, 'undo.merged-since', { record });
    const field = changedSince(imported, draft, tools);
    if (field !== null) return ledger.keep(row, 'undo.edited-since', { record, field });
    if ((book.references.get(id) ?? 0) > 0) return ledger.keep(row, 'undo.referenced', { record });
    draft.gone = true;
    ledger.reverse(row);
  });

/** Records that are still merged into this one, after what the part has taken back. */
const mergedInto = ({ stored }: RecordDraft, { book }: RowTools): string[] =>
  (book.merged.get(stored.documentId) ?? []).filter((documentId) => {
    const loser = book.drafts.get(documentId);
    return loser === undefined || (!loser.gone && loser.now.mergedInto === stored.documentId);
  });

/** What of a created record says something else than its row wrote; null when nothing. */
const changedSince = (imported: ImportedRow, { stored, now }: RecordDraft, { book, context }: RowTools): string | null => {
  const { plan, before } = imported;
  const field = editedField(now.values, { ...plan.values, ...before.written }, book.empty);
  if (field !== null) return field;
  const given = new Set(gainedIds(plan, context.setting).map(({ source, value }) => `${source} ${value}`));
  if (now.externalIds.length !== given.size || now.externalIds.some(({ source, value }) => !given.has(`${source} ${value}`))) return 'externalIds';
  const linked = plan.organization?.documentId ?? null;
  // A link to an organization that was deleted since went with it, and nobody touched the contact.
  if (now.organization !== linked && (now.organization !== null || book.organizations.has(linked ?? ''))) return 'organization';
  return book.relations.get(stored.id)?.[0] ?? null;
};

const restoreFields = (imported: ImportedRow, draft: RecordDraft, tools: RowTools): void => {
  const { row, plan, before } = imported;
  const { ledger, context } = tools;
  const record = draft.stored.documentId;
  ledger.reverse(row);
  for (const [field, old, planned] of plan.changes) {
    const written = before.written?.[field] ?? planned;
    const current = draft.now.values[field];
    if (stillSays(current, old)) continue;
    if (!stillSays(current, written)) ledger.keep(row, 'undo.edited-since', { record, field });
    else if (identifierIsTaken(field, old, draft, tools)) ledger.keep(row, 'undo.identifier-taken', { record, field });
    else setField(draft, field, old);
  }
  const gained = new Set(gainedIds(plan, context.setting).map(({ source, value }) => `${source} ${value}`));
  if (gained.size > 0) draft.now.externalIds = draft.now.externalIds.filter(({ source, value }) => !gained.has(`${source} ${value}`));
  restoreOrganization(imported, draft, tools);
  if (draft.now.lastJob === context.job) draft.now.lastJob = before.lastJob ?? null;
};

const identifierIsTaken = (field: string, value: unknown, { stored }: RecordDraft, tools: RowTools): boolean =>
  tools.context.keysOf(tools.context.target, { [field]: value }).some(({ hash, unique }) => unique && isTaken(hash, stored.id, tools));

const restoreOrganization = ({ row, plan, before }: ImportedRow, draft: RecordDraft, { book, ledger }: RowTools): void => {
  if (before.organization === undefined) return;
  const record = draft.stored.documentId;
  const { now } = draft;
  if (now.organization === before.organization) return;
  if (now.organization !== (plan.organization?.documentId ?? null)) return ledger.keep(row, 'undo.edited-since', { record, field: 'organization' });
  const isThere = before.organization === null || book.organizations.has(before.organization);
  now.organization = isThere ? before.organization : null;
  if (!isThere) ledger.keep(row, 'undo.deleted-since', { record, field: 'organization' });
};
