import type { KeyHit } from '../ports';
import type { MovedLink, RecordImage } from '../types';
import { draftOf, ownKeys, patchOf, type RecordDraft } from './record-draft';
import type { UndoLedger } from './undo-ledger';
import type { UndoReader, UndoWrites } from './undo-ports';
import type { ImportedRow, UndoContext } from './undo-work';

/** All that is known of the records of a part, and what becomes of them. */
export interface PartBook {
  drafts: Map<string, RecordDraft>;
  byId: Map<number, RecordDraft>;
  empty: Record<string, unknown>;
  references: Map<number, number>;
  relations: Map<number, string[]>;
  merged: Map<string, string[]>;
  /** Organizations that may be linked again. */
  organizations: Set<string>;
  owners: Map<string, KeyHit[]>;
  images: RecordImage[];
  links: MovedLink[];
}

/** What undoing a row needs. */
export interface RowTools {
  book: PartBook;
  ledger: UndoLedger;
  context: UndoContext;
}

/** Reads what the rows of a part touch: some seven queries, however many rows. */
export const openBook = async (rows: ImportedRow[], reader: UndoReader, context: UndoContext): Promise<PartBook> => {
  const { target } = context;
  const records = await reader.loadRecords(target, documentIdsOf(rows));
  const drafts = new Map(records.map((record) => [record.documentId, draftOf(record)]));
  const created = rows.flatMap(({ outcome, plan }) => {
    const draft = outcome === 'created' && plan.record !== null ? drafts.get(plan.record.documentId) : undefined;
    return draft === undefined ? [] : [draft.stored];
  });
  const ids = created.map(({ id }) => id);
  const hits = await reader.findKeys(target, identifiersThatReturn(rows, drafts, context));
  return {
    drafts,
    byId: new Map([...drafts.values()].map((draft) => [draft.stored.id, draft])),
    empty: reader.emptyRecord(target),
    references: ids.length === 0 ? new Map() : await reader.countReferences(target, created),
    relations: ids.length === 0 ? new Map() : await reader.findRelations(target, ids),
    merged: ids.length === 0 ? new Map() : await reader.findMerged(target, created.map(({ documentId }) => documentId)),
    organizations: new Set((await reader.loadRecords('organizations', organizationsOf(rows, drafts))).map(({ documentId }) => documentId)),
    owners: groupByHash(hits),
    images: [],
    links: [],
  };
};

const documentIdsOf = (rows: ImportedRow[]): string[] => {
  const ids = new Set<string>();
  for (const { plan } of rows) {
    if (plan.record !== null) ids.add(plan.record.documentId);
    for (const loser of plan.merge?.losers ?? []) ids.add(loser.documentId);
  }
  return [...ids];
};

/** Those that records were moved away from, and those that created records do not name any more. */
const organizationsOf = (rows: ImportedRow[], drafts: ReadonlyMap<string, RecordDraft>): string[] => {
  const ids = new Set<string>();
  for (const { outcome, plan, before } of rows) {
    if (before.organization !== undefined && before.organization !== null) ids.add(before.organization);
    const written = plan.organization?.documentId;
    if (outcome === 'created' && written !== undefined && drafts.get(plan.record?.documentId ?? '')?.stored.organization !== written) ids.add(written);
  }
  return [...ids];
};

/** Hashes of identifiers that only one record may have, and that a record gets back. */
const identifiersThatReturn = (rows: ImportedRow[], drafts: ReadonlyMap<string, RecordDraft>, { target, keysOf }: UndoContext): string[] => {
  const hashes = new Set<string>();
  for (const { plan, before } of rows) {
    for (const [field, old] of plan.changes) for (const { hash, unique } of keysOf(target, { [field]: old })) if (unique) hashes.add(hash);
    for (const { documentId, aliases } of before.losers ?? []) {
      const loser = drafts.get(documentId)?.stored;
      const keys = loser === undefined ? [] : keysOf(target, { ...loser.values, externalIds: loser.externalIds });
      for (const { hash, unique } of [...keys, ...aliases]) if (unique) hashes.add(hash);
    }
    for (const { hash, slot } of before.image?.keys ?? []) if (slot === 0) hashes.add(hash);
  }
  return [...hashes];
};

const groupByHash = (hits: KeyHit[]): Map<string, KeyHit[]> => {
  const groups = new Map<string, KeyHit[]>();
  for (const hit of hits) groups.set(hit.hash, [...(groups.get(hit.hash) ?? []), hit]);
  return groups;
};

/** Whether somebody else has this identifier now, after what the part has taken back so far. */
export const isTaken = (hash: string, ownId: number, { book, context }: Pick<RowTools, 'book' | 'context'>): boolean =>
  (book.owners.get(hash) ?? []).some(({ recordId, alias }) => {
    if (recordId === ownId) return false;
    const draft = book.byId.get(recordId);
    if (draft === undefined) return true;
    if (draft.gone) return false;
    return alias ? !draft.removeAliases.has(hash) : ownKeys(context.target, draft.now, context.keysOf).some((key) => key.hash === hash);
  });

export const writesOf = ({ drafts, images, links }: Pick<PartBook, 'drafts' | 'images' | 'links'>, { target, keysOf }: Pick<UndoContext, 'target' | 'keysOf'>): UndoWrites => ({
  target,
  deletes: [...drafts.values()].filter(({ gone }) => gone).map(({ stored }) => stored),
  patches: [...drafts.values()].flatMap((draft) => (draft.gone ? [] : (patchOf(target, draft, keysOf) ?? []))),
  images,
  links,
});
