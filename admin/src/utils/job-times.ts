import type { JobDto } from '../../../server/src/contracts';

const between = (from: string | null, to: string | null): number | null => (from === null || to === null ? null : Math.max(0, Date.parse(to) - Date.parse(from)));

/** How long the phases of a job took, in ms; null where one has not ended, or where several runs are mixed. */
export const jobTimes = ({ createdAt, validatedAt, startedAt, finishedAt, attempt, rows }: JobDto): { checkMs: number | null; importMs: number | null; rowsPerSecond: number | null } => {
  if (attempt.number > 1) return { checkMs: null, importMs: null, rowsPerSecond: null };
  const importMs = between(startedAt, finishedAt);
  return {
    checkMs: between(createdAt, validatedAt),
    importMs,
    // A few rows in a few milliseconds say nothing about speed.
    rowsPerSecond: importMs === null || importMs < 1_000 ? null : rows / (importMs / 1_000),
  };
};
