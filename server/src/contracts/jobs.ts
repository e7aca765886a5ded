import type { Issue } from './issues';
import type { Target } from './targets';
import type { ResolvedSetting, Start } from './import-setting';

export const JOB_STATES = [
  'new', 'validating', 'validated', 'queued', 'importing', 'paused', 'interrupted', 'cancelling', 'cancelled',
  'completed', 'completed-with-errors', 'failed', 'undoing', 'undone',
] as const;
export type JobState = (typeof JOB_STATES)[number];
export const FINAL_STATES = ['cancelled', 'completed', 'completed-with-errors', 'failed', 'undone'] as const satisfies readonly JobState[];

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
}
export interface JobImportRequest { planHash: string }

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
  submittedBy: { kind: Actor['kind']; name: string };
  planHash: string | null;
  rows: number;
  /** Rows that the running phase has done, of `rows`. */
  progress: { phase: 'validate' | 'import' | null; done: number; total: number; rowsPerSecond: number | null; remainingMs: number | null };
  plan: PlanCounts | null;
  outcome: OutcomeCounts | null;
  issueCounts: Partial<Record<string, number>>;
  error: { code: string; message: string } | null;
  queuePosition: number | null;
  createdAt: string;
  validatedAt: string | null;
  startedAt: string | null;
  finishedAt: string | null;
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
  issues: Issue[];
}
export interface JobRowsDto { rows: JobRowDto[]; nextCursor: number | null }

/** The line that `external-contacts import --json` prints. */
export interface ImportSummary {
  job: string; status: JobState; rows: number;
  created: number; updated: number; merged: number; deleted: number; unchanged: number; skipped: number; held: number; invalid: number; failed: number; notProcessed: number;
  recordsMergedAway: number;
  issues: { file: string | null; row: number | null; line: number | null; column: string | null; code: string; severity: string }[];
}
