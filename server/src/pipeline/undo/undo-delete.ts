import { isTaken, type RowTools } from './part-book';
import type { ImportedRow } from './undo-work';

/**
 * Brings a record back that the row has deleted, as it was. One whose identifier belongs to somebody else by now stays
 * deleted: two records must not have it, and which of them is right is a person's decision.
 */
export const undoDelete = ({ row, plan, before }: ImportedRow, tools: RowTools): void => {
  const { book, ledger } = tools;
  const record = plan.record?.documentId ?? null;
  const { image } = before;
  if (image === undefined) return ledger.cannot(row, 'undo.deleted-since', { record });
  if (book.drafts.has(record ?? '')) return ledger.keep(row, 'undo.edited-since', { record });
  const taken = image.keys.find(({ hash, slot }) => slot === 0 && isTaken(hash, 0, tools));
  if (taken !== undefined) return ledger.cannot(row, 'undo.identifier-taken', { record, field: taken.field });
  book.images.push(image);
  ledger.reverse(row);
};
