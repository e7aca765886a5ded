import type { Outcome, PlanKind, RowIssue, UndoResult, Value } from '../contracts';
import type { StoredExternalId } from '../domain/keys';

/** One record of a file, as text. Blank lines never become one; a record of only empty cells does (and is skipped). */
export interface ParsedRow {
  /** Counts data records from 1 over all files of a job. */
  row: number;
  /** Line in its own file, from 1. */
  line: number;
  cells: string[];
  /** What is wrong with its bytes or structure: column count, encoding, NUL, quote. */
  issues: RowIssue[];
}

/**
 * A row after mapping and normalisation. In `values`, null clears a field, an absent field is kept. `externalId` is of the setting's own source,
 * `externalIds` of others (`externalIds.SOURCE`): all of them are the record's after the row.
 */
export interface Candidate {
  row: number;
  line: number;
  /** Field of the target → value. Never holds `externalId` or `organization.*`. */
  values: Record<string, Value | null>;
  /** Of the setting's external source, exact. */
  externalId: string | null;
  /** External IDs of other sources (documentIds) than the setting's; absent when the row gives none. */
  externalIds?: StoredExternalId[];
  organization: OrganizationCandidate | null;
  issues: RowIssue[];
  /** Every mapped cell is blank. */
  empty: boolean;
  /** What the action column says; null: what the setting says. */
  action: RowAction | null;
}

export const ROW_ACTIONS = ['create', 'update', 'upsert', 'delete', 'skip'] as const;
export type RowAction = (typeof ROW_ACTIONS)[number];

export interface OrganizationCandidate {
  externalId: string | null;
  /** Fields of the organization that the row gives, `name` among them. */
  values: Record<string, Value | null>;
}

/** Where a record that the plan touches comes from: the database, or an earlier row of the same file. */
export interface RecordRef {
  documentId: string;
  /** Database id; null where an earlier row of this job creates the record. */
  id: number | null;
}

/**
 * Written or found together with the row's own record. `ensure`: an earlier row creates it; should that row fail,
 * this one does. `none`: it is only linked.
 */
export interface PlannedOrganization extends RecordRef {
  action: 'none' | 'create' | 'ensure' | 'update';
  /** What the row says about it; empty for `none`. */
  values: Record<string, Value | null>;
  externalId: string | null;
}

export type FieldChange = [field: string, before: unknown, after: unknown];

/** A record that a row links beside its own: merged away into it, or, in a held row, one of those to choose from. */
export interface LinkedRecord extends RecordRef {
  /** `matchBy` entries that found it. */
  linkedBy: string[];
  /** The key that found it: looked up again before writing. */
  keyHash: string;
}

/** What a merge moves from the losers to the survivor, beside field values (which stand in `changes`). */
export interface PlannedMerge {
  /** Oldest first. */
  losers: LinkedRecord[];
  /** External IDs that the survivor gains. */
  externalIds: StoredExternalId[];
  /** Keys of the losers that are no value of the survivor: they still match it. */
  aliases: { hash: string; field: string; unique: boolean }[];
}

/** What will be done with one row. Plain JSON: it is stored, hashed, shown and run. */
export interface PlanRow {
  row: number;
  line: number;
  kind: PlanKind;
  issues: RowIssue[];
  /** The record that is created, updated or found unchanged. */
  record: RecordRef | null;
  /** The match item that found it (`externalId`, `workEmail`, `email+organization`). */
  matchedBy: string | null;
  /** The key hash that found it: looked up again before writing. */
  keyHash: string | null;
  /** create: the record's values. */
  values: Record<string, Value | null> | null;
  /** update: field by field. */
  changes: FieldChange[];
  externalId: string | null;
  /** External IDs of other sources that the record gains; absent: none. All together: `gainedIds`. */
  otherIds?: StoredExternalId[];
  organization: PlannedOrganization | null;
  /** The last earlier row of this job that creates or changes the same record. */
  previousRow: number | null;
  /** merge: what becomes of the others. Absent otherwise: most rows merge nothing. */
  merge?: PlannedMerge;
  /** hold: the records to choose from. */
  candidates?: LinkedRecord[];
  /** create: keys that are not looked up again, because many share them or people said that they are somebody else's. */
  ignored?: string[];
  /** Its person was erased: what it held is gone. */
  erased?: true;
  /** Under `inFileDuplicates: combine`: fields that this row gives, so that later rows leave them alone. */
  given?: string[];
}

