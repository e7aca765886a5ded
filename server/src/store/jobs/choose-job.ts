import { isOwnTarget, type JobState, type OwnTarget, type Target } from '../../contracts';
import { inTurn } from '../../jobs/in-turn';
import type { Work } from '../../jobs/job-engine';
import { isKnownFormat } from '../../jobs/job-format';
import { ACTIVE_IMPORT } from '../../jobs/states';
import type { JobRow } from './job-row';

/** As much of a job as a claim looks at. */
export type Claimable = Pick<JobRow, 'id' | 'uid' | 'state' | 'target' | 'generation' | 'leaseOwner' | 'leaseUntilMs' | 'createdMs' | 'queuedMs' | 'validatedMs' | 'importStartedMs' | 'undoRow'> & { actorKey: string; format: number };

/** How many imports and undos may be active at a time: in all, and into one target. */
export type ParallelImports = { total: number } & Record<OwnTarget, number>;

export interface ChooseOptions {
  parallel: ParallelImports;
  /** Whether a lease's owner is certainly dead (a process of this machine that is gone), so that nobody waits for its end. */
  isDead(owner: string): boolean;
  /** Only this job, for the command line. */
  only?: string;
  /** Only such work, for a lane. */
  work?: Work;
}

/** The database's clock, and when each person's last import and last validation began. */
export interface Moment {
  nowMs: number;
  lastStarts: Record<Work, ReadonlyMap<string, number>>;
}

/** The job that is claimed next: what was interrupted, then undos, then imports and validations in turn; imports only where there is room. */
export const chooseJob = (jobs: readonly Claimable[], options: ChooseOptions, { nowMs, lastStarts }: Moment): Claimable | null => {
  // Of a newer version's jobs only those under way count here: they keep their places.
  const known = jobs.filter(({ format }) => isKnownFormat(format));
  const free = known.filter((job) => isFree(job, nowMs, options));
  const ours = free.filter((job) => (options.only === undefined || job.uid === options.only) && (options.work === undefined || workOf(job) === options.work));
  const started = ours.find((job) => !isWaiting(job));
  if (started !== undefined) return started;

  const taken = [...jobs.filter(isActive), ...known.filter((job) => isWaitingForRoom(job) && !isFree(job, nowMs, options))];
  const next = (candidates: readonly Claimable[], takers: readonly Claimable[], work: Work): Claimable | undefined => {
    const able = candidates.filter(({ target }) => work === 'validation' || hasRoom(target, takers, options.parallel));
    return inTurn(able.map((job) => ({ ...job, sinceMs: work === 'validation' ? job.createdMs : job.queuedMs })), lastStarts[work])[0];
  };
  // What was imported is taken back before more is imported: an undo that waits keeps its place free.
  const undos = free.filter(isWaitingUndo);
  return (
    next(ours.filter(isWaitingUndo), taken, 'import') ??
    next(ours.filter(({ state }) => state === 'queued'), [...taken, ...undos], 'import') ??
    next(ours.filter(({ state }) => state === 'new'), [], 'validation') ??
    null
  );
};

/** All that could be claimed now, one after another. */
export const chooseAll = (jobs: readonly Claimable[], options: ChooseOptions, moment: Moment): Claimable[] => {
  const chosen: Claimable[] = [];
  for (let rest = [...jobs]; ; ) {
    const next = chooseJob(rest, options, moment);
    if (next === null) return chosen;
    chosen.push(next);
    rest = rest.map((job) => (job.id === next.id ? { ...job, leaseOwner: null, leaseUntilMs: Infinity } : job));
  }
};

export const isFree = (job: Pick<Claimable, 'leaseUntilMs' | 'leaseOwner'>, nowMs: number, { isDead }: Pick<ChooseOptions, 'isDead'>): boolean =>
  job.leaseUntilMs === null || job.leaseUntilMs < nowMs || (job.leaseOwner !== null && isDead(job.leaseOwner));

/** Asked for, and not begun: it waits for its turn like a queued import. */
export const isWaitingUndo = ({ state, undoRow }: Pick<Claimable, 'state' | 'undoRow'>): boolean => state === 'undoing' && undoRow === null;

/** It waits for its turn, or is claimed by whoever is about to begin it. */
export const isWaitingForRoom = (job: Pick<Claimable, 'state' | 'undoRow'>): boolean => job.state === 'queued' || isWaitingUndo(job);

const isWaiting = (job: Claimable): boolean => job.state === 'new' || isWaitingForRoom(job);

const workOf = ({ state, validatedMs, undoRow }: Claimable): Work => (state === 'undoing' || undoRow !== null || validatedMs !== null ? 'import' : 'validation');

/** Begun, and not ended: it keeps its place while nobody holds it, too. */
const isActive = (job: Claimable): boolean =>
  (ACTIVE_IMPORT as readonly JobState[]).includes(job.state) && !isWaitingUndo(job) && (job.importStartedMs !== null || job.undoRow !== null);

/** Whether one more may be active beside these. */
export const hasRoom = (target: Target, active: readonly { target: Target }[], parallel: ParallelImports): boolean =>
  active.length < parallel.total && active.filter((job) => job.target === target).length < (isOwnTarget(target) ? parallel[target] : 1);
