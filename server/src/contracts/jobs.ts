import type { Issue } from './issues';
import type { Value } from './fields';
import type { NotifyChoice } from './notices';
import type { Target } from './targets';
import type { ResolvedSetting, Start } from './import-setting';

export const JOB_STATES = [
  'new', 'validating', 'validated', 'queued', 'importing', 'paused', 'interrupted', 'cancelling', 'cancelled',
  'completed', 'completed-with-errors', 'failed', 'undoing', 'undone',
] as const;
export type JobState = (typeof JOB_STATES)[number];
export const FINAL_STATES = ['cancelled', 'completed', 'completed-with-errors', 'failed', 'undone'] as const satisfies readonly JobState[];
export const isFinal = (state: JobState): boolean => (FINAL_STATES as readonly JobState[]).includes(state);

/** What people read (Webex' words in seed 003, and three more). */
export const DISPLAY_STATUS: Record<JobState, string> = {
  new: 'new', queued: 'new',
  validating: 'in-progress', importing: 'in-progress', paused: 'in-progress', interrupted: 'in-progress', cancelling: 'in-progress', undoing: 'in-progress',
  validated: 'waiting-for-you', completed: 'completed', 'completed-with-errors': 'completed-with-errors', failed: 'failed', cancelled: 'cancelled', undone: 'undone',
};

