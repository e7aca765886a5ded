import { recordKeys } from '../plan/record-state';
import type { KeyHit } from '../ports';
import type { PlanRow } from '../types';
import type { SliceContext } from './apply-slice';
import { isChange, type Draft } from './drafts';
import { afterRow } from './row-values';
import { SliceConflict } from './slice-conflict';

/** Who has the identifiers that found a slice's records, and the unique ones that its rows bring in. */
export interface KeyOwners {
  finds(hash: string, id: number): boolean;
  /** Whether somebody else than these records has the identifier, after the rows checked so far. */
  isTaken(hash: string, own: ReadonlySet<number>, row: number): boolean;
  /** From here on, these records are merged or deleted. */
  close(drafts: Draft[]): void;
}

export const loadKeyOwners = async (rows: PlanRow[], drafts: ReadonlyMap<string, Draft>, context: SliceContext): Promise<KeyOwners> => {
  const { writer, setting } = context;
  const hashes = rows.filter(isChange).flatMap((row) => hashesOf(row, drafts, context));
  const owners = new Map<string, KeyHit[]>();
  for (const hit of await writer.findKeys(setting.target, [...new Set(hashes)])) owners.set(hit.hash, [...(owners.get(hit.hash) ?? []), hit]);
  const byId = new Map([...drafts.values()].map((draft) => [draft.before.id, draft]));
  const closed = new Set<number>();
  return {
    finds: (hash, id) => (owners.get(hash) ?? []).some(({ recordId }) => recordId === id),
    isTaken: (hash, own, row) =>
      (owners.get(hash) ?? []).some(({ recordId, alias }) => {
        if (own.has(recordId)) return false;
        // What becomes of its identifiers is only known once it is written.
        if (closed.has(recordId)) throw new SliceConflict(row);
        return alias || (byId.get(recordId)?.state.hashes().has(hash) ?? true);
      }),
    close: (merged) => {
      for (const { before } of merged) closed.add(before.id);
    },
  };
};

const hashesOf = (row: PlanRow, drafts: ReadonlyMap<string, Draft>, context: SliceContext): string[] => {
  const found = [row.keyHash, ...(row.merge?.losers ?? []).map(({ keyHash }) => keyHash)].filter((hash) => hash !== null);
  const draft = drafts.get(row.record?.documentId ?? '');
  const own = draft === undefined || row.kind === 'delete' ? [] : recordKeys(context.setting, afterRow(row, draft.state, context));
  return [...found, ...[...own, ...(row.merge?.aliases ?? [])].filter(({ unique }) => unique).map(({ hash }) => hash)];
};
