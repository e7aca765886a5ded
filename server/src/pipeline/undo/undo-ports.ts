import type { Target } from '../../contracts';
import type { RecordKey, StoredExternalId } from '../../domain/keys';
import type { KeyHit } from '../ports';
import type { MovedLink, RecordImage } from '../types';

/** A record with all that an undo compares and puts back. */
export interface UndoRecord {
  id: number;
  documentId: string;
  /** Every scalar attribute but those that each write changes (times, authors) and those that follow. */
  values: Record<string, unknown>;
  externalIds: StoredExternalId[];
  /** documentId of a contact's organization. */
  organization: string | null;
  lastJob: string | null;
  /** documentId of the record that it was merged into. */
  mergedInto: string | null;
}

/** A key that a record has from one that was merged into it. */
export interface AliasKey {
  hash: string;
  field: string;
  unique: boolean;
}

/** How a record is put back. Absent parts stay as they are. */
export interface RecordPatch {
  id: number;
  documentId: string;
  values: Record<string, unknown>;
  externalIds?: StoredExternalId[];
  /** documentId; null takes the link away. */
  organization?: string | null;
  lastJob?: string | null;
  mergedInto?: string | null;
  removeKeys: string[];
  addKeys: RecordKey[];
  removeAliases: string[];
  addAliases: AliasKey[];
}

export interface UndoWrites {
  target: Target;
  deletes: UndoRecord[];
  patches: RecordPatch[];
  /** Deleted records that come back. */
  images: RecordImage[];
  /** Link rows that name the record again that they named before a merge. */
  links: MovedLink[];
}

/** What deciding reads; everything is asked for in sets, a slice at a time. */
export interface UndoReader {
  /** Those that no longer exist are absent. In a transaction they are locked until it ends. */
  loadRecords(target: Target, documentIds: string[]): Promise<UndoRecord[]>;
  /** What the columns of a record say that nobody has filled; a field whose default is computed is absent: it cannot be compared. */
  emptyRecord(target: Target): Record<string, unknown>;
  /** Database id → how many rows of any other table refer to it. */
  countReferences(target: Target, records: UndoRecord[]): Promise<Map<number, number>>;
  /** Database id → relations (but a contact's organization) in which the record refers to others. */
  findRelations(target: Target, ids: number[]): Promise<Map<number, string[]>>;
  /** documentId → documentIds of the records that were merged into it. */
  findMerged(target: Target, documentIds: string[]): Promise<Map<string, string[]>>;
  findKeys(target: Target, hashes: string[]): Promise<KeyHit[]>;
  /** A deleted record as it will be once it is back. */
  recordOfImage(target: Target, image: RecordImage): UndoRecord;
}

/** The same within a slice's transaction, or on a copy in memory for a preview. */
export interface UndoStore extends UndoReader {
  write(writes: UndoWrites): Promise<void>;
}
