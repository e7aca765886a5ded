import type { PlanRow } from '../../pipeline/types';
import type { LedgerReader, RunOf } from '../../store/verification/ledger-reader';

/** Which row wrote each record last: what earlier rows wrote may have been overwritten there. */
export interface LastWriters {
  /** documentId → row, of records that more than their creating row writes. */
  rows: ReadonlyMap<string, number>;
  /** Written by rows of several runs: file order says nothing about them. */
  mixed: ReadonlySet<string>;
}

export const findLastWriters = async (ledger: LedgerReader, runs: readonly RunOf[]): Promise<LastWriters> => {
  const last = new Map<string, { row: number; attempt: number }>();
  const mixed = new Set<string>();
  for (const run of runs) {
    for (const ordinal of await ledger.ordinals(run)) {
      const block = await ledger.readBlock(run, ordinal);
      const replanned = new Map((block?.slices ?? []).flatMap(({ outcome }) => outcome.replanned ?? []).map((row) => [row.row, row]));
      for (const stored of block?.plan.rows ?? []) note(replanned.get(stored.row) ?? stored, run.attempt);
    }
  }
  return { rows: new Map([...last].map(([documentId, { row }]) => [documentId, row])), mixed };

  function note({ kind, record, merge, row }: PlanRow, attempt: number): void {
    if (record === null || (kind !== 'update' && kind !== 'merge' && kind !== 'delete' && !(kind === 'create' && runs.length > 1))) return;
    for (const { documentId } of [record, ...(merge?.losers ?? [])]) {
      const known = last.get(documentId);
      if (known !== undefined && known.attempt !== attempt) mixed.add(documentId);
      last.set(documentId, { row: Math.max(row, known?.row ?? 0), attempt });
    }
  }
};
