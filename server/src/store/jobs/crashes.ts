import type { JobRow } from './job-row';

type Place = Pick<JobRow, 'attempt' | 'attemptKind' | 'undoCounts' | 'validatedMs' | 'planCursor' | 'importRow' | 'undoRow'>;

export type Phase = 'plan' | 'import' | 'undo';

/** What a worker that holds the job does next. */
export const phaseOf = ({ attemptKind, undoCounts, validatedMs }: Place): Phase => (attemptKind === 'undo' || undoCounts !== null ? 'undo' : validatedMs === null ? 'plan' : 'import');

/** How far the job has come, as committed: a worker that dies before the next commit dies here. */
const crashPlace = (job: Place): string => {
  const phase = phaseOf(job);
  return `${inPhase(job)}${phase === 'plan' ? job.planCursor : phase === 'import' ? job.importRow : (job.undoRow ?? 0)}`;
};

const inPhase = (job: Place): string => `${phaseOf(job)} ${job.attempt} `;

/** Deaths that count where the job stands now: an import stays careful until it has left the block behind. */
export const crashesHere = (job: Place & Pick<JobRow, 'crashPlace' | 'crashes'>): number => {
  const counts = phaseOf(job) === 'import' ? job.crashPlace?.startsWith(inPhase(job)) === true : job.crashPlace === crashPlace(job);
  return counts ? job.crashes : 0;
};

/**
 * One more death of its worker. Once an import goes row by row for its deaths (`maxCrashes` of them), the next death counts on wherever it
 * happens: it tells the row.
 */
export const countCrash = (job: Place & Pick<JobRow, 'crashPlace' | 'crashes'>, maxCrashes: number): { crashPlace: string; crashes: number } => {
  const place = crashPlace(job);
  if (job.crashPlace === place) return { crashPlace: place, crashes: job.crashes + 1 };
  const isCareful = phaseOf(job) === 'import' && crashesHere(job) >= maxCrashes;
  return { crashPlace: place, crashes: isCareful ? maxCrashes + 1 : 1 };
};
