import { DISPLAY_STATUS, FINAL_STATES, type JobDto, type JobState } from '../../../server/src/contracts';

/** What people read, in the order of a job's life. */
export const DISPLAY_STATUSES = ['new', 'in-progress', 'waiting-for-you', 'completed', 'completed-with-errors', 'failed', 'cancelled', 'undone'] as const;
export type DisplayStatus = (typeof DISPLAY_STATUSES)[number];
type Variant = 'neutral' | 'primary' | 'secondary' | 'success' | 'warning' | 'danger' | 'alternative';

export const STATUS_VARIANT: Record<DisplayStatus, Variant> = {
  new: 'neutral',
  'in-progress': 'secondary',
  'waiting-for-you': 'alternative',
  completed: 'success',
  'completed-with-errors': 'warning',
  failed: 'danger',
  cancelled: 'neutral',
  undone: 'neutral',
};

export const toDisplayStatus = (state: JobState): DisplayStatus => DISPLAY_STATUS[state] as DisplayStatus;

export const isFinal = (state: JobState): boolean => (FINAL_STATES as readonly JobState[]).includes(state);
/** The server works on it, so its numbers move. */
export const isRunning = (state: JobState): boolean => !isFinal(state) && state !== 'validated';
export const isChecking = (state: JobState): boolean => state === 'new' || state === 'validating';
/** Its plan is being made, or waits. */
export const isBeforeGo = (state: JobState): boolean => isChecking(state) || state === 'validated';
export const canCancel = (state: JobState): boolean => !isFinal(state) && state !== 'cancelling' && state !== 'undoing';
/** Queued or past it: the confirmation was given. */
export const isPastConfirmation = (job: JobDto): boolean => !isChecking(job.state) && job.state !== 'validated' && job.startedAt !== null;
/** Nothing more will happen by itself, and it had begun to write, in this run or an earlier one. */
export const isFinishedJob = (job: JobDto): boolean => isFinal(job.state) && (job.startedAt !== null || job.attempt.number > 1);

const RETRIED: readonly JobState[] = ['completed-with-errors', 'cancelled', 'failed'];
/** It has ended and left rows over, which a further run may take up. */
const hasEndedOpen = (job: JobDto): boolean => job.purgedAt === null && !job.test && job.attempt.kind !== 'undo' && RETRIED.includes(job.state);

/** Rows that a retry would run; 0 where it would be refused. */
export const countRetryRows = (job: JobDto): number =>
  hasEndedOpen(job) && job.outcome !== null ? job.outcome.failed + job.outcome.held + job.outcome.notProcessed : 0;

/** Cells may be corrected and rows left out: before the go, or after an end that left rows over. */
export const canFix = (job: JobDto): boolean => job.state === 'validated' || hasEndedOpen(job);

/** Rows that a correction could mend. */
export const countFixableRows = (job: JobDto): number => {
  if (!canFix(job)) return 0;
  if (job.state === 'validated') return job.plan?.invalid ?? 0;
  return job.outcome === null ? 0 : job.outcome.invalid + job.outcome.failed;
};

/** Rows that wait for a person, as far as the job's own counts tell. */
export const countHeldRows = (job: JobDto): number => (job.state === 'validated' ? (job.plan?.hold ?? 0) : hasEndedOpen(job) ? (job.outcome?.held ?? 0) : 0);

/** Its rows may be deleted: it has ended, or waits for a go that may never come. */
export const canPurge = (job: JobDto): boolean => job.purgedAt === null && (isFinal(job.state) || job.state === 'validated');

/** It has written something that is not taken back yet. */
export const canUndo = (job: JobDto): boolean => {
  const { outcome } = job;
  if (job.purgedAt !== null || job.test || outcome === null || job.state === 'undone' || !isFinal(job.state)) return false;
  if (job.attempt.kind === 'undo' && job.state !== 'failed') return false;
  return outcome.created + outcome.updated + outcome.merged + outcome.deleted + outcome.organizationsCreated + outcome.organizationsUpdated > 0;
};
