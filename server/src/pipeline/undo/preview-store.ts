import type { Target } from '../../contracts';
import type { KeyHit } from '../ports';
import type { RecordPatch, UndoReader, UndoRecord, UndoStore, UndoWrites } from './undo-ports';

/**
 * An undo that writes nothing: what it would write is laid over what the database says, so that earlier rows are
 * judged by what is left once later ones are taken back. Holds every record that it has touched: previews are cut short.
 */
export const createPreviewStore = (reader: UndoReader): UndoStore => {
  const overlays = new Map<Target, Overlay>();
  const overlayOf = (target: Target): Overlay => {
    const known = overlays.get(target) ?? emptyOverlay();
    overlays.set(target, known);
    return known;
  };
  const refer = (target: Target, documentId: string | null, by: number): void => {
    const { references } = overlayOf(target);
    if (documentId !== null) references.set(documentId, (references.get(documentId) ?? 0) + by);
  };
  return {
    emptyRecord: reader.emptyRecord,
    findRelations: reader.findRelations,
    recordOfImage: reader.recordOfImage,

    async loadRecords(target, documentIds) {
      const { records, read } = overlayOf(target);
      const unknown = await reader.loadRecords(target, documentIds.filter((documentId) => !records.has(documentId)));
      read.clear();
      for (const record of unknown) read.set(record.documentId, record);
      return [...unknown, ...documentIds.flatMap((documentId) => records.get(documentId) ?? [])];
    },
    async countReferences(target, records) {
      const counts = await reader.countReferences(target, records);
      for (const { id, documentId } of records) counts.set(id, (counts.get(id) ?? 0) + (overlayOf(target).references.get(documentId) ?? 0));
      return counts;
    },
    async findMerged(target, documentIds) {
      const merged = await reader.findMerged(target, documentIds);
      const { records } = overlayOf(target);
      const still = [...merged].map(([survivor, losers]): [string, string[]] => [survivor, losers.filter((loser) => !records.has(loser) || records.get(loser)?.mergedInto === survivor)]);
      return new Map(still.filter(([, losers]) => losers.length > 0));
    },
    async findKeys(target, hashes) {
      const { goneKeys, goneIds, addedKeys } = overlayOf(target);
      const hits = await reader.findKeys(target, hashes);
      const standing = hits.filter(({ recordId, hash }) => !goneIds.has(recordId) && !goneKeys.has(`${recordId} ${hash}`));
      return [...standing, ...hashes.flatMap((hash) => addedKeys.get(hash) ?? [])];
    },
    write({ target, deletes, patches, images, links }: UndoWrites) {
      const { records, read, goneIds } = overlayOf(target);
      for (const { id, documentId, organization } of deletes) {
        records.set(documentId, null);
        goneIds.add(id);
        refer('organizations', organization, -1);
      }
      for (const patch of patches) {
        const before = records.get(patch.documentId) ?? read.get(patch.documentId);
        if (before === undefined || before === null) continue;
        records.set(patch.documentId, patched(before, patch));
        if (patch.organization !== undefined) {
          refer('organizations', before.organization, -1);
          refer('organizations', patch.organization, 1);
        }
        changeKeys(overlayOf(target), patch);
      }
      for (const image of images) {
        const record = reader.recordOfImage(target, image);
        records.set(record.documentId, record);
      }
      for (const { from, to } of links) {
        refer(target, to, -1);
        refer(target, from, 1);
      }
      return Promise.resolve();
    },
  };
};

interface Overlay {
  /** null: deleted. */
  records: Map<string, UndoRecord | null>;
  /** Of the last question: what a patch is laid over. */
  read: Map<string, UndoRecord>;
  /** documentId → rows that would refer to it more, or fewer, than the database says. */
  references: Map<string, number>;
  goneIds: Set<number>;
  goneKeys: Set<string>;
  addedKeys: Map<string, KeyHit[]>;
}

const emptyOverlay = (): Overlay => ({ records: new Map(), read: new Map(), references: new Map(), goneIds: new Set(), goneKeys: new Set(), addedKeys: new Map() });

const patched = (record: UndoRecord, { values, externalIds, organization, lastJob, mergedInto }: RecordPatch): UndoRecord => ({
  ...record,
  values: { ...record.values, ...values },
  ...(externalIds === undefined ? {} : { externalIds }),
  ...(organization === undefined ? {} : { organization }),
  ...(lastJob === undefined ? {} : { lastJob }),
  ...(mergedInto === undefined ? {} : { mergedInto }),
});

const changeKeys = ({ goneKeys, addedKeys }: Overlay, { id, removeKeys, removeAliases, addKeys }: RecordPatch): void => {
  for (const hash of [...removeKeys, ...removeAliases]) goneKeys.add(`${id} ${hash}`);
  for (const { hash, field, unique } of addKeys) if (unique) addedKeys.set(hash, [...(addedKeys.get(hash) ?? []), { hash, field, recordId: id, alias: false }]);
};
