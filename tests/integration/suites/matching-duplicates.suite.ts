import type { TestApp } from '../../support/boot-strapi';
import { createImporter, csv } from '../../support/imports';

const FILE = csv('lastName,workEmail,city,title', 'Brown,ann@a.cz,Praha,', 'Green,ann@a.cz,Brno,CEO', 'Black,bob@a.cz,Plzeň,');

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(importer.reset);

  describe('rows of one file that say the same record', () => {
    it('are taken one after another: the later one changes what the earlier one left', async () => {
      const job = await importer.import(FILE, { inFileDuplicates: 'in-order' });

      expect(await importer.story(job)).toEqual(['created', 'updated file.duplicate-row', 'created']);
      expect(await importer.contacts({ workEmail: 'ann@a.cz' })).toMatchObject([{ lastName: 'Green', city: 'Brno', title: 'CEO' }]);
    });

    it('first: only the first is taken', async () => {
      const job = await importer.import(FILE, { inFileDuplicates: 'first' });

      expect(await importer.story(job)).toEqual(['created', 'skipped file.duplicate-skipped', 'created']);
      expect(await importer.contacts({ workEmail: 'ann@a.cz' })).toMatchObject([{ lastName: 'Brown', city: 'Praha', title: null }]);
    });

    it('last: only the last is taken, and the others say which that is', async () => {
      const job = await importer.import(FILE, { inFileDuplicates: 'last' });

      expect(await importer.story(job)).toEqual(['skipped file.duplicate-skipped', 'created', 'created']);
      expect((await importer.rows(job))[0]?.issues[0]?.params).toEqual({ row: 2 });
      expect(await importer.contacts({ workEmail: 'ann@a.cz' })).toMatchObject([{ lastName: 'Green', city: 'Brno' }]);
    });

    it('combine: earlier rows stand, later ones fill in what they left open', async () => {
      const job = await importer.import(FILE, { inFileDuplicates: 'combine' });

      expect(await importer.story(job)).toEqual(['created', 'updated file.duplicate-row', 'created']);
      expect(await importer.contacts({ workEmail: 'ann@a.cz' })).toMatchObject([{ lastName: 'Brown', city: 'Praha', title: 'CEO' }]);
    });

    it('combine: a value that changes nothing stands against later rows too', async () => {
      await importer.addContact({ lastName: 'Brown', workEmail: 'ann@a.cz', city: 'Praha' });

      await importer.import(csv('workEmail,city', 'ann@a.cz,Praha', 'ann@a.cz,Brno'), { inFileDuplicates: 'combine' });

      expect(await importer.contacts()).toMatchObject([{ city: 'Praha' }]);
    });

    it('combine: completes what the file creates, even where only new records are wanted', async () => {
      const job = await importer.import(FILE, { inFileDuplicates: 'combine', mode: 'create' });

      expect(await importer.story(job)).toEqual(['created', 'updated file.duplicate-row', 'created']);
    });

    it('reject: none of them is taken', async () => {
      const job = await importer.import(FILE, { inFileDuplicates: 'reject' });

      expect(await importer.story(job)).toEqual(['invalid file.duplicate-rejected', 'invalid file.duplicate-rejected', 'created']);
    });

    it('are duplicates through any of the match keys', async () => {
      const file = csv('externalId,lastName,workEmail', 'A,Brown,ann@a.cz', 'A,Green,other@a.cz', ',Black,other@a.cz');

      const job = await importer.plan(file, { inFileDuplicates: 'first' });

      expect((await importer.rows(job)).map(({ plan }) => plan)).toEqual(['create', 'skip', 'skip']);
    });

    it('do not count a refused row: the good one behind it is taken', async () => {
      const file = csv('externalId,lastName,workEmail', 'A,Brown,not an address', 'A,Green,ann@a.cz');

      const job = await importer.plan(file, { inFileDuplicates: 'first' });

      expect((await importer.rows(job)).map(({ plan }) => plan)).toEqual(['invalid', 'create']);
    });
  });
};
