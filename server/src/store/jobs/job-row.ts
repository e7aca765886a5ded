import type { Actor, AttemptKind, Blocker, JobState, NotifyChoice, OutcomeCounts, PlanCounts, ResolvedSetting, Start, Target, UndoCounts } from '../../contracts';

/** A job as stored. Times are ms since 1970. */
export interface JobRow {
  id: number;
  uid: string;
  name: string;
  target: Target;
  fileId: number;
  setting: ResolvedSetting;
  settingHash: string;
  settingId: string | null;
  state: JobState;
  reason: string | null;
  start: Start;
  test: boolean;
  notify: NotifyChoice;
  actor: Actor;
  rowCount: number;
  planHash: string | null;
  /** Ordinal of the next block to plan. */
  planCursor: number;
  /** Rows planned so far. */
  plannedRows: number;
  planCounts: PlanCounts | null;
  /** The next row to import. */
  importRow: number;
  /** The run under way or last done, from 1. */
  attempt: number;
  attemptKind: AttemptKind;
  /** Rows that this attempt has to do. */
  attemptRows: number;
  /** So many of the rows that an undo has to take back are left; null before it begins and after it ends. */
  undoRow: number | null;
  undoCounts: UndoCounts | null;
  blockers: Blocker[];
  outcomeCounts: OutcomeCounts | null;
  issueCounts: Partial<Record<string, number>>;
  error: { code: string; message: string; stack?: string } | null;
  generation: number;
  leaseOwner: string | null;
  leaseUntilMs: number | null;
  /** Where a worker died that held the job last (`crashPlace()`), and how often one did there. */
  crashPlace: string | null;
  crashes: number;
  createdMs: number;
  queuedMs: number | null;
  validateStartedMs: number | null;
  validatedMs: number | null;
  importStartedMs: number | null;
  finishedMs: number | null;
  /** When its stored rows were given up: what is left of it are its counts. */
  purgedMs: number | null;
  updatedMs: number;
}

const json = <T>(value: unknown, fallback: T): T => (typeof value === 'string' && value !== '' ? (JSON.parse(value) as T) : fallback);
const ms = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value));

/** How far the import has got; needs only these three columns. */
export const toImportProgress = (row: Record<string, unknown>): Pick<JobRow, 'importRow' | 'outcomeCounts' | 'issueCounts'> => ({
  importRow: Number(row['import_row'] ?? 1),
  outcomeCounts: json<OutcomeCounts | null>(row['outcome_counts'], null),
  issueCounts: json(row['issue_counts'], {}),
});

/** How far an undo has got; needs only these two columns. */
export const toUndoProgress = (row: Record<string, unknown>): Pick<JobRow, 'undoRow' | 'undoCounts'> => ({
  undoRow: ms(row['undo_row']),
  undoCounts: json<UndoCounts | null>(row['undo_counts'], null),
});

export const toJobRow = (row: Record<string, unknown>): JobRow => ({
  id: Number(row['id']),
  uid: String(row['uid']),
  name: String(row['name'] ?? ''),
  target: row['target'] as Target,
  fileId: Number(row['file_id']),
  setting: json(row['setting'], {} as ResolvedSetting),
  settingHash: String(row['setting_hash'] ?? ''),
  settingId: (row['setting_id'] as string | null) ?? null,
  state: row['state'] as JobState,
  reason: (row['reason'] as string | null) ?? null,
  start: row['start'] as Start,
  test: Boolean(row['test']),
  notify: json(row['notify'], {}),
  // No fallback: a job without its actor must not run with anybody's rights.
  actor: JSON.parse(String(row['actor'])) as Actor,
  rowCount: Number(row['row_count']),
  planHash: (row['plan_hash'] as string | null) ?? null,
  planCursor: Number(row['plan_cursor'] ?? 0),
  plannedRows: Number(row['planned_rows'] ?? 0),
  planCounts: json<PlanCounts | null>(row['plan_counts'], null),
  ...toImportProgress(row),
  attempt: Number(row['attempt'] ?? 1),
  attemptKind: (row['attempt_kind'] as AttemptKind | null) ?? 'import',
  attemptRows: Number(row['attempt_rows'] ?? row['row_count']),
  ...toUndoProgress(row),
  blockers: json<Blocker[]>(row['blockers'], []),
  error: json<JobRow['error']>(row['error'], null),
  generation: Number(row['generation'] ?? 0),
  leaseOwner: (row['lease_owner'] as string | null) ?? null,
  leaseUntilMs: ms(row['lease_until_ms']),
  crashPlace: (row['crash_place'] as string | null) ?? null,
  crashes: Number(row['crashes'] ?? 0),
  createdMs: Number(row['created_ms']),
  queuedMs: ms(row['queued_ms']),
  validateStartedMs: ms(row['validate_started_ms']),
  validatedMs: ms(row['validated_ms']),
  importStartedMs: ms(row['import_started_ms']),
  finishedMs: ms(row['finished_ms']),
  purgedMs: ms(row['purged_ms']),
  updatedMs: Number(row['updated_ms']),
});

/** What may change after creation, by column. */
export interface JobPatch {
  state?: JobState;
  start?: Start;
  reason?: string | null;
  attempt?: number;
  attemptKind?: AttemptKind;
  attemptRows?: number;
  undoRow?: number | null;
  undoCounts?: UndoCounts | null;
  blockers?: Blocker[];
  planHash?: string | null;
  planCursor?: number;
  plannedRows?: number;
  planCounts?: PlanCounts | null;
  importRow?: number;
  outcomeCounts?: OutcomeCounts | null;
  issueCounts?: Partial<Record<string, number>>;
  error?: JobRow['error'];
  rowCount?: number;
  queuedMs?: number | null;
  validateStartedMs?: number | null;
  validatedMs?: number | null;
  importStartedMs?: number | null;
  finishedMs?: number | null;
  purgedMs?: number;
  crashes?: number;
}

/** The run whose plan and outcomes are read and written. */
export const attemptOf = ({ id, attempt }: Pick<JobRow, 'id' | 'attempt'>): { jobId: number; attempt: number } => ({ jobId: id, attempt });

const COLUMN: Record<keyof JobPatch, string> = {
  attempt: 'attempt', attemptKind: 'attempt_kind', attemptRows: 'attempt_rows', undoRow: 'undo_row', undoCounts: 'undo_counts', blockers: 'blockers',
  state: 'state', start: 'start', reason: 'reason', planHash: 'plan_hash', planCursor: 'plan_cursor', plannedRows: 'planned_rows', planCounts: 'plan_counts', importRow: 'import_row',
  outcomeCounts: 'outcome_counts', issueCounts: 'issue_counts', error: 'error', rowCount: 'row_count', queuedMs: 'queued_ms',
  validateStartedMs: 'validate_started_ms', validatedMs: 'validated_ms', importStartedMs: 'import_started_ms', finishedMs: 'finished_ms', purgedMs: 'purged_ms', crashes: 'crashes',
};

export const toColumns = (patch: JobPatch): Record<string, string | number | null> =>
  Object.fromEntries(
    Object.entries(patch).map(([name, value]) => [
      COLUMN[name as keyof JobPatch],
      value !== null && typeof value === 'object' ? JSON.stringify(value) : (value as string | number | null),
    ]),
  );
