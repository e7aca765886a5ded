import { pollingPace } from '../../../admin/src/utils/polling-pace';

describe('how often the panel asks about a running job', () => {
  it.each([
    ['often while nobody knows how long it takes', null, 1_500],
    ['often near its end', 10_000, 1_500],
    ['less often during a long one', 200_000, 4_000],
    ['never less than every five seconds', 3_600_000, 5_000],
  ])('%s', (_name, remainingMs, pace) => {
    expect(pollingPace(remainingMs)).toBe(pace);
  });
});
