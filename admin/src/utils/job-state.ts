import { DISPLAY_STATUS, FINAL_STATES, type JobDto, type JobState } from '../../../server/src/contracts';

export type DisplayStatus =
  | 'new' | 'in-progress' | 'waiting-for-you' | 'completed' | 'completed-with-errors' | 'failed' | 'cancelled' | 'undone';
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
export const canCancel = (state: JobState): boolean => !isFinal(state) && state !== 'cancelling' && state !== 'undoing';
/** Queued or past it: the confirmation was given. */
export const isPastConfirmation = (job: JobDto): boolean => !isChecking(job.state) && job.state !== 'validated' && job.startedAt !== null;
/** Nothing more will happen, and it had begun to write. */
export const isFinishedJob = (job: JobDto): boolean => isFinal(job.state) && job.startedAt !== null;
