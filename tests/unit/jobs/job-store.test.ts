import type { Actor, ResolvedSetting } from '../../../server/src/contracts';
import { createRoomCheck, createRoomQuery } from '../../../server/src/services/jobs/assert-room';
import { createFileStore } from '../../../server/src/store/files';
import { createJobStore } from '../../../server/src/store/jobs/job-store';
import { TABLES } from '../../../server/src/store/models';
import { createMemoryDatabase } from '../../support/memory-database';

const ACTOR: Actor = { kind: 'command-line', id: 'ann', name: 'Ann' };

describe('what a list of jobs needs', () => {
  let database: Awaited<ReturnType<typeof createMemoryDatabase>>;
  beforeEach(async () => {
    database = await createMemoryDatabase();
  });
  afterEach(() => database.close());

  it('counts places in the queue over queued jobs alone', async () => {
    const store = createJobStore(database);
    await database.knex()(TABLES.files).insert({ id: 1, uid: 'f1', state: 'ready' });
    const ids = [];
    for (const uid of ['j1', 'j2', 'j3', 'j4']) {
      const job = await store.create({
        uid, name: uid, target: 'contacts', fileId: 1, setting: {} as ResolvedSetting, settingHash: '', settingId: null,
        start: 'wait', test: false, notify: {}, actor: ACTOR, rowCount: 1, idempotency: null,
      });
      ids.push(job.id);
    }
    await database.knex()(TABLES.jobs).whereIn('uid', ['j2', 'j4']).update({ state: 'queued' });

    expect([...(await store.queuePositions())]).toEqual([[ids[1], 1], [ids[3], 2]]);
  });

  it('refuses a further import while no place is free for its target, where imports may not wait', async () => {
    const store = createJobStore(database);
    const active = (uid: string, target: string, state: string) => database.knex()(TABLES.jobs).insert({ uid, target, state, queued_ms: 1 });
    const check = (total: number, onBusy: 'queue' | 'reject') => createRoomCheck(store, { onBusy, parallelImports: { total, contacts: 1, organizations: 2 } });
    await active('j1', 'contacts', 'importing');
    await active('j2', 'organizations', 'queued');
    // A validation takes no place.
    await database.knex()(TABLES.jobs).insert({ uid: 'j3', target: 'organizations', state: 'paused' });

    await expect(check(3, 'reject')('contacts')).rejects.toMatchObject({ code: 'job.busy', status: 409 });
    await expect(check(2, 'reject')('organizations')).rejects.toMatchObject({ code: 'job.busy' });
    await expect(check(3, 'reject')('organizations')).resolves.toBeUndefined();
    await expect(check(1, 'queue')('contacts')).resolves.toBeUndefined();
    const isBusy = createRoomQuery(store, { onBusy: 'reject', parallelImports: { total: 3, contacts: 1, organizations: 2 } });
    expect([await isBusy('contacts'), await isBusy('organizations')]).toEqual([true, false]);
  });

  it('names the files of a page at once, but no upload under way', async () => {
    await database.knex()(TABLES.files).insert([
      { id: 1, uid: 'f1', name: 'a.csv', sha256: 'aa', row_count: 3, state: 'ready' },
      { id: 2, uid: 'f2', name: 'b.csv', state: 'uploading' },
    ]);

    const heads = await createFileStore(database).findHeads([1, 1, 2, 3]);

    expect([...heads]).toEqual([[1, { uid: 'f1', name: 'a.csv', sha256: 'aa', rowCount: 3 }]]);
  });
});
