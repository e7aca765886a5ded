import type { VerifyReport } from '../../../server/src/services/verify/verify-job';
import type { TestApp } from '../../support/boot-strapi';
import { CONTACT, counted, createImporter, csv, type StoredContact, type TestSetting } from '../../support/imports';

/** What happens when an import meets something else than was planned. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const file = csv('externalId,lastName,city', 'C1,Novák,Praha', 'C2,Dvořák,Praha');
  const owner = (value: string, more: object = {}): Promise<StoredContact> => importer.addContact({ lastName: 'Owner', externalIds: [{ source: 'CRM', value }], ...more });
  const edit = (documentId: string, data: object) => app().strapi.documents(CONTACT).update({ documentId, data });
  const verify = (uid: string): Promise<VerifyReport> =>
    (app().strapi.plugin('external-contacts').service('runner') as unknown as { verify(uid: string): Promise<VerifyReport> }).verify(uid);

  describe('onChangedSincePlan: replan', () => {
    const REPLAN: TestSetting = { onChangedSincePlan: 'replan' };

    it('plans rows again on what is there now, and says so', async () => {
      const { documentId } = await owner('C1', { city: 'Brno' });
      const planned = await importer.plan(file, REPLAN);
      await edit(documentId, { city: 'Cheb' });
      await owner('C2');

      const job = await importer.run(planned);

      expect(counted(job.outcome)).toEqual({ updated: 2 });
      expect((await importer.story(job)).every((row) => row.includes('plan.replanned'))).toBe(true);
      expect(await importer.contacts()).toMatchObject([{ lastName: 'Novák', city: 'Praha' }, { lastName: 'Dvořák', city: 'Praha' }]);
      expect(await verify(job.id)).toMatchObject({ ok: true, findings: [] });
    });

    it('leaves rows alone that are as they were planned', async () => {
      await owner('C1');
      const planned = await importer.plan(file, REPLAN);
      await owner('C2');

      const job = await importer.run(planned);

      expect((await importer.story(job)).map((row) => row.includes('plan.replanned'))).toEqual([false, true]);
    });

    it('creates a record that has been deleted, and merges what a row links now', async () => {
      const gone = await owner('C1');
      const setting: TestSetting = { ...REPLAN, matchBy: ['externalId', 'email'], mergeMode: 'merge-all' };
      const planned = await importer.plan(csv('externalId,lastName,workEmail', 'C1,Novák,', 'C2,Dvořák,d@example.com'), setting);
      await app().strapi.documents(CONTACT).delete({ documentId: gone.documentId });
      await owner('C2');
      await importer.addContact({ lastName: 'Mail', workEmail: 'd@example.com' });

      const job = await importer.run(planned);

      expect(counted(job.outcome)).toEqual({ created: 1, merged: 1, recordsMergedAway: 1 });
      expect(await verify(job.id)).toMatchObject({ ok: true, findings: [] });
    });

    it('keeps what was refused when it was planned', async () => {
      const planned = await importer.plan(csv('externalId,workEmail', 'C1,no address', 'C2,ok@example.com'), REPLAN);
      await owner('C2');

      const job = await importer.run(planned);

      expect(counted(job.outcome)).toMatchObject({ invalid: 1, updated: 1 });
    });
  });

  it('writes no organization for the sake of a row that is held', async () => {
    const { documentId } = await owner('C1', { city: 'Brno' });
    const planned = await importer.plan(csv('externalId,city,organization.externalId,organization.name', 'C1,Praha,O1,Acme', 'C2,Praha,O2,Other', 'C3,Plzeň,O1,'));
    await edit(documentId, { city: 'Cheb' });

    const job = await importer.run(planned);

    expect((await importer.organizations()).map(({ name }) => name)).toEqual(['Other']);
    expect(counted(job.outcome)).toMatchObject({ created: 1, held: 2 });
  });

  describe('onError', () => {
    const rivals = async (setting: TestSetting): Promise<Awaited<ReturnType<typeof importer.plan>>> => {
      const planned = await importer.plan(csv('externalId,lastName', 'C1,One', 'C2,Two', 'C3,Three'), setting);
      await owner('C2');
      return planned;
    };

    it('stop-after: ends the job once too many rows went wrong', async () => {
      const planned = await rivals({ onError: { policy: 'stop-after', percent: 30 } });

      const job = await importer.run(planned);

      expect(job).toMatchObject({ state: 'failed', reason: 'errors.stop-after' });
    });

    it('stop-after: goes on while there are no more of them than the setting takes', async () => {
      const job = await importer.run(await rivals({ onError: { policy: 'stop-after', rows: 1 } }));

      expect(job).toMatchObject({ state: 'completed-with-errors', outcome: { created: 2, held: 1 } });
    });

    it('all-or-nothing: takes everything back when a row cannot be imported', async () => {
      const planned = await rivals({ onError: { policy: 'all-or-nothing' } });

      const stopped = await importer.run(planned);
      await importer.step(planned.id);

      expect(stopped).toMatchObject({ state: 'undoing', reason: 'errors.all-or-nothing' });
      expect(await importer.get(planned.id)).toMatchObject({ state: 'undone', undo: { reversed: 2 } });
      expect(await importer.contacts()).toMatchObject([{ lastName: 'Owner' }]);
    });
  });

  it('tells a value that every new record has from one that somebody has set', async () => {
    const job = await importer.import(csv('externalId,surveyOptOut', ...Array.from({ length: 600 }, (_, index) => `C${index},`), 'C0,yes'));

    expect(counted(job.outcome)).toMatchObject({ created: 600, updated: 1 });
  });
};
