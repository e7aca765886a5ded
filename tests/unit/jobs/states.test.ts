import { DEFAULT_CONFIG } from '../../../server/src/config/plugin-config';
import type { Actor, JobState, ResolvedSetting } from '../../../server/src/contracts';
import { assertChange, canChange, TRANSITIONS } from '../../../server/src/jobs/states';
import { createJobStore } from '../../../server/src/store/jobs/job-store';
import { advance, claimNext, pause, type Claim } from '../../../server/src/store/jobs/lease';
import { TABLES } from '../../../server/src/store/models';
import { createMemoryDatabase } from '../../support/memory-database';

const STATES = Object.keys(TRANSITIONS) as JobState[];
const ACTOR: Actor = { kind: 'command-line', id: 'ann', name: 'Ann' };

describe('the states of a job', () => {
  let database: Awaited<ReturnType<typeof createMemoryDatabase>>;
  beforeEach(async () => {
    database = await createMemoryDatabase();
  });
  afterEach(() => database.close());

  /** A job in a state, held by a worker. */
  const held = async (state: JobState): Promise<Claim> => {
    const store = createJobStore(database);
    await database.knex()(TABLES.files).insert({ id: 1, uid: 'f1', state: 'ready' });
    await store.create({
      uid: 'j1', name: 'a.csv', target: 'contacts', fileId: 1, setting: {} as ResolvedSetting, settingHash: '', settingId: null,
      start: 'wait', test: false, notify: {}, actor: ACTOR, rowCount: 1, idempotency: null,
    });
    const claimed = await claimNext(database, { owner: 'worker', leaseMs: 60_000, maxCrashes: 3, isDead: () => false, parallel: DEFAULT_CONFIG.parallelImports });
    if (claimed === null) throw new Error('There is nothing to claim');
    await database.knex()(TABLES.jobs).update({ state });
    return claimed.claim;
  };
  const job = async () => {
    const found = await createJobStore(database).find('j1');
    if (found === null) throw new Error('The job is gone');
    return found;
  };

  it('lets nothing but a retry or an undo follow an end, and nothing the undo', () => {
    const after = (['completed-with-errors', 'cancelled', 'failed'] as const).map((end) => [...TRANSITIONS[end]].sort());

    expect(after).toEqual(Array(3).fill(['undoing', 'validating']));
    expect([TRANSITIONS.completed, TRANSITIONS.undone]).toEqual([['undoing'], []]);
  });

  it('takes staying in a state for no change', () => {
    for (const state of STATES) expect(() => assertChange(state, state)).not.toThrow();
  });

  it.each(STATES)('lets a worker change a job from %s only as the table says', async (from) => {
    const claim = await held(from);

    for (const to of STATES) {
      await database.knex()(TABLES.jobs).update({ state: from });
      const changing = database.transaction((trx) => advance(trx, claim, { state: to }));
      if (from === to || canChange(from, to)) await changing;
      else await expect(changing).rejects.toThrow(`A job cannot go from ${from} to ${to}`);
    }
  });

  it('refuses a person the change that it refuses a worker', async () => {
    await held('completed');

    const changing = createJobStore(database).change(await job(), { state: 'importing' });

    await expect(changing).rejects.toThrow('A job cannot go from completed to importing');
    expect((await job()).state).toBe('completed');
  });

  it.each(['validated', 'completed', 'cancelling', 'new', 'queued'] as const)('leaves a job %s when its worker loses the database', async (state) => {
    const claim = await held(state);

    await pause(database, claim, { reason: 'ECONNRESET', pauseMs: 5_000 });

    expect(await job()).toMatchObject({ state, leaseOwner: null });
  });

  it.each(['validating', 'importing', 'paused'] as const)('pauses a job that is %s, and lets nobody take it before its time', async (state) => {
    const claim = await held(state);

    await pause(database, claim, { reason: 'ECONNRESET', pauseMs: 60_000 });

    expect(await job()).toMatchObject({ state: 'paused', reason: 'ECONNRESET', leaseOwner: null });
    expect(await claimNext(database, { owner: 'other', leaseMs: 60_000, maxCrashes: 3, isDead: () => false, parallel: DEFAULT_CONFIG.parallelImports })).toBeNull();
  });
});