/** What was done with the rows of one slice: one letter a row, and what needs more words. Plain JSON. */
export interface SliceOutcome {
  firstRow: number;
  /** One letter of OUTCOME_LETTER per row. */
  letters: string;
  /** The rows' numbers where they do not follow one another (retries). */
  rows?: number[];
  /** What undo needs beyond the plan, by row; absent for rows that need nothing. */
  before?: Record<number, RowBefore>;
  /** Rows that were planned anew because the database had changed: these were run, not the stored ones. */
  replanned?: PlanRow[];
  /** Row → issues found while importing (held, failed). */
  issues: Record<number, RowIssue[]>;
  organizations: { created: string[]; updated: UpdatedOrganization[] };
}

/** What a slice changed on an organization that its rows name; `lastJob` is the job that had written it before. */
export interface UpdatedOrganization {
  documentId: string;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  lastJob: string | null;
}

/** A record, or a part of it, as it was before a row was applied. */
export interface RowBefore {
  /** Of the record that the row updates: the job that wrote it last. */
  lastJob?: string | null;
  /** documentId of its organization, where the row moves it. */
  organization?: string | null;
  /** merge: each loser's mark and the aliases that it had from earlier merges. */
  losers?: { documentId: string; lastJob: string | null; aliases: { hash: string; field: string; unique: boolean }[] }[];
  /** merge: hashes of the aliases that the survivor has got. */
  gainedAliases?: string[];
  /** Rows of link tables that named a loser and now name the survivor. */
  links?: MovedLink[];
  /** Of a foreign type: fields that say something else than the row wrote, because a hook set them. Undo takes them for the row's own. */
  written?: Record<string, unknown>;
  /** delete: every column of the record by name, its key rows and the link rows that named it. */
  image?: RecordImage;
}

/** One row of a link table: which column of it was changed from one record's id to another's; `removed`: the whole row, where it had become a double. */
export interface MovedLink {
  table: string;
  column: string;
  id: number;
  /** documentIds, as database ids may be given away again. */
  from: string;
  to: string;
  removed?: Record<string, unknown>;
}

export interface RecordImage {
  columns: Record<string, unknown>;
  keys: { hash: string; slot: number; field: string; alias: boolean }[];
  links: { table: string; row: Record<string, unknown> }[];
  /** Of a foreign type, in place of columns, keys and links: what its document said. */
  document?: { documentId: string; data: Record<string, unknown>; published: boolean };
}

/** What an undo did with the rows of one slice. Plain JSON, stored like an outcome. */
export interface UndoSlice {
  /** Which attempt's rows were taken back. */
  attempt: number;
  firstRow: number;
  rows: number[];
  /** Parallel to `rows`; null: the row had changed nothing. */
  results: (UndoResult | null)[];
  issues: Record<number, { code: RowIssue['code']; field?: string }[]>;
}

export const OUTCOME_LETTER = {
  created: 'c', updated: 'u', merged: 'm', deleted: 'd', unchanged: 'n', skipped: 's', held: 'h', invalid: 'i', failed: 'f', notProcessed: 'p',
} as const satisfies Record<Outcome, string>;

const OUTCOME_OF_LETTER = new Map<string, Outcome>(Object.entries(OUTCOME_LETTER).map(([outcome, letter]) => [letter, outcome as Outcome]));

export const outcomeAt = (slice: SliceOutcome, row: number): Outcome =>
  OUTCOME_OF_LETTER.get(slice.letters[slice.rows === undefined ? row - slice.firstRow : slice.rows.indexOf(row)] ?? 'p') ?? 'notProcessed';
