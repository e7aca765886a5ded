import type { JobState } from '../contracts';

/** Who or what moves a job: nothing else changes a state. */
type Transitions = Record<JobState, readonly JobState[]>;

/** The whole life of a job. Every change of state is checked against this table and nowhere else. */
export const TRANSITIONS: Transitions = {
  new: [
    'validating', // a worker claims it
    'cancelled', // nothing has run yet
    'failed', // whoever started it may not import any more
  ],
  validating: [
    'validated', // every row is planned; a person decides (start: wait), or it is a test run
    'queued', // planned, and `start` says to go on without asking
    'completed', // a file with a header and no rows: there is nothing to import
    'cancelling', // cancel asked while a worker is busy
    'paused', // the database is away or the disk is full
    'interrupted', // never stored: how the state is shown while the lease has run out; the next worker goes on
    'failed', // a defect, or the file is gone
  ],
  validated: [
    'validating', // rows were corrected, excluded or decided: planned again from the first of them
    'queued', // a person confirmed the plan by its hash
    'cancelled', // discarded by a person; a plan older than seven days is refused at the go
  ],
  queued: [
    'importing', // a worker claims it, and no other import is active
    'cancelled', // withdrawn before its turn
    'failed', // the right to import was withdrawn while it waited
  ],
  importing: [
    'completed', // rows = sum of outcomes, none of them invalid, failed or held
    'completed-with-errors', // the same, but some were
    'cancelling', // cancel asked: the slice under way commits first
    'paused', // as above
    'interrupted', // as above
    'undoing', // all-or-nothing: a row failed, and the job takes itself back
    'failed', // a defect, or more bad rows than the setting allows: what is done stays reported, the rest is not processed
  ],
  paused: [
    'validating', // its cause may be gone: tried again
    'importing', // the same
    'undoing', // the same
    'cancelling', // a person lost patience: the rest is reported as not processed
    'cancelled', // the same, before anything was imported
    'failed', // the right to import was withdrawn meanwhile
  ],
  interrupted: ['validating', 'importing', 'cancelling'],
  cancelling: [
    'cancelled', // the slice under way has committed
    'failed', // that slice met a defect before its worker saw the request
  ],
  completed: [
    'undoing', // a person takes it back
  ],
  'completed-with-errors': [
    'validating', // a retry: the failed, held and corrected rows are planned anew
    'undoing', // a person takes it back
  ],
  cancelled: [
    'validating', // a retry of the rows that were not processed
    'undoing', // what was done before is taken back
  ],
  failed: [
    'validating', // a retry, once the cause is mended
    'undoing', // what was done before is taken back; or an undo that failed is tried again
  ],
  undoing: [
    'undone', // every slice was taken back or reported
    'paused', // the database is away or the disk is full
    'interrupted', // as above
    'failed', // a defect: what was taken back stays so, undo may go on
  ],
  undone: [],
};

export const canChange = (from: JobState, to: JobState): boolean => TRANSITIONS[from].includes(to);

/** Staying in a state is no change of it. A change that is not in the table is a defect. */
export const assertChange = (from: JobState, to: JobState): void => {
  if (from !== to && !canChange(from, to)) throw new Error(`A job cannot go from ${from} to ${to}`);
};

/** States in which a worker may claim a job whose lease is free. */
export const CLAIMABLE = ['new', 'validating', 'queued', 'importing', 'paused', 'cancelling', 'undoing'] as const satisfies readonly JobState[];

/** States that count as the one active import. */
export const ACTIVE_IMPORT = ['importing', 'paused', 'cancelling', 'undoing'] as const satisfies readonly JobState[];
