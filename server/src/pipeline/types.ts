import type { Outcome, PlanKind, RowIssue, Value } from '../contracts';

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

/** A row after mapping and normalisation. In `values`, null clears a field, an absent field is kept. */
export interface Candidate {
  row: number;
  line: number;
  /** Field of the target → value. Never holds `externalId` or `organization.*`. */
  values: Record<string, Value | null>;
  /** Of the setting's external source, exact. */
  externalId: string | null;
  organization: OrganizationCandidate | null;
  issues: RowIssue[];
  /** Every mapped cell is blank. */
  empty: boolean;
}

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
  organization: PlannedOrganization | null;
  /** The last earlier row of this job that creates or changes the same record. */
  previousRow: number | null;
}

/** What was done with the rows of one slice: one letter a row, and what needs more words. Plain JSON. */
export interface SliceOutcome {
  firstRow: number;
  /** One letter of OUTCOME_LETTER per row. */
  letters: string;
  /** Row → issues found while importing (held, failed). */
  issues: Record<number, RowIssue[]>;
  organizations: { created: string[]; updated: { documentId: string; before: Record<string, unknown> }[] };
}

export const OUTCOME_LETTER = {
  created: 'c', updated: 'u', merged: 'm', deleted: 'd', unchanged: 'n', skipped: 's', held: 'h', invalid: 'i', failed: 'f', notProcessed: 'p',
} as const satisfies Record<Outcome, string>;

const OUTCOME_OF_LETTER = new Map<string, Outcome>(Object.entries(OUTCOME_LETTER).map(([outcome, letter]) => [letter, outcome as Outcome]));

export const outcomeAt = (slice: SliceOutcome, row: number): Outcome =>
  OUTCOME_OF_LETTER.get(slice.letters[row - slice.firstRow] ?? 'p') ?? 'notProcessed';
