import { DISPLAY_STATUS, isFinal, sumOutcomes, type JobDto, type JobState } from '../../contracts';
import type { JobRow } from '../../store/jobs/job-row';

/** What a job's page needs beside the job itself. */
export interface JobContext {
  file: JobDto['file'];
  /** By the database's clock, like the lease. */
  nowMs: number;
  queuePosition: number | null;
  /** Whoever started the job is there no more. */
  ownerIsGone: boolean;
  withSetting: boolean;
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

export const toJobDto = (job: JobRow, context: JobContext): JobDto => {
  const state = shownState(job, context.nowMs);
  return {
    id: job.uid,
    name: job.name,
    target: job.target,
    state,
    status: DISPLAY_STATUS[state],
    reason: job.reason,
    test: job.test,
    start: job.start,
    file: context.file,
    ...(context.withSetting ? { setting: job.setting } : {}),
    settingId: job.settingId,
    submittedBy: { kind: job.actor.kind, name: job.actor.name, ...(context.ownerIsGone ? { deleted: true as const } : {}) },
    planHash: job.planHash,
    rows: job.rowCount,
    progress: progressOf(job),
    plan: job.planCounts,
    attempt: { number: job.attempt, kind: job.attemptKind, rows: job.attemptRows },
    outcome: job.outcomeCounts,
    undo: job.undoCounts,
    blockers: job.blockers,
    issueCounts: job.issueCounts,
    // The stack stays in the database and the log: it is for who mends the defect.
    error: job.error === null ? null : { code: job.error.code, message: job.error.code === 'defect' ? 'An internal error stopped the job' : job.error.message },
    queuePosition: context.queuePosition,
    createdAt: new Date(job.createdMs).toISOString(),
    validatedAt: iso(job.validatedMs),
    startedAt: iso(job.importStartedMs),
    finishedAt: iso(job.finishedMs),
    purgedAt: iso(job.purgedMs),
  };
};

/** A running job whose lease ran out is interrupted until the next worker takes it. */
const shownState = (job: JobRow, nowMs: number): JobState => {
  const running = job.state === 'validating' || job.state === 'importing' || job.state === 'undoing';
  return running && job.leaseUntilMs !== null && job.leaseUntilMs < nowMs ? 'interrupted' : job.state;
};

const progressOf = (job: JobRow): JobDto['progress'] => {
  if (job.attemptKind === 'undo') return undoProgressOf(job);
  const phase = job.validatedMs === null ? 'validate' : job.importStartedMs === null ? null : 'import';
  const startedMs = phase === 'validate' ? job.validateStartedMs : job.importStartedMs;
  const done = phase === 'import' ? importedRows(job) : phase === 'validate' ? job.plannedRows : job.attemptRows;
  const endMs = phase === 'import' && job.finishedMs !== null ? job.finishedMs : Math.max(job.updatedMs, startedMs ?? 0);
  const elapsedMs = startedMs === null ? 0 : endMs - startedMs;
  const rowsPerSecond = elapsedMs > 0 && done > 0 ? Math.round((done * 1_000) / elapsedMs) : null;
  const isRunning = job.state === 'validating' || job.state === 'importing';
  const remainingMs = isRunning && rowsPerSecond !== null && rowsPerSecond > 0 ? Math.round(((job.attemptRows - done) * 1_000) / rowsPerSecond) : null;
  return { phase: isFinal(job.state) && job.importStartedMs === null ? null : phase, done, total: job.attemptRows, rowsPerSecond, remainingMs };
};

/** What this run has done: rows with an outcome, less those that earlier runs are done with. */
const importedRows = ({ outcomeCounts, rowCount, attemptRows }: JobRow): number =>
  outcomeCounts === null ? 0 : Math.max(0, sumOutcomes(outcomeCounts) - outcomeCounts.notProcessed - (rowCount - attemptRows));

const undoProgressOf = ({ state, undoRow, attemptRows, queuedMs, updatedMs }: JobRow): JobDto['progress'] => {
  const left = undoRow ?? (state === 'undone' ? 0 : attemptRows);
  const done = attemptRows - left;
  const elapsedMs = queuedMs === null ? 0 : updatedMs - queuedMs;
  const rowsPerSecond = elapsedMs > 0 && done > 0 ? Math.round((done * 1_000) / elapsedMs) : null;
  const remainingMs = state === 'undoing' && rowsPerSecond !== null && rowsPerSecond > 0 ? Math.round((left * 1_000) / rowsPerSecond) : null;
  return { phase: 'undo', done, total: attemptRows, rowsPerSecond, remainingMs };
};
