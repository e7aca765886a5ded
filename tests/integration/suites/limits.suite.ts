import type { TestApp } from '../../support/boot-strapi';
import { createImporter, csv, type TestSetting } from '../../support/imports';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const header = 'externalId,lastName,workEmail';
  const twoBad = csv(header, 'C1,One,one@example.com', 'C2,Two,nobody', 'C3,Three,nobody', 'C4,Four,four@example.com', 'C5,Five,five@example.com');
  const addTwo = async (): Promise<void> => {
    for (const value of ['C1', 'C2']) await importer.addContact({ lastName: 'Old', workEmail: `${value}@old.example.com`, externalIds: [{ source: 'CRM', value }] });
  };

  describe('a plan that would do more than the setting allows', () => {
    it.each<[string, TestSetting, object]>([
      ['updates', { limits: { updates: 1 } }, { code: 'limit.updates', limit: 1, count: 2 }],
      ['clears', { limits: { clears: 0 }, fields: [{ column: 'externalId', field: 'externalId' }, { column: 'workEmail', field: 'workEmail', onBlank: 'clear' }] }, { code: 'limit.clears', limit: 0, count: 2 }],
    ])('is not imported: %s', async (_, setting, blocker) => {
      await addTwo();
      const planned = await importer.plan(csv(header, 'C1,New,', 'C2,New,', 'C3,New,'), setting);

      expect(planned).toMatchObject({ state: 'validated', blockers: [blocker] });
      await expect(importer.run(planned)).rejects.toMatchObject({ status: 409, code: 'plan.blocked', details: { blockers: [blocker] } });
      expect(await importer.contacts({ lastName: 'New' })).toEqual([]);
    });

    it('waits, whatever `start` says', async () => {
      await addTwo();

      expect(await importer.plan(csv(header, 'C1,New,', 'C2,New,'), { limits: { updates: 1 } }, { start: 'always' })).toMatchObject({ state: 'validated' });
      expect(await importer.plan(csv(header, 'C1,New,', 'C2,New,'), { limits: { updates: 2 } }, { start: 'always' })).toMatchObject({ state: 'queued', blockers: [] });
    });
  });

  it('imports all or nothing', async () => {
    const planned = await importer.plan(twoBad, { onError: { policy: 'all-or-nothing' } });

    expect(planned.blockers).toEqual([{ code: 'errors.all-or-nothing', limit: 0, count: 2 }]);
    await expect(importer.run(planned)).rejects.toMatchObject({ code: 'plan.blocked' });
  });

  it.each([
    [{ rows: 1 }, true], [{ rows: 2 }, false],
    [{ percent: 39 }, true], [{ percent: 40 }, false],
    [{ rows: 3, percent: 20 }, true],
  ])('stops after %j bad rows of five: %s when two are bad', async (limits, isBlocked) => {
    const planned = await importer.plan(twoBad, { onError: { policy: 'stop-after', ...limits } });

    expect(planned.blockers.map(({ code, count }) => [code, count])).toEqual(isBlocked ? [['errors.stop-after', 2]] : []);
  });

  it('lets the plan through once its bad rows are corrected', async () => {
    const planned = await importer.plan(twoBad, { onError: { policy: 'all-or-nothing' } });

    await importer.jobs().fix(planned.id, { fixes: [{ kind: 'exclude', rows: [2, 3] }] }, { actor: { kind: 'command-line', id: 'ann', name: 'Ann' }, all: true }, () => true);
    await importer.step(planned.id);
    const job = await importer.run(await importer.get(planned.id));

    expect(job).toMatchObject({ state: 'completed', outcome: { created: 3, skipped: 2 } });
  });
};
