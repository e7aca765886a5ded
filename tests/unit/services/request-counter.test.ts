import { createRequestCounter } from '../../../server/src/services/request-counter';

const MINUTE_MS = 60_000;

describe('the counter of requests', () => {
  it('lets a caller ask as often as the limit within a minute, and tells how long to wait then', () => {
    const counter = createRequestCounter();
    const take = (nowMs: number): number => counter.take('ann', 2, nowMs);

    expect([take(0), take(10_000), take(20_000), take(59_999)]).toEqual([0, 0, 40, 1]);
  });

  it('begins anew when the minute is over, however often was asked meanwhile', () => {
    const counter = createRequestCounter();
    for (let count = 0; count < 100; count += 1) counter.take('ann', 2, 0);

    expect([counter.take('ann', 2, MINUTE_MS), counter.take('ann', 2, MINUTE_MS), counter.take('ann', 2, MINUTE_MS)]).toEqual([0, 0, 60]);
  });

  it('counts callers apart', () => {
    const counter = createRequestCounter();
    counter.take('ann', 1, 0);

    expect([counter.take('ann', 1, 1), counter.take('bob', 1, 1)]).toEqual([60, 0]);
  });

  it('remembers a bounded number of callers, and of them the latest', () => {
    const counter = createRequestCounter();
    for (let caller = 0; caller < 20_000; caller += 1) counter.take(String(caller), 1, 0);

    expect(counter.take('19999', 1, 1)).toBe(60);
    expect(counter.take('0', 1, 1)).toBe(0);
  });
});
