import type { Core } from '@strapi/strapi';
import { logLine } from '../../jobs/log-line';
import type { JobRow } from '../../store/jobs/job-row';
import type { Claim } from '../../store/jobs/lease';
import { tallyOf } from '../../store/jobs/tally';

type Log = Pick<Core.Strapi['log'], 'info'>;

/** A worker begins or goes on with a job. */
export const logClaimed = (log: Log, { uid, generation }: Claim, job: JobRow): void => {
  log.info(logLine('job.claimed', { job: uid, state: job.state, target: job.target, attempt: job.attempt, kind: job.attemptKind, rows: job.attemptRows, token: generation }));
};

/** The worker gives it back: it waits for a person, for its turn, for its cause to go, or has ended. */
export const logRested = (log: Log, job: JobRow, ms: number): void => {
  const seconds = Math.round(ms) / 1_000;
  log.info(logLine('job.rested', { job: job.uid, state: job.state, reason: job.reason, attempt: job.attempt, seconds, ...tallyOf(job, job.state) }));
};
