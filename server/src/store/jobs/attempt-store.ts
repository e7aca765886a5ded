import type { Knex } from 'knex';
import type { Actor, AttemptKind, JobState, OutcomeCounts, PlanCounts } from '../../contracts';
import { TABLES } from '../models';
import type { Connection } from '../sql/client';
import type { JobPatch, JobRow } from './job-row';

/** What a run left in the job's row, kept when the next one takes that row. */
export interface AttemptCounts {
  plan: PlanCounts | null;
  outcome: OutcomeCounts | null;
  issues: JobRow['issueCounts'];
}

/** One run of a job. Of the present one only what was known when it began stands here; the rest is in the job's row. */
export interface AttemptRow {
  number: number;
  kind: AttemptKind;
  actor: Actor;
  rowCount: number;
  planHash: string | null;
  /** null: this is the present run. */
  state: JobState | null;
  counts: AttemptCounts | null;
  /** When it began to import; null: it never did, so that what earlier runs did stands. */
  startedMs: number | null;
  finishedMs: number | null;
}

/** Keeps how the present run ended and begins the next one; the caller changes the job's row in the same transaction. */
export const beginAttempt = async (trx: Knex.Transaction, job: JobRow, next: { kind: AttemptKind; actor: Actor; rowCount: number }): Promise<void> => {
  const ended = {
    row_count: job.attemptRows,
    plan_hash: job.planHash,
    state: job.state,
    counts: JSON.stringify({ plan: job.planCounts, outcome: job.outcomeCounts, issues: job.issueCounts } satisfies AttemptCounts),
    started_ms: job.importStartedMs,
    finished_ms: job.finishedMs,
  };
  const kept = await trx(TABLES.attempts).where({ job_id: job.id, number: job.attempt }).update(ended);
  if (kept === 0) await trx(TABLES.attempts).insert({ job_id: job.id, number: job.attempt, kind: job.attemptKind, actor: JSON.stringify(job.actor), ...ended });
  await trx(TABLES.attempts).insert({
    job_id: job.id, number: job.attempt + 1, kind: next.kind, actor: JSON.stringify(next.actor), row_count: next.rowCount, plan_hash: null, state: null, counts: null, started_ms: null, finished_ms: null,
  });
};

/** Oldest first. A job that had only one run has none. */
export const listAttempts = async (connection: Connection, jobId: number): Promise<AttemptRow[]> => {
  const rows = (await connection(TABLES.attempts).where({ job_id: jobId }).orderBy('number')) as Record<string, unknown>[];
  return rows.map((row) => ({
    number: Number(row['number']),
    kind: row['kind'] as AttemptKind,
    actor: JSON.parse(String(row['actor'])) as Actor,
    rowCount: Number(row['row_count']),
    planHash: (row['plan_hash'] as string | null) ?? null,
    state: (row['state'] as JobState | null) ?? null,
    counts: row['counts'] === null ? null : (JSON.parse(String(row['counts'])) as AttemptCounts),
    startedMs: row['started_ms'] === null ? null : Number(row['started_ms']),
    finishedMs: row['finished_ms'] === null ? null : Number(row['finished_ms']),
  }));
};

/** A retry that ends before it has imported anything never was: the counts of the run before it come back. */
export const countsBefore = async (connection: Connection, job: JobRow): Promise<JobPatch> => {
  if (job.attemptKind !== 'retry' || job.importStartedMs !== null) return {};
  const before = (await listAttempts(connection, job.id)).find(({ number }) => number === job.attempt - 1)?.counts;
  return before === undefined || before === null ? {} : { planCounts: before.plan, outcomeCounts: before.outcome, issueCounts: before.issues };
};
