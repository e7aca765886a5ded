import { isTaken, type RowTools } from './part-book';
import { setField, type RecordDraft } from './record-draft';
import type { AliasKey } from './undo-ports';
import type { ImportedRow } from './undo-work';

/** Gives the records back that a row has merged into `survivor`, whose own fields are restored already. */
export const undoMerge = (imported: ImportedRow, survivor: RecordDraft, tools: RowTools): void => {
  const { row, plan, before } = imported;
  const { book, ledger } = tools;
  const revived = new Set<string>();
  for (const { documentId: record } of plan.merge?.losers ?? []) {
    const loser = book.drafts.get(record);
    if (loser === undefined || loser.gone) ledger.cannot(row, 'undo.deleted-since', { record });
    else if (loser.now.mergedInto !== survivor.stored.documentId) ledger.keep(row, 'undo.merged-since', { record });
    else revived.add(record);
  }
  // Off the survivor first: the records that come back have these keys themselves.
  for (const hash of before.gainedAliases ?? []) survivor.removeAliases.add(hash);
  for (const record of revived) {
    const loser = book.drafts.get(record);
    const mark = before.losers?.find(({ documentId }) => documentId === record);
    if (loser !== undefined) revive(loser, { row, lastJob: mark?.lastJob ?? null, aliases: mark?.aliases ?? [] }, tools);
  }
  ledger.counts.recordsRevived += revived.size;
  // Backwards: what was moved last is put back first.
  book.links.push(...(before.links ?? []).filter(({ from }) => revived.has(from)).reverse());
};

const revive = (loser: RecordDraft, { row, lastJob, aliases }: { row: number; lastJob: string | null; aliases: AliasKey[] }, tools: RowTools): void => {
  const { ledger, context } = tools;
  const { now, stored } = loser;
  now.mergedInto = null;
  if (now.lastJob === context.job) now.lastJob = lastJob;
  loser.addAliases.push(...aliases.filter(({ hash, unique }) => !(unique && isTaken(hash, stored.id, tools))));
  for (const field of withoutTaken(loser, tools)) ledger.keep(row, 'undo.identifier-taken', { record: stored.documentId, field });
};

/** Takes identifiers off the draft that belong to somebody else by now; gives the fields. */
const withoutTaken = (draft: RecordDraft, tools: RowTools): string[] => {
  const { target, keysOf } = tools.context;
  const { now, stored } = draft;
  const taken = (record: Record<string, unknown>): boolean => keysOf(target, record).some(({ hash, unique }) => unique && isTaken(hash, stored.id, tools));
  const fields: string[] = [];
  const free = now.externalIds.filter((external) => !taken({ externalIds: [external] }));
  if (free.length < now.externalIds.length) fields.push('externalIds');
  now.externalIds = free;
  for (const { field, unique, hash } of keysOf(target, now.values)) {
    if (!unique || !isTaken(hash, stored.id, tools)) continue;
    setField(draft, field, null);
    fields.push(field);
  }
  return fields;
};