export const PLAN_KINDS = ['create', 'update', 'merge', 'delete', 'unchanged', 'skip', 'hold', 'invalid'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

export const OUTCOMES = ['created', 'updated', 'merged', 'deleted', 'unchanged', 'skipped', 'held', 'invalid', 'failed', 'notProcessed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type PlanCounts = Record<PlanKind, number> & { clears: number; organizationsCreate: number; organizationsUpdate: number };
export type OutcomeCounts = Record<Outcome, number> & { recordsMergedAway: number; organizationsCreated: number; organizationsUpdated: number };

export const emptyPlanCounts = (): PlanCounts => ({
  create: 0, update: 0, merge: 0, delete: 0, unchanged: 0, skip: 0, hold: 0, invalid: 0, clears: 0, organizationsCreate: 0, organizationsUpdate: 0,
});
export const emptyOutcomeCounts = (): OutcomeCounts => ({
  created: 0, updated: 0, merged: 0, deleted: 0, unchanged: 0, skipped: 0, held: 0, invalid: 0, failed: 0, notProcessed: 0,
  recordsMergedAway: 0, organizationsCreated: 0, organizationsUpdated: 0,
});
/** Rows that have an outcome: the ledger's right-hand side. */
export const sumOutcomes = (counts: OutcomeCounts): number => OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);

/** A job's first run, a run of what the earlier ones left over, and its taking back. */
export const ATTEMPT_KINDS = ['import', 'retry', 'undo'] as const;
export type AttemptKind = (typeof ATTEMPT_KINDS)[number];

/** What an undo did with a row that had been imported; rows that changed nothing have none. */
export const UNDO_RESULTS = ['reversed', 'kept', 'cannot'] as const;
export type UndoResult = (typeof UNDO_RESULTS)[number];
export type UndoCounts = Record<UndoResult, number> & { organizationsReversed: number; organizationsKept: number; recordsRevived: number };
export const emptyUndoCounts = (): UndoCounts => ({ reversed: 0, kept: 0, cannot: 0, organizationsReversed: 0, organizationsKept: 0, recordsRevived: 0 });

/** Why a planned job is not imported although somebody says go. */
export const BLOCKER_CODES = ['limit.updates', 'limit.merges', 'limit.clears', 'limit.deletes', 'errors.all-or-nothing', 'errors.stop-after'] as const;
export type BlockerCode = (typeof BLOCKER_CODES)[number];
export interface Blocker {
  code: BlockerCode;
  /** The most that the setting allows, and what the plan holds. */
  limit: number;
  count: number;
}

export const ACTOR_KINDS = ['admin', 'admin-token', 'user', 'api-token', 'command-line'] as const;
/** Who started a job. `id` is unique within its kind; own = same kind and id. */
export interface Actor {
  kind: (typeof ACTOR_KINDS)[number];
  id: string;
  name: string;
}

/** "Own" means: started by the same actor. This string stands in the `actor_key` columns. */
export const actorKey = ({ kind, id }: Pick<Actor, 'kind' | 'id'>): string => `${kind}:${id}`;

export interface JobCreateRequest {
  file: string;
  /** documentId of a saved setting, or the setting itself. */
  setting: string | object;
  name?: string;
  start?: Start;
  /** A dry run: ends at `validated`, cannot be imported. */
  test?: boolean;
  /** In place of what the setting says. */
  notify?: NotifyChoice;
}
export interface JobImportRequest { planHash: string }
/** `wait` (fixes) plans and asks again; `always` (retry) goes on as soon as the rows are planned. */
export interface JobRetryRequest { start?: 'always' | 'wait' }

/** A correction of a job's rows. `column` is the header's text or the index from 0. */
export type Fix =
  | { kind: 'cell'; row: number; column: string | number; value: string }
  | { kind: 'everywhere'; column: string | number; from: string; to: string }
  | { kind: 'exclude'; rows: number[] };
/** `POST /jobs/:id/fixes`: corrections, or the corrected errors.csv, uploaded before like any file. */
export interface JobFixesRequest {
  fixes?: Fix[];
  /** A file's id: every cell that differs from the original is a fix. */
  file?: string;
  /** Keeps the `everywhere` fixes as rules of the saved setting that the job was made with. */
  keepAsRules?: boolean;
}

/** What becomes of corrections and decisions: the job is planned anew now, or its next retry (which a decision does not start) reads them. */
export const TAKES_EFFECT = ['planned-again', 'retry-started', 'next-retry'] as const;
export type TakesEffect = (typeof TAKES_EFFECT)[number];

/** Why a row of a corrected errors.csv was not taken. */
export const ROW_REFUSALS = ['other-job', 'row-unknown', 'row-done', 'row-repeated'] as const;
export type RowRefusal = (typeof ROW_REFUSALS)[number];

export interface JobFixesDto {
  job: JobDto;
  takesEffect: TakesEffect;
  /** Corrected cells and the rows that they stand in, excluded rows, and corrections of a value wherever it stands. */
  taken: { cells: number; rows: number; excluded: number; everywhere: number };
  /** Rows of a corrected errors.csv that were not taken: how many for each reason, and the first hundred by their line in that file. */
  refused: { counts: Record<RowRefusal, number>; first: { line: number; row: number | null; reason: RowRefusal }[] };
  /** Rules that the saved setting gained. */
  rules: number;
}

export const HELD_DECISIONS = ['same', 'different', 'merge'] as const;
export type HeldDecision = (typeof HELD_DECISIONS)[number];
/** `record`: which of the candidates the row is, needed for `same` where there are several. */
export interface DecideRequest { decision: HeldDecision; record?: string }

/** The same decision for several rows: `same` only where each has one candidate. */
export interface DecideManyRequest { ids: string[]; decision: HeldDecision }
export interface DecisionsDto {
  decided: number;
  jobs: { id: string; takesEffect: TakesEffect }[];
}

/** A row that waits for a person, across jobs. */
export interface HeldRowDto {
  id: string;
  job: { id: string; name: string };
  row: number;
  line: number;
  target: Target;
  /** Why it is held. */
  code: string;
  /** The file's cells under the mapped fields' names. */
  cells: { column: string; value: string }[];
  candidates: { record: string; linkedBy: string[]; values: Record<string, unknown> }[];
  decision: HeldDecision | null;
  decidedBy: string | null;
  decidedAt: string | null;
  createdAt: string;
}

/** What an undo would do, before it does it. */
export interface UndoPreviewDto {
  /** Of the rows that were looked at. */
  counts: UndoCounts;
  /** false: the preview stopped before it had looked at all of the job's imported rows, so that the answer does not wait. */
  complete: boolean;
  rowsSeen: number;
  rows: number;
  /** The first 1,000 of what is kept or cannot be taken back. */
  findings: { row: number; record: string | null; field: string | null; result: UndoResult; code: string }[];
}

/** `GET /jobs/:id`; lists give the same without `setting`. Times are ISO 8601, durations ms. */
export interface JobDto {
  id: string;
  name: string;
  target: Target;
  state: JobState;
  status: string;
  reason: string | null;
  test: boolean;
  start: Start;
  file: { id: string; name: string; sha256: string; rows: number };
  setting?: ResolvedSetting;
  settingId: string | null;
  /** `deleted`: the account or token is there no more; its name is the one that it had. */
  submittedBy: { kind: Actor['kind']; name: string; deleted?: true };
  planHash: string | null;
  rows: number;
  /** Rows that the running phase has done, of `rows`. */
  progress: { phase: 'validate' | 'import' | 'undo' | null; done: number; total: number; rowsPerSecond: number | null; remainingMs: number | null };
  /** Which run of the job this is; `rows` are those that it has to do. */
  attempt: { number: number; kind: AttemptKind; rows: number };
  plan: PlanCounts | null;
  /** Over all attempts: every row counts once, with its last outcome. */
  outcome: OutcomeCounts | null;
  undo: UndoCounts | null;
  /** Empty unless the job waits and a go would be refused. */
  blockers: Blocker[];
  issueCounts: Partial<Record<string, number>>;
  error: { code: string; message: string } | null;
  queuePosition: number | null;
  createdAt: string;
  validatedAt: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  /** When its rows, plans and before-images were deleted; its counts stay. */
  purgedAt: string | null;
}

/** `GET /jobs/:id/rows?plan=&outcome=&code=&q=&cursor=&limit=`: pages by row number; `nextCursor` null at the end. */
export interface JobRowDto {
  row: number;
  line: number;
  file: string | null;
  plan: PlanKind | null;
  outcome: Outcome | null;
  /** documentId of the record, when there is or will be one. */
  record: string | null;
  matchedBy: string | null;
  /** The file's cells in column order. */
  cells: string[];
  changes: { field: string; before: unknown; after: unknown }[];
  /** The records that the row links: those that become one, or those that a person chooses from. Empty otherwise. */
  cluster: { record: string; role: 'survivor' | 'merged' | 'candidate'; linkedBy: string[] }[];
  undo: UndoResult | null;
  issues: Issue[];
}

/** `GET /jobs/:id/rows/:row`: how the row was read, what was looked up, and what decided. */
export interface RowExplanationDto extends JobRowDto {
  attempt: number;
  /** What the records that are named here are called now, by documentId; those without a name are absent. */
  names: Record<string, string>;
  mapping: { column: string; field: string; cell: string; corrected: string | null; value: Value | null | undefined; rule: string | null; issues: string[] }[];
  keys: { key: string; field: string; value: string; result: 'found' | 'none' | 'not-tried' | 'shared' | 'different'; records: string[] }[];
  /** A stable word for what decided: `mergeMode.update-first`, `mode.create`, `inFileDuplicates.last`, an issue's code. */
  decidedBy: string;
  /** The record as it will be: field by field, with its `externalIds` and its `organization` (documentId). null where the row leaves none. */
  result: Record<string, unknown> | null;
}
/** The import that wrote a record last. `row`: which of its rows; null where rows are deleted, or finding it would take too long. */
export interface RecordOriginDto {
  job: { id: string; name: string; submittedBy: string; createdAt: string };
  row: { row: number; line: number; file: string } | null;
}
export interface JobRowsDto { rows: JobRowDto[]; nextCursor: number | null }

/** The line that `external-contacts import --json` prints. */
export interface ImportSummary {
  job: string; status: JobState; rows: number;
  created: number; updated: number; merged: number; deleted: number; unchanged: number; skipped: number; held: number; invalid: number; failed: number; notProcessed: number;
  recordsMergedAway: number;
  issues: { file: string | null; row: number | null; line: number | null; column: string | null; code: string; severity: string }[];
}
