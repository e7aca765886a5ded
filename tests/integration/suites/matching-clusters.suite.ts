import type { TestApp } from '../../support/boot-strapi';
import { counted, createImporter, csv, type TestSetting } from '../../support/imports';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(importer.reset);

  const annAndBob = async () => ({
    ann: await importer.addContact({ firstName: 'Ann', lastName: 'Brown', workEmail: 'ann@a.cz', city: 'Praha' }),
    bob: await importer.addContact({ lastName: 'Browne', workPhone: '+420224123401', personalEmail: 'ann@home.cz', city: 'Brno', title: 'CEO' }),
  });
  const LINKS_BOTH = csv('lastName,workEmail,workPhone', 'Brown,ann@a.cz,+420224123401');

  describe('a row that links several records', () => {
    it('updates the oldest that the first key finds, under update-first', async () => {
      const { ann } = await annAndBob();

      const job = await importer.plan(LINKS_BOTH);

      expect(await importer.rows(job)).toMatchObject([{ plan: 'update', record: ann.documentId, matchedBy: 'email', cluster: [] }]);
    });

    it('waits for a person under hold, and names the records and what linked them', async () => {
      const { ann, bob } = await annAndBob();

      const job = await importer.plan(LINKS_BOTH, { mergeMode: 'hold' });

      expect(await importer.rows(job)).toMatchObject([
        {
          plan: 'hold',
          cluster: [
            { record: ann.documentId, role: 'candidate', linkedBy: ['email'] },
            { record: bob.documentId, role: 'candidate', linkedBy: ['phone'] },
          ],
        },
      ]);
      expect(await importer.story(job)).toEqual(['hold match.ambiguous']);
    });

    it('is planned as one record under merge-all: the file, else the oldest, else the next that says something', async () => {
      const { ann, bob } = await annAndBob();

      const job = await importer.plan(LINKS_BOTH, { mergeMode: 'merge-all' });

      const [row] = await importer.rows(job);
      expect(row).toMatchObject({
        plan: 'merge',
        record: ann.documentId,
        cluster: [
          { record: ann.documentId, role: 'survivor', linkedBy: ['email'] },
          { record: bob.documentId, role: 'merged', linkedBy: ['phone'] },
        ],
      });
      expect(row?.changes).toEqual(
        expect.arrayContaining([
          { field: 'workPhone', before: null, after: '+420224123401' },
          { field: 'personalEmail', before: null, after: 'ann@home.cz' },
          { field: 'title', before: null, after: 'CEO' },
        ]),
      );
      expect(row?.changes.map(({ field }) => field)).not.toContain('city');
      expect(job.plan).toMatchObject({ merge: 1 });
    });

    it('updates the only one that it finds, whatever the mode', async () => {
      const { ann } = await annAndBob();

      const job = await importer.plan(csv('lastName,workEmail', 'Green,ann@a.cz'), { mergeMode: 'merge-all' });

      expect(await importer.rows(job)).toMatchObject([{ plan: 'update', record: ann.documentId }]);
    });

    it('waits for a person when it links more than 25', async () => {
      for (let index = 0; index < 26; index += 1) await importer.addContact({ firstName: 'Ann', lastName: 'Brown', workEmail: 'ann@a.cz' });

      const job = await importer.plan(csv('firstName,lastName,workEmail', 'Ann,Brown,ann@a.cz'), { mergeMode: 'merge-all' });

      expect(await importer.story(job)).toEqual(['hold match.cluster-too-large']);
    });

    it('lets later rows of the file follow the record that it became', async () => {
      const { ann, bob } = await annAndBob();
      const file = csv('lastName,workEmail,workPhone,state', 'Brown,ann@a.cz,+420224123401,', 'Brown,ann@home.cz,,Morava');

      const job = await importer.plan(file, { mergeMode: 'merge-all' });

      const [, second] = await importer.rows(job);
      expect(second).toMatchObject({ plan: 'update', record: ann.documentId });
      expect(second?.record).not.toBe(bob.documentId);
    });
  });

  describe('organizations', () => {
    const ORGANIZATIONS: TestSetting = { target: 'organizations', matchBy: ['domain'] };

    it('that share a domain are never merged nor chosen from', async () => {
      await importer.addOrganization({ name: 'Group A', domain: 'group.cz' });
      await importer.addOrganization({ name: 'Group B', domain: 'group.cz' });
      const file = csv('name,domain', 'Group C,group.cz');

      for (const mergeMode of ['update-first', 'merge-all', 'hold'] as const) {
        const job = await importer.plan(file, { ...ORGANIZATIONS, externalSource: null, mergeMode });

        expect(await importer.story(job)).toEqual(['hold match.domain-shared']);
      }
    });

    it('are found by a domain that only one of them has', async () => {
      const firm = await importer.addOrganization({ name: 'Firm', domain: 'firm.cz' });

      const job = await importer.plan(csv('name,domain', 'Firm Ltd,FIRM.cz'), { ...ORGANIZATIONS, externalSource: null });

      expect(await importer.rows(job)).toMatchObject([{ plan: 'update', record: firm.documentId, matchedBy: 'domain' }]);
    });
  });

  describe('an opened group', () => {
    it('tries the row’s values in the order that the setting gives', async () => {
      const personal = await importer.addContact({ lastName: 'Personal', otherEmail: 'home@a.cz' });
      const work = await importer.addContact({ lastName: 'Work', otherEmail: 'desk@a.cz' });
      const file = csv('lastName,workEmail,personalEmail', 'New,desk@a.cz,home@a.cz');

      const workFirst = await importer.plan(file, { matchBy: [{ email: ['workEmail', 'personalEmail'] }] });
      const personalFirst = await importer.plan(file, { matchBy: [{ email: ['personalEmail', 'workEmail'] }] });

      expect(await importer.rows(workFirst)).toMatchObject([{ record: work.documentId, matchedBy: 'email(workEmail,personalEmail)' }]);
      expect(await importer.rows(personalFirst)).toMatchObject([{ record: personal.documentId }]);
    });

    it('leaves out the fields that it does not name', async () => {
      await importer.addContact({ lastName: 'Work', workEmail: 'desk@a.cz' });

      const job = await importer.plan(csv('lastName,workEmail', 'New,desk@a.cz'), { matchBy: [{ email: ['personalEmail'] }] });

      expect(counted(job.plan)).toMatchObject({ create: 1 });
    });
  });
};
