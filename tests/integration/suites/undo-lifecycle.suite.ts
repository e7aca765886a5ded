import { FAILPOINTS, UNDO_FAILPOINTS } from '../../../server/src/jobs/failpoint';
import type { TestApp } from '../../support/boot-strapi';
import { onFailpoint } from '../../support/failpoints';
import { ANNS_VIEW, counted, csv } from '../../support/imports';
import { createUndoer } from '../../support/undo';

export default (app: () => TestApp): void => {
  const { importer, undo, undos, dump, reset, preview, undoStory } = createUndoer(app);
  beforeEach(() => reset());

  const file = csv('externalId,lastName', 'C1,Novák', 'C2,Dvořák');
  const manyRows = csv('externalId,lastName', ...Array.from({ length: 4_500 }, (_, index) => `C${index},Person ${index}`));
  const start = ({ id }: { id: string }) => undos().start(id, ANNS_VIEW);

  it('refuses what has not ended, has changed nothing, was a test, is being undone or was undone', async () => {
    const planned = await importer.plan(file);
    await expect(start(planned)).rejects.toMatchObject({ code: 'undo.not-ended', status: 409 });
    await expect(preview(planned)).rejects.toMatchObject({ code: 'undo.not-ended', status: 409 });
    await expect(start(await importer.plan(file, {}, { test: true }))).rejects.toMatchObject({ code: 'job.test-run' });

    const job = await importer.run(planned);
    const unchanged = await importer.import(file);
    expect(counted(unchanged.outcome)).toEqual({ unchanged: 2 });
    await expect(start(unchanged)).rejects.toMatchObject({ code: 'undo.nothing', status: 409 });

    expect(await start(job)).toMatchObject({ state: 'undoing', status: 'in-progress', attempt: { kind: 'undo' } });
    await expect(start(job)).rejects.toMatchObject({ code: 'undo.running', status: 409 });
    await importer.step(job.id);
    await expect(start(job)).rejects.toMatchObject({ code: 'undo.done', status: 409 });
    expect(await importer.get(job.id)).toMatchObject({ state: 'undone', status: 'undone', outcome: { created: 2 } });
  });

  it('does not find the job of somebody else', async () => {
    const job = await importer.import(file);
    const bob = { actor: { kind: 'command-line' as const, id: 'bob', name: 'Bob' }, all: false };

    await expect(undos().start(job.id, bob)).rejects.toMatchObject({ code: 'not-found', status: 404 });
  });

  it('takes back what was imported before a cancellation', async () => {
    const planned = await importer.plan(manyRows);
    await importer.jobs().import(planned.id, { planHash: planned.planHash ?? '' }, ANNS_VIEW);
    let asked: Promise<unknown> | null = null;
    const forget = onFailpoint('import.slice.after-commit', () => {
      asked ??= importer.jobs().cancel(planned.id, ANNS_VIEW);
    });
    await importer.step(planned.id);
    await asked;
    forget();
    const { created = 0 } = counted((await importer.get(planned.id)).outcome);
    expect(created).toBeGreaterThan(0);

    const undone = await undo(planned);

    expect(undone).toMatchObject({ state: 'undone', undo: { reversed: created, kept: 0, cannot: 0 } });
    expect(await importer.contacts()).toEqual([]);
  });

  it('counts as the one active import: a queued one waits for it', async () => {
    const job = await importer.import(file);
    const next = await importer.plan(csv('externalId,lastName', 'C3,Third'));
    await start(job);
    await importer.jobs().import(next.id, { planHash: next.planHash ?? '' }, ANNS_VIEW);

    expect(await importer.step(next.id)).toBe(false);
    await importer.step(job.id);
    await importer.step(next.id);

    expect([(await importer.get(job.id)).state, (await importer.get(next.id)).state]).toEqual(['undone', 'completed']);
  });

  it('goes on where it stopped, wherever it was struck', async () => {
    for (const failpoint of UNDO_FAILPOINTS) {
      await reset();
      const before = await dump();
      const job = await importer.import(manyRows);
      await start(job);

      let strikes = 0;
      const forget = onFailpoint(failpoint, () => {
        strikes += 1;
        // Looks like a connection that broke: the transaction rolls back, and the job is tried again.
        if (strikes === 2 || !failpoint.startsWith('undo.slice')) throw Object.assign(new Error('struck'), { code: 'ECONNRESET' });
      });
      await importer.step(job.id);
      forget();
      await app().strapi.db.connection('external_contacts_jobs').where({ uid: job.id }).update({ lease_owner: null, lease_until_ms: null });
      await importer.step(job.id);

      expect({ failpoint, strikes: strikes > 0 }).toEqual({ failpoint, strikes: true });
      expect({ failpoint, ...(await importer.get(job.id)) }).toMatchObject({ failpoint, state: 'undone', undo: { reversed: 4_500 } });
      expect(await dump()).toEqual(before);
    }
  });

  it('can be tried again after a defect, and counts every row once', async () => {
    const before = await dump();
    const job = await importer.import(manyRows);
    let slices = 0;
    const forget = onFailpoint('undo.slice.after-apply', () => {
      slices += 1;
      if (slices === 3) throw new Error('a defect');
    });
    const failed = await undo(job);
    forget();
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'defect' } });
    expect(failed.undo?.reversed).toBeGreaterThan(0);
    expect(failed.undo?.reversed).toBeLessThan(4_500);

    const undone = await undo(job);

    expect(undone).toMatchObject({ state: 'undone', error: null, undo: { reversed: 4_500 } });
    expect(new Set(await undoStory(job))).toEqual(new Set(['reversed']));
    expect(await dump()).toEqual(before);
  });

  it('reaches its failpoints in the order in which they are listed', async () => {
    const reached: string[] = [];
    const job = await importer.import(file);
    const holder = globalThis as Record<symbol, unknown>;
    holder[Symbol.for('external-contacts.failpoint')] = (name: string) => reached.push(name);
    await undo(job);
    delete holder[Symbol.for('external-contacts.failpoint')];

    expect(reached.filter((name) => name.startsWith('undo.'))).toEqual([...UNDO_FAILPOINTS]);
    expect(FAILPOINTS.filter((name) => name.startsWith('undo.'))).toEqual([]);
  });

  it('takes an all-or-nothing import back although the job pauses before that begins', async () => {
    await importer.import(csv('externalId,lastName,title', 'C1,Novák,Clerk'));
    const planned = await importer.plan(csv('externalId,lastName,title', 'C2,Dvořák,', 'C1,Novák,Boss'), { onError: { policy: 'all-or-nothing' } } as never);
    await importer.editContact('Novák', { title: 'Edited' });
    const before = await dump();
    await importer.run(planned);
    const forget = onFailpoint('undo.start.before-commit', () => {
      throw Object.assign(new Error('The connection is gone'), { code: 'ECONNRESET' });
    });
    await importer.step(planned.id);
    forget();
    expect(await importer.get(planned.id)).toMatchObject({ state: 'paused' });
    await app().strapi.db.connection('external_contacts_jobs').where({ uid: planned.id }).update({ lease_until_ms: null });

    await importer.step(planned.id);

    expect(await importer.get(planned.id)).toMatchObject({ state: 'undone', reason: 'errors.all-or-nothing' });
    expect(await dump()).toEqual(before);
  });
};
