import { openBook, writesOf } from './part-book';
import { UndoLedger } from './undo-ledger';
import { undoOrganizations } from './undo-organizations';
import type { UndoStore } from './undo-ports';
import { undoRow } from './undo-row';
import type { UndoContext, UndoPart } from './undo-work';

/** Takes a part's rows back, the last one first, then the organizations that only they needed. Within one transaction, or for a preview. */
export const undoPart = async ({ rows, organizations }: UndoPart, store: UndoStore, context: UndoContext): Promise<UndoLedger> => {
  const ledger = new UndoLedger();
  const book = await openBook(rows, store, context);
  for (const row of rows) undoRow(row, { book, ledger, context });
  await store.write(writesOf(book, context));
  if (organizations !== null) await undoOrganizations(organizations, store, { ledger, context });
  return ledger;
};
