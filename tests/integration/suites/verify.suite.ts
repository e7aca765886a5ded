import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { TABLES } from '../../../server/src/store/models';
import type { VerifyReport } from '../../../server/src/services/verify/verify-job';
import type { TestApp } from '../../support/boot-strapi';
import { CONTACT, createImporter, csv } from '../../support/imports';

const CONTACTS = 'external_contacts_contacts';
const LINKS = 'external_contacts_contacts_organization_lnk';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  const table = (name: string) => app().strapi.db.connection(name);
  const verify = (uid: string): Promise<VerifyReport> =>
    (app().strapi.plugin('external-contacts').service('runner') as unknown as { verify(uid: string): Promise<VerifyReport> }).verify(uid);
  const checksOf = async (uid: string): Promise<string[]> => (await verify(uid)).findings.map(({ check }) => check);

  const people = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => `C${index},"Person, ${index}",person${index}@example.com,O${index % 20},Org ${index % 20}`);
  const fileOf = (count: number): string => csv(
    'externalId,lastName,workEmail,organization.externalId,organization.name',
    ...people(count),
    'C1,Renamed,,,',
    'C2,"Two\nlines",two@example.com,O1,"Org ""one"""',
    'C3,Bad,no address,,',
    ',,,,',
    'C0,"Person, 0",,,',
  );
  const FILE = fileOf(60);
  let uid: string;
  beforeEach(async () => {
    await importer.reset();
    await importer.addContact({ lastName: 'Before', workEmail: 'before@example.com', externalIds: [{ source: 'CRM', value: 'C7' }] });
    uid = (await importer.import(FILE)).id;
  });

  it('confirms an import of several blocks over an earlier one, and prints its equation', async () => {
    const { id } = await importer.import(fileOf(2_600));

    const report = await verify(id);

    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ ok: true, equation: '2605 rows = 2540 created + 4 updated + 59 unchanged + 1 skipped + 1 invalid', recordsInAll: 2_620 });
  });

  it('reads a telephone without its country as the import did', async () => {
    const key = 'plugin::external-contacts.defaultCountry';
    app().strapi.config.set(key, 'CZ');
    try {
      const { id } = await importer.import(csv('externalId,lastName,workPhone', 'P1,Phone,777123401'));

      expect((await importer.contacts({ lastName: 'Phone' }))[0]).toMatchObject({ workPhone: '+420777123401' });
      expect(await verify(id)).toMatchObject({ ok: true, findings: [] });
    } finally {
      app().strapi.config.set(key, null);
    }
  });

  it('confirms the import of the same file after another one has run over it', async () => {
    const again = await importer.import(FILE);

    expect(await verify(again.id)).toMatchObject({ ok: true });
    expect(await verify(uid)).toMatchObject({ ok: true });
  });

  it('confirms jobs that were only validated, cancelled, or had no rows', async () => {
    const validated = await importer.plan(FILE);
    const empty = await importer.plan('externalId,lastName\n');

    expect(await verify(validated.id)).toMatchObject({ ok: true, state: 'validated' });
    expect(await verify(empty.id)).toMatchObject({ ok: true, equation: '0 rows = 0' });
  });

  it('does not blame the import for what a person has changed since', async () => {
    const [contact] = await importer.contacts({ workEmail: 'person5@example.com' });
    await table(TABLES.jobs).update({ finished_ms: Date.now() - 60_000 });
    await app().strapi.documents(CONTACT).update({ documentId: contact?.documentId ?? '', data: { lastName: 'By hand' } as never });

    const { ok, recordsEditedSince } = await verify(uid);

    expect(ok).toBe(true);
    expect(recordsEditedSince).toBeGreaterThan(0);
  });

  const change = async (name: string, where: object, edit: (json: never) => unknown): Promise<void> => {
    const row = (await table(name).where(where).orderBy('id').first()) as { id: number; data: Buffer };
    const json = JSON.parse(inflateRawSync(row.data).toString('utf8')) as never;
    await table(name).where({ id: row.id }).update({ data: deflateRawSync(JSON.stringify(edit(json))) });
  };
  const someContact = async (email = 'person5@example.com'): Promise<number> => (await importer.contacts({ workEmail: email }))[0]?.id ?? 0;

  const TAMPERINGS: [string, string, () => Promise<unknown>][] = [
    ['a value changed behind its back', 'record.values', async () => table(CONTACTS).where({ id: await someContact() }).update({ last_name: 'Forged' })],
    ['a value cleared', 'record.values', async () => table(CONTACTS).where({ id: await someContact() }).update({ work_email: null })],
    ['an external ID lost', 'record.values', async () => table(CONTACTS).where({ id: await someContact() }).update({ external_ids: null })],
    ['a contact linked to another organization', 'record.values', async () => {
      const [, other] = await importer.organizations({ name: 'Org 9' }).then((list) => [null, list[0]]);
      return table(LINKS).where({ contact_id: await someContact() }).update({ organization_id: other?.id ?? 0 });
    }],
    ['a contact deleted', 'record.missing', async () => table(CONTACTS).where({ id: await someContact() }).delete()],
    ['a contact smuggled in under the job’s name', 'record.unexplained', () => app().strapi.db.query(CONTACT).create({ data: { lastName: 'Smuggled', lastJob: uid } })],
    ['a key removed', 'keys.wrong', async () => table(TABLES.contactKeys).where({ record_id: await someContact(), field: 'workEmail' }).delete()],
    ['a key of another value', 'keys.wrong', async () => table(TABLES.contactKeys).where({ record_id: await someContact(), field: 'workEmail' }).update({ hash: 'f'.repeat(32) })],
    ['a key of nobody', 'keys.orphan', () => table(TABLES.contactKeys).insert({ hash: 'e'.repeat(32), slot: 99_999_999, record_id: 99_999_999, field: 'workEmail', alias: false })],
    ['a second organization on one contact', 'links.broken', async () => {
      const [, other] = (await importer.organizations()).slice(0, 2);
      return table(LINKS).insert({ contact_id: await someContact('before@example.com').then(async (id) => id || (await someContact())), organization_id: other?.id });
    }],
    ['a slice of the ledger lost', 'ledger.rows', async () => table(TABLES.outcomes).delete()],
    ['an outcome turned round', 'ledger.counts', () => change(TABLES.outcomes, {}, (outcome: { letters: string }) => ({ ...outcome, letters: outcome.letters.replace('c', 'u') }))],
    ['the job’s counts changed', 'job.counts', () => table(TABLES.jobs).where({ uid }).update({ outcome_counts: JSON.stringify({ created: 65 }) })],
    ['the plan changed after it was confirmed', 'plan.hash', () => change(TABLES.planBlocks, {}, (rows: { values: object }[]) => rows.map((row, index) => (index === 3 ? { ...row, values: { lastName: 'Forged' } } : row)))],
    ['a planned row taken out', 'plan.rows', () => change(TABLES.planBlocks, {}, (rows: unknown[]) => rows.filter((_, index) => index !== 3))],
    ['the file changed', 'file.bytes', async () => {
      const row = (await table(TABLES.blocks).orderBy('id').first()) as { id: number; data: Buffer };
      const bytes = inflateRawSync(row.data);
      return table(TABLES.blocks).where({ id: row.id }).update({ data: deflateRawSync(Buffer.from(bytes.toString('latin1').replace('person5@', 'forged5@'), 'latin1')) });
    }],
    ['the state embellished', 'job.state', () => table(TABLES.jobs).where({ uid }).update({ state: 'completed' })],
  ];
  it.each(TAMPERINGS)('finds %s', async (_what, check, tamper) => {
    await tamper();

    expect(await checksOf(uid)).toContain(check);
  });
};
