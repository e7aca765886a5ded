import { jobTimes } from '../../../admin/src/utils/job-times';
import type { JobDto } from '../../../server/src/contracts';

const job = (change: Partial<JobDto> = {}): JobDto =>
  ({
    rows: 30_000, attempt: { number: 1, kind: 'import', rows: 30_000 },
    createdAt: '2026-11-01T10:00:00.000Z', validatedAt: '2026-11-01T10:00:04.000Z', startedAt: '2026-11-01T10:05:00.000Z', finishedAt: '2026-11-01T10:05:03.000Z',
    ...change,
  }) as JobDto;

describe('the times of a job', () => {
  it('count the check and the import, but not the time that it waited for a go', () => {
    expect(jobTimes(job())).toEqual({ checkMs: 4_000, importMs: 3_000, rowsPerSecond: 10_000 });
  });

  it('are unknown while a phase has not ended', () => {
    expect(jobTimes(job({ finishedAt: null }))).toEqual({ checkMs: 4_000, importMs: null, rowsPerSecond: null });
  });

  it('tell no speed of an import that was over at once', () => {
    expect(jobTimes(job({ rows: 2, finishedAt: '2026-11-01T10:05:00.020Z' })).rowsPerSecond).toBeNull();
  });

  it('tell nothing of a job of several runs, whose times are those of the last', () => {
    expect(jobTimes(job({ attempt: { number: 2, kind: 'retry', rows: 5 } }))).toEqual({ checkMs: null, importMs: null, rowsPerSecond: null });
  });
});
