import { createAlarm } from '../../../server/src/jobs/alarm';

describe('the alarm of an idle runner', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('wakes all sleepers at once and leaves no timer running', async () => {
    const alarm = createAlarm();
    const sleeping = [alarm.sleep(1_000), alarm.sleep(60_000)];

    alarm.ring();

    await Promise.all(sleeping);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('lets a sleeper wake by itself', async () => {
    const sleeping = createAlarm().sleep(1_000);

    jest.advanceTimersByTime(1_000);

    await expect(sleeping).resolves.toBeUndefined();
  });

  it('still rings after a night of waking by itself', async () => {
    const alarm = createAlarm();
    for (let second = 0; second < 30_000; second += 1) {
      const sleeping = alarm.sleep(1_000);
      jest.advanceTimersByTime(1_000);
      await sleeping;
    }
    const last = alarm.sleep(1_000);

    alarm.ring();

    await expect(last).resolves.toBeUndefined();
    expect(jest.getTimerCount()).toBe(0);
  });
});
