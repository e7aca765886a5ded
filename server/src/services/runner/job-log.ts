import type { Core } from '@strapi/strapi';
import { OUTCOMES, PLAN_KINDS, UNDO_RESULTS } from '../../contracts';
import { logLine } from '../../jobs/log-line';
import type { JobRow } from '../../store/jobs/job-row';
import type { Claim } from '../../store/jobs/lease';

type Log = Pick<Core.Strapi['log'], 'info'>;

/** A worker begins or goes on with a job. */
export const logClaimed = (log: Log, { uid, generation }: Claim, job: JobRow): void => {
  log.info(logLine('job.claimed', { job: uid, state: job.state, target: job.target, attempt: job.attempt, kind: job.attemptKind, rows: job.attemptRows, token: generation }));
};

/** The worker gives it back: it waits for a person, for its turn, for its cause to go, or has ended. */
export const logRested = (log: Log, job: JobRow, ms: number): void => {
  const seconds = Math.round(ms) / 1_000;
  log.info(logLine('job.rested', { job: job.uid, state: job.state, reason: job.reason, attempt: job.attempt, seconds, ...countsOf(job) }));
};

const countsOf = ({ attemptKind, undoCounts, outcomeCounts, planCounts }: JobRow): Record<string, number> => {
  if (attemptKind === 'undo' && undoCounts !== null) return nonZero(undoCounts, UNDO_RESULTS);
  return outcomeCounts === null ? nonZero(planCounts, PLAN_KINDS) : nonZero(outcomeCounts, OUTCOMES);
};

const nonZero = <Name extends string>(counts: Record<Name, number> | null, names: readonly Name[]): Record<string, number> =>
  Object.fromEntries(names.flatMap((name) => (counts === null || counts[name] === 0 ? [] : [[name, counts[name]]])));
