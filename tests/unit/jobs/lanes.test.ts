import type { Work } from '../../../server/src/jobs/job-engine';
import { createLanes, type LaneOptions } from '../../../server/src/jobs/lanes';

/** Nobody waits for a poll in these tests. */
const NEVER_MS = 2 ** 30;

const lanesWith = (options: Partial<LaneOptions>) =>
  createLanes({ limits: { import: 1, validation: 1 }, pollMs: NEVER_MS, step: () => Promise.resolve(false), tell: (error) => { throw error; }, ...options });

/** Something that is under way until it is told to end. */
const gate = () => {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
};
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('lanes', () => {
  it('go on while there is work of their kind, then wait to be rung', async () => {
    const left: Record<Work, number> = { import: 3, validation: 2 };
    const lanes = lanesWith({ step: (work) => Promise.resolve((left[work] -= 1) >= 0) });

    lanes.start();
    await settle();
    expect(left).toEqual({ import: -1, validation: -1 });
    left.import = 1;
    lanes.ring();
    await settle();

    expect(left).toEqual({ import: -1, validation: -2 });
    await lanes.stop();
  });

  it('look once more when they are rung while they look', async () => {
    const looking = gate();
    let looks = 0;
    const lanes = lanesWith({ limits: { import: 1, validation: 0 }, step: async () => {
      looks += 1;
      if (looks === 1) await looking.passed;
      return false;
    } });

    lanes.start();
    await settle();
    lanes.ring();
    looking.open();
    await settle();

    expect(looks).toBe(2);
    await lanes.stop();
  });

  it('share their limits with whoever is told of work beside them', async () => {
    const working = gate();
    const lanes = lanesWith({ step: async () => {
      await working.passed;
      return true;
    } });

    const first = lanes.take('import');

    expect(await lanes.take('import')).toBe(false);
    const beside = lanes.take('validation');
    working.open();
    expect(await Promise.all([first, beside])).toEqual([true, true]);
    expect(await lanes.take('import')).toBe(true);
  });

  it('tell of what went wrong, and wait before they try again', async () => {
    const told: unknown[] = [];
    const lanes = lanesWith({ limits: { import: 1, validation: 0 }, step: () => Promise.reject(new Error('no database')), tell: (error) => told.push(error) });

    lanes.start();
    await settle();

    expect(told).toHaveLength(1);
    await lanes.stop();
  });

  it('begin nothing once they are stopped', async () => {
    const lanes = lanesWith({ step: () => Promise.resolve(true) });

    await lanes.stop();

    expect(await lanes.take('import')).toBe(false);
  });
});
