import fc from 'fast-check';
import { MERGE_MODES, type JobDto, type MergeMode } from '../../../server/src/contracts';
import type { TestApp } from '../../support/boot-strapi';
import { directorySnapshot } from '../../support/directory-snapshot';
import { createImporter, csv, type TestSetting } from '../../support/imports';

/** An identifier of every kind, for person n. Nobody else has it. */
interface Identifiers { id: string; work: string; personal: string; phone: string }
const identifiersOf = (person: number): Identifiers => ({
  id: `C${person}`, work: `person${person}@example.com`, personal: `home${person}@example.org`, phone: `+3314227818${person}`,
});
/** Everybody's, and guarded by their form: what two or three people share without looking so is each import's to argue about. */
const SHARED = { email: 'info@example.com', phone: '+33100000000' };

const PERSON = fc.integer({ min: 0, max: 6 });
/** Which of a person's identifiers a row or a record has. */
const PARTS = fc.record({ id: fc.boolean(), work: fc.boolean(), personal: fc.boolean(), phone: fc.boolean(), sharedEmail: fc.boolean(), sharedPhone: fc.boolean() });
type Parts = Record<'id' | 'work' | 'personal' | 'phone' | 'sharedEmail' | 'sharedPhone', boolean>;
interface Entry { person: number; parts: Parts; organization: number | null }

const HEADER = 'username,externalId,lastName,workEmail,personalEmail,workPhone,otherEmail,otherPhone,title,organization.externalId,organization.name';
const lineOf = ({ person, parts, organization }: Entry, { username = '', name = `Person ${person}`, title = '' } = {}): string => {
  const { id, work, personal, phone } = identifiersOf(person);
  return [
    username, parts.id ? id : '', name, parts.work ? work : '', parts.personal ? personal : '', parts.phone ? phone : '',
    parts.sharedEmail ? SHARED.email : '', parts.sharedPhone ? SHARED.phone : '', title, organization === null ? '' : `O${organization}`, organization === null ? '' : `Firm ${organization}`,
  ].join(',');
};
const hasOwn = ({ parts }: Entry): boolean => parts.id || parts.work || parts.personal || parts.phone;
const ENTRY = fc.record({ person: PERSON, parts: PARTS, organization: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }) });

/** Few on the servers, where a run costs more; what they share is tried on SQLite. */
const runsOn = (app: TestApp, sqlite: number): number => (app.database.kind === 'sqlite' ? sqlite : Math.ceil(sqlite / 5));

