import { MAX_EXTERNAL_IDS, type IssueCode } from '../../contracts';
import { recordKeys } from '../plan/record-state';
import type { KeyAlias } from '../ports';
import type { PlanRow } from '../types';
import { beforeOf, isAsPlanned, type ChangeCheck, type SliceChanges } from './check-changes';
import { isMergedAway, type Draft } from './drafts';
import { afterRow } from './row-values';

/** Records that become one. */
export interface MergeDraft {
  row: PlanRow;
  survivor: Draft;
  losers: Draft[];
  /** Keys that will find the survivor although none of its values is it. */
  aliases: KeyAlias[];
}

/** Takes a planned merge into `changes`, or says why not: its records must be as they were when it was planned. */
export const checkMerge = (row: PlanRow, check: ChangeCheck, changes: SliceChanges): IssueCode | null => {
  const survivor = check.drafts.get(row.record?.documentId ?? '');
  const losers = (row.merge?.losers ?? []).map(({ documentId }) => check.drafts.get(documentId)).filter((draft) => draft !== undefined);
  if (survivor === undefined || row.merge === undefined || losers.length < row.merge.losers.length) return 'record.deleted-since';
  if (!isAsPlanned(row, survivor, check) || !areAsPlanned(row, losers, check)) return 'plan.changed-since';
  const next = afterRow(row, survivor.state, check.context);
  const keys = recordKeys(check.context.setting, next);
  const aliases = aliasesAfter(row, { losers, survivor, own: new Set(keys.map(({ hash }) => hash)) }, check);
  const own = new Set([survivor, ...losers].map(({ before }) => before.id));
  const isTaken = [...keys, ...aliases].some(({ hash, unique }) => unique && check.owners.isTaken(hash, own, row.row));
  if (isTaken || next.externalIds.length > MAX_EXTERNAL_IDS || !isEveryKeyKept(losers, { keys, aliases, survivor }, check)) return 'plan.changed-since';
  check.owners.close([survivor, ...losers]);
  changes.merges.push({ row, survivor, losers, aliases });
  changes.before.set(row.row, {
    ...beforeOf(row, survivor, check.context),
    losers: losers.map(({ before }) => ({ documentId: before.documentId, lastJob: before.lastJob, aliases: check.aliases.get(before.id) ?? [] })),
    gainedAliases: aliases.map(({ hash }) => hash),
  });
  return null;
};

/** The records that go are there, have not gone elsewhere, and their keys still find them. */
const areAsPlanned = (row: PlanRow, losers: Draft[], { owners }: ChangeCheck): boolean =>
  losers.every((draft, index) => {
    const keyHash = row.merge?.losers[index]?.keyHash ?? '';
    return !isMergedAway(draft) && (draft.state.hashes().has(keyHash) || owners.finds(keyHash, draft.before.id));
  });

/** Those planned, and those that the losers have from earlier merges; none twice, none that is a key of the survivor's own. */
const aliasesAfter = (row: PlanRow, { losers, survivor, own }: { losers: Draft[]; survivor: Draft; own: ReadonlySet<string> }, { aliases }: ChangeCheck): KeyAlias[] => {
  const known = new Set((aliases.get(survivor.before.id) ?? []).map(({ hash }) => hash));
  const after = new Map<string, KeyAlias>();
  for (const alias of [...(row.merge?.aliases ?? []), ...losers.flatMap(({ before }) => aliases.get(before.id) ?? [])]) {
    if (!own.has(alias.hash) && !known.has(alias.hash)) after.set(alias.hash, alias);
  }
  return [...after.values()];
};

/** A key that a loser has got since the plan would be lost: nobody has said what becomes of it. */
const isEveryKeyKept = (
  losers: Draft[],
  { keys, aliases, survivor }: { keys: { hash: string }[]; aliases: KeyAlias[]; survivor: Draft },
  check: ChangeCheck,
): boolean => {
  const kept = new Set([...keys, ...aliases, ...(check.aliases.get(survivor.before.id) ?? [])].map(({ hash }) => hash));
  return losers.every(({ state }) => [...state.hashes()].every((hash) => kept.has(hash)));
};
