import { canFix, canUndo, countFixableRows, countHeldRows, countRetryRows, isFinishedJob } from '../../../admin/src/utils/job-state';
import { emptyOutcomeCounts, emptyPlanCounts, emptyUndoCounts, type JobDto, type OutcomeCounts } from '../../../server/src/contracts';

const job = (given: Partial<JobDto>): JobDto => ({
  id: 'job', name: 'job', target: 'contacts', state: 'validated', status: '', reason: null, test: false, start: 'wait',
  file: { id: 'file', name: 'file.csv', sha256: '', rows: 10 }, settingId: null, submittedBy: { kind: 'admin', name: 'Ann' },
  planHash: 'hash', rows: 10, progress: { phase: null, done: 0, total: 10, rowsPerSecond: null, remainingMs: null },
  attempt: { number: 1, kind: 'import', rows: 10 }, plan: null, outcome: null, undo: null, blockers: [], issueCounts: {}, error: null,
  queuePosition: null, createdAt: '', validatedAt: null, startedAt: null, finishedAt: null, purgedAt: null,
  ...given,
});
const outcome = (given: Partial<OutcomeCounts>): OutcomeCounts => ({ ...emptyOutcomeCounts(), ...given });
const ended = (given: Partial<OutcomeCounts>, more: Partial<JobDto> = {}): JobDto =>
  job({ state: 'completed-with-errors', startedAt: 'then', outcome: outcome(given), ...more });

describe('what a job offers', () => {
  it('is a retry of the rows that failed, are held or were not processed', () => {
    expect(countRetryRows(ended({ created: 5, failed: 1, held: 2, notProcessed: 3, invalid: 4 }))).toBe(6);
  });

  it('is no retry of a job that waits, that a person tried out, or that was taken back', () => {
    expect(countRetryRows(job({ outcome: outcome({ failed: 1 }) }))).toBe(0);
    expect(countRetryRows(ended({ failed: 1 }, { test: true }))).toBe(0);
    expect(countRetryRows(ended({ failed: 1 }, { state: 'failed', attempt: { number: 2, kind: 'undo', rows: 10 } }))).toBe(0);
  });

  it('is a correction before the go, and after an end that left rows over', () => {
    expect(canFix(job({}))).toBe(true);
    expect(canFix(ended({ invalid: 1 }))).toBe(true);
    expect(canFix(job({ state: 'completed' }))).toBe(false);
    expect(canFix(job({ state: 'importing' }))).toBe(false);
  });

  it('counts the rows to mend by the plan before the go, and by the outcome afterwards', () => {
    expect(countFixableRows(job({ plan: { ...emptyPlanCounts(), invalid: 3 } }))).toBe(3);
    expect(countFixableRows(ended({ invalid: 2, failed: 1, held: 5 }))).toBe(3);
  });

  it('counts the rows that wait for a person', () => {
    expect(countHeldRows(job({ plan: { ...emptyPlanCounts(), hold: 4 } }))).toBe(4);
    expect(countHeldRows(ended({ held: 2 }))).toBe(2);
  });

  it('is an undo where something was written and not taken back', () => {
    expect(canUndo(ended({ created: 1 }))).toBe(true);
    expect(canUndo(ended({ organizationsUpdated: 1 }))).toBe(true);
    expect(canUndo(ended({ invalid: 1 }))).toBe(false);
    expect(canUndo(ended({ created: 1 }, { state: 'undone', undo: emptyUndoCounts() }))).toBe(false);
    expect(canUndo(ended({ created: 1 }, { state: 'importing' }))).toBe(false);
  });

  it('is its report also when a retry was cancelled before it began', () => {
    expect(isFinishedJob(ended({ created: 1 }, { state: 'cancelled', startedAt: null, attempt: { number: 2, kind: 'retry', rows: 1 } }))).toBe(true);
    expect(isFinishedJob(job({ state: 'cancelled' }))).toBe(false);
  });
});