export default (app: () => TestApp): void => {
  const importer = createImporter(app);

  /** Records as other means may have left them: found by nothing but their user names, and so never taken for each other. */
  const fill = async (records: Entry[]): Promise<void> => {
    const taken = new Set<string>();
    const lines = records.map((record, index) => {
      const parts = { ...record.parts, id: record.parts.id && !taken.has(`C${record.person}`) };
      if (parts.id) taken.add(`C${record.person}`);
      return lineOf({ ...record, parts }, { username: `before${index}`, name: index % 3 === 0 ? `Person ${record.person}` : `Known ${index}`, title: index % 2 === 0 ? `Title ${index}` : '' });
    });
    if (lines.length > 0) await importer.import(csv(HEADER, ...lines), { matchBy: ['username'], mode: 'create' });
  };
  const kindsOf = async (job: JobDto): Promise<string[]> => (await importer.rows(job)).map(({ outcome }) => outcome ?? 'none');

  describe.each(MERGE_MODES)('in the mode %s', (mergeMode) => {
    it('imports the same file twice and changes nothing the second time', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(ENTRY, { maxLength: 8 }), fc.array(ENTRY.filter(hasOwn), { minLength: 1, maxLength: 8 }), async (records, rows) => {
          await importer.reset();
          await fill(records);
          // A person's rows agree: of rows that contradict each other, each import carries out all, in order.
          const file = csv(HEADER, ...consistent(rows).map((row) => lineOf(row)));

          const first = await kindsOf(await importer.import(file, { mergeMode }));
          const before = await rawDirectory();
          const second = await kindsOf(await importer.import(file, { mergeMode }));

          expect(second).toEqual(first.map((outcome) => (WRITTEN.has(outcome) ? 'unchanged' : outcome)));
          expect(await rawDirectory()).toEqual(before);
        }),
        { numRuns: runsOn(app(), 10) },
      );
    }, 300_000);
  });

  it('leaves the same directory whatever the size of blocks and slices', async () => {
    const files = fc.array(fc.record({ entry: ENTRY, name: fc.integer({ min: 0, max: 2 }), title: fc.integer({ min: 0, max: 3 }) }), { minLength: 1, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(fc.array(ENTRY, { maxLength: 6 }), files, fc.constantFrom(...MERGE_MODES), fc.constantFrom(1, 2, 3, 5), async (records, rows, mergeMode, blockRows) => {
        const file = csv(HEADER, ...rows.map(({ entry, name, title }) => lineOf(entry, { name: `Name ${name}`, title: title === 0 ? '' : `Title ${title}` })));

        const whole = await importedInBlocksOf(2_000, { records, file, mergeMode });
        const pieces = await importedInBlocksOf(blockRows, { records, file, mergeMode });

        expect(pieces).toEqual(whole);
      }),
      { numRuns: runsOn(app(), 15) },
    );
  }, 300_000);

  it('leaves no key astray, however records were merged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ENTRY, { maxLength: 8 }), fc.array(ENTRY, { minLength: 1, maxLength: 8 }), async (records, rows) => {
        await importer.reset();
        await fill(records);

        const job = await importer.import(csv(HEADER, ...rows.map((row) => lineOf(row))), { mergeMode: 'merge-all' });

        expect(await verify(job.id)).toEqual([]);
      }),
      { numRuns: runsOn(app(), 10) },
    );
  }, 300_000);

  const verify = async (uid: string): Promise<unknown[]> => {
    const runner = app().strapi.plugin('external-contacts').service('runner') as unknown as { verify(uid: string): Promise<{ findings: unknown[] }> };
    return (await runner.verify(uid)).findings;
  };
  const rawDirectory = async () => ({ contacts: await importer.contacts(), organizations: await importer.organizations(), snapshot: await directorySnapshot(app()) });

  const importedInBlocksOf = async (blockRows: number, { records, file, mergeMode }: { records: Entry[]; file: string; mergeMode: MergeMode }) => {
    await importer.reset();
    await fill(records);
    const setting: TestSetting = { mergeMode };
    return withBlocksOf(blockRows, async () => {
      const job = await importer.import(file, setting);
      return { story: await importer.story(job), outcome: job.outcome, directory: await directorySnapshot(app()) };
    });
  };

  /** The configuration is read where files are stored; a block is also the most that a slice has. */
  const withBlocksOf = async <T>(blockRows: number, work: () => Promise<T>): Promise<T> => {
    const limits = app().strapi.config.get<{ blockRows: number }>('plugin::external-contacts.limits');
    const before = limits.blockRows;
    limits.blockRows = blockRows;
    return work().finally(() => {
      limits.blockRows = before;
    });
  };
};

const WRITTEN = new Set(['created', 'updated', 'merged', 'unchanged']);

/** Rows of one person say the same: all that one of them says, where they share an identifier or not. */
const consistent = (rows: Entry[]): Entry[] => {
  const byPerson = new Map<number, Entry>();
  for (const row of rows) {
    const known = byPerson.get(row.person);
    const parts = Object.fromEntries(Object.entries(row.parts).map(([part, has]) => [part, has || known?.parts[part as keyof Parts] === true])) as Parts;
    byPerson.set(row.person, { ...row, parts, organization: known?.organization ?? row.organization });
  }
  return rows.map(({ person }) => byPerson.get(person) as Entry);
};
