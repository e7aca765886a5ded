import type { FieldReference, RowIssue, Target } from '../contracts';
import type { RecordKey, StoredExternalId } from '../domain/keys';
import type { MovedLink, PlanRow, RecordImage } from './types';

/** A row of a key table that a look-up found. */
export interface KeyHit {
  hash: string;
  recordId: number;
  /** The field that has it, or had it before its record was merged away. */
  field: string;
  /** It was another record's, which was merged into this one. */
  alias: boolean;
}

/** A contact or organization as the database has it, reduced to the fields that were asked for. */
export interface StoredRecord {
  id: number;
  documentId: string;
  createdMs: number;
  values: Record<string, unknown>;
  externalIds: StoredExternalId[];
  /** documentId of a contact's organization. */
  organization: string | null;
  /** uid of the job that wrote it last. */
  lastJob: string | null;
}

/** What planning reads. Everything is asked for in sets: a block at a time. */
export interface PlanReader {
  findKeys(target: Target, hashes: string[]): Promise<KeyHit[]>;
  loadRecords(target: Target, ids: number[], fields: string[]): Promise<StoredRecord[]>;
  /** An earlier block's plan of the same job. */
  readPlan(ordinal: number): Promise<PlanRow[]>;
  /** The block that holds a row. */
  ordinalOfRow(row: number): number;
  /** Of a foreign type: key → documentIds of the related records that have it. */
  findReferences?(reference: FieldReference, wanted: ReferenceQuery): Promise<Map<string, string[]>>;
  /** What people have said is not the same: of those that concern these keys. */
  findDistinctions(target: Target, hashes: string[]): Promise<Distinction[]>;
}

/** Keys of related records, as cells name them. */
export interface ReferenceQuery {
  keys: string[];
  /** Where the related type is localized. */
  locale: string | null;
}

/** "A row with this key and this name is not that record." */
export interface Distinction {
  hash: string;
  nameHash: string;
  documentId: string;
}

/** A record to insert, with its keys and its organization's database id. */
export interface NewRecord {
  documentId: string;
  values: Record<string, unknown>;
  externalIds: StoredExternalId[];
  organizationId: number | null;
  keys: RecordKey[];
}

/** What changes on one record. Absent parts stay as they are. */
export interface RecordUpdate {
  id: number;
  values: Record<string, unknown>;
  externalIds?: StoredExternalId[];
  organizationId?: number | null;
  addKeys: RecordKey[];
  removeKeys: string[];
}

/** A key that still finds a record although none of its values is it. */
export interface KeyAlias {
  hash: string;
  field: string;
  unique: boolean;
}

/** One record that takes others in. */
export interface RecordMerge {
  survivor: { id: number; documentId: string };
  losers: { id: number; documentId: string }[];
  /** What changes on the survivor. Its `addKeys` may be the losers' until now. */
  update: RecordUpdate;
  /** In place of all aliases of the losers; none that the survivor has already. */
  aliases: KeyAlias[];
}

/** What became of one record in a writer that asks the application about each. */
export interface WrittenRecord {
  /** Why it was not written; null where it was. */
  refusal: Pick<RowIssue, 'code' | 'params'> | null;
  /** Fields that say something else than was written: a hook has set or changed them. */
  differs: Record<string, unknown>;
}

/** What applying a slice may do, all of it inside the slice's one transaction. */
export interface SliceWriter {
  findKeys(target: Target, hashes: string[]): Promise<KeyHit[]>;
  /** Locks the records against other writers until the slice commits (on databases that lock rows). */
  lockRecords(target: Target, ids: number[], fields: string[]): Promise<StoredRecord[]>;
  /** Records that were merged into others are not found. */
  idsOfDocuments(target: Target, documentIds: string[]): Promise<Map<string, number>>;
  /** The aliases of records, by record id. */
  aliasesOf(target: Target, ids: number[]): Promise<Map<number, KeyAlias[]>>;
  /** What a new record has in a field that its row leaves out. */
  defaultOf(target: Target, field: string): unknown;
  /** Gives the database id of each documentId. */
  insertRecords(target: Target, records: NewRecord[]): Promise<Map<string, number>>;
  updateRecords(target: Target, updates: RecordUpdate[]): Promise<void>;
  /** Gives the link rows that were moved or dropped, by the survivor's id. */
  mergeRecords(target: Target, merges: RecordMerge[]): Promise<Map<number, MovedLink[]>>;
  /** Gives what was deleted, by id. */
  deleteRecords(target: Target, ids: number[]): Promise<Map<number, RecordImage>>;
  /** Of a foreign type, by documentId, once everything is written: rows that the application refused, and what it made of the others. */
  written?(): Promise<Map<string, WrittenRecord>>;
}
