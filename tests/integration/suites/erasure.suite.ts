import { actionId } from '../../../server/src/access';
import type { JobDto } from '../../../server/src/contracts';
import { createAdminWith, createSuperAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { ANNS_VIEW, createImporter } from '../../support/imports';
import { inflateRawSync } from 'node:zlib';

interface Verifier { verify(uid: string): Promise<{ ok: boolean; findings: unknown[]; equation: string }> }
interface Eraser { work(): Promise<number> }
interface Undos { start(id: string, viewer: typeof ANNS_VIEW): Promise<unknown> }

const HEAD = 'externalId,lastName,workEmail,cellPhone';
const CSV = [HEAD, '1,Mustermann,erika@example.com,+420777123401', '2,Smith,smith@example.com,+420777123402', '3,Mustermann,not-an-address,+420777123401'].join('\n');
/** What nothing may hold any more. */
const TRACES = /Mustermann|erika|777123401/u;

/** A person who is to be forgotten leaves every place where an import has put something, and no undo brings anything back. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  let ann: Agent;
  beforeAll(async () => {
    ann = withToken(app(), (await createSuperAdmin(app())).token);
  });
  beforeEach(() => importer.reset());

  const service = <T>(name: string): T => app().strapi.plugin('external-contacts').service(name) as unknown as T;
  const table = (name: string) => app().strapi.db.getConnection(`external_contacts_${name}`);
  const verify = (job: Pick<JobDto, 'id'>) => service<Verifier>('runner').verify(job.id);
  const idOf = async (lastName: string): Promise<string> => (await importer.contacts({ lastName }))[0]?.documentId ?? 'none';
  const erase = async (documentId: string): Promise<number> => {
    const { records } = (await ann.post(`/external-contacts/contacts/${documentId}/erase`).expect(202)).body as { records: number };
    await service<Eraser>('erasures').work();
    return records;
  };
  /** All that the plugin has stored, opened. */
  const everything = async (): Promise<string> => {
    const names = (await app().strapi.db.dialect.schemaInspector.getTables()).filter((name: string) => name.startsWith('external_contacts_'));
    const rows = (await Promise.all(names.map((name: string) => app().strapi.db.getConnection(name)))) as Record<string, unknown>[][];
    return rows.flat().flatMap((row) => Object.entries(row).map(([column, value]) => (Buffer.isBuffer(value) && column === 'data' ? inflateRawSync(value).toString() : Buffer.isBuffer(value) ? '' : String(value)))).join('\n');
  };

  it('takes the person out of the contacts, the file, the plan and the outcome', async () => {
    const job = await importer.import(CSV);
    expect(await everything()).toMatch(TRACES);

    expect(await erase(await idOf('Mustermann'))).toBe(1);

    expect(await everything()).not.toMatch(TRACES);
    expect((await importer.contacts()).map(({ lastName }) => lastName)).toEqual(['Smith']);
    expect(await importer.get(job.id)).toMatchObject({ state: 'completed-with-errors', outcome: { created: 2, invalid: 1 } });
  });

  it('leaves the rows of others, and a ledger that adds up', async () => {
    const job = await importer.import(CSV);
    await erase(await idOf('Mustermann'));

    const rows = await importer.rows(job);
    expect(rows.map(({ outcome, cells }) => [outcome, cells.join('').trim()])).toEqual([['created', ''], ['created', '2Smithsmith@example.com+420777123402'], ['invalid', '']]);
    expect(await verify(job)).toMatchObject({ ok: true, findings: [], equation: '3 rows = 2 created + 1 invalid' });
  });

  it('takes out what stood there before updates and merges, of all who were merged into the person', async () => {
    await importer.addContact({ lastName: 'Mustermann', workEmail: 'erika@example.com' });
    await importer.addContact({ lastName: 'Musterfrau', cellPhone: '+420777123401', city: 'Traceville' });
    const job = await importer.import(`${HEAD}\n,Muster,erika@example.com,+420777123401`, { matchBy: ['email', 'phone'], mergeMode: 'merge-all' });
    expect(job.outcome).toMatchObject({ merged: 1 });
    expect(await everything()).toMatch(/Traceville/u);

    expect(await erase(await idOf('Muster'))).toBe(2);

    expect(await everything()).not.toMatch(/Muster|Traceville|erika|777123401/u);
    expect(await app().strapi.db.getConnection('external_contacts_contacts').select('id')).toEqual([]);
  });

  it('is not taken back by an undo, which says so', async () => {
    const job = await importer.import(CSV);
    await erase(await idOf('Mustermann'));
    await service<Undos>('undos').start(job.id, ANNS_VIEW);
    await importer.step(job.id);

    expect(await importer.get(job.id)).toMatchObject({ state: 'undone', undo: { reversed: 1, cannot: 1 } });
    expect(await importer.contacts()).toEqual([]);
  });

  it('is not brought back by the undo of an import that had deleted the person', async () => {
    await importer.addContact({ lastName: 'Mustermann', workEmail: 'erika@example.com' });
    const id = await idOf('Mustermann');
    const plan = await importer.plan('lastName,workEmail,action\nMustermann,erika@example.com,delete', { matchBy: ['email'], externalSource: null, actionColumn: 'action', fields: [{ column: 'lastName', field: 'lastName' }, { column: 'workEmail', field: 'workEmail' }] });
    const job = await importer.run(plan);
    expect(job.outcome).toMatchObject({ deleted: 1 });
    expect(await everything()).toMatch(TRACES);

    expect(await erase(id)).toBe(0);
    await service<Undos>('undos').start(job.id, ANNS_VIEW);
    await importer.step(job.id);

    expect(await everything()).not.toMatch(TRACES);
    expect(await importer.contacts()).toEqual([]);
    expect(await importer.get(job.id)).toMatchObject({ state: 'undone', undo: { cannot: 1 } });
  });

  it('waits for a job that is under way, and then goes on', async () => {
    const done = await importer.import(CSV);
    const open = await importer.plan(`${HEAD}\n1,Mustermann,erika.new@example.com,`);
    await erase(await idOf('Mustermann'));
    const [left] = (await table('erasures').select('state')) as { state: string }[];
    expect(left?.state).toBe('pending');
    expect((await importer.rows(done))[0]?.cells.join('').trim()).toBe('');

    await importer.jobs().cancel(open.id, ANNS_VIEW);
    await service<Eraser>('erasures').work();

    expect(await everything()).not.toMatch(TRACES);
    expect(await table('erasures').select('state', 'hashes')).toEqual([{ state: 'done', hashes: '[]' }]);
  });

  it('goes on where a process died between the rows and the name of their plan', async () => {
    const job = await importer.import(CSV);
    await erase(await idOf('Mustermann'));
    await table('jobs').where({ uid: job.id }).update({ plan_hash: job.planHash });
    await table('erasures').update({ state: 'pending' });

    await service<Eraser>('erasures').work();

    expect(await verify(job)).toMatchObject({ ok: true, findings: [] });
  });

  it('takes the person out of the records that a held row could be', async () => {
    await importer.addContact({ lastName: 'Mustermann', workEmail: 'erika@example.com' });
    await importer.addContact({ lastName: 'Other', cellPhone: '+420777123409' });
    const job = await importer.import(`${HEAD}\n,Third,other@example.com,+420777123409\n,Fourth,erika@example.com,+420777123409`, { matchBy: ['email', 'phone'], mergeMode: 'hold' });
    expect(job.outcome).toMatchObject({ held: 1 });
    const id = await idOf('Mustermann');

    await erase(id);

    expect((await everything()).match(new RegExp(id, 'gu'))).toHaveLength(2);
    expect(await verify(job)).toMatchObject({ ok: true, findings: [] });
  });

  it('takes it out of every job of the same file, with what was corrected there', async () => {
    const failed = await importer.import(CSV, { matchBy: ['email'], fields: [{ column: 'workEmail', field: 'workEmail' }, { column: 'cellPhone', field: 'lastName' }] });
    await importer.jobs().fix(failed.id, { fixes: [{ kind: 'cell', row: 3, column: 'workEmail', value: 'erika.mustermann@example.com' }] }, ANNS_VIEW, () => true);
    await importer.jobs().cancel(failed.id, ANNS_VIEW);
    await importer.step(failed.id);
    const again = await importer.jobs().create({ file: failed.file.id, setting: { target: 'contacts', externalSource: 'CRM', fields: HEAD.split(',').map((column) => ({ column, field: column })) } }, ANNS_VIEW.actor);
    await importer.step(again.id);
    await importer.run(await importer.get(again.id));
    for (const { documentId } of await importer.contacts({ workEmail: 'erika@example.com' })) await erase(documentId);

    expect(await everything()).not.toMatch(TRACES);
    expect(await verify(again)).toMatchObject({ ok: true, findings: [] });
  });

  it('leaves a shared telephone alone: it tells nobody apart', async () => {
    const job = await importer.import(`${HEAD}\n1,Mustermann,erika@example.com,+420777000000\n2,Smith,smith@example.com,+420777000000\n3,Third,nowhere,+420777000000`, { matchBy: ['externalId'] });
    await erase(await idOf('Mustermann'));

    expect((await importer.rows(job)).map(({ cells }) => cells[1]?.trim())).toEqual(['', 'Smith', 'Third']);
  });

  it('is written down, without a name, and needs its right', async () => {
    await importer.import(CSV);
    const id = await idOf('Mustermann');
    const other = withToken(app(), (await createAdminWith(app(), [actionId('contact.view')])).token);
    await other.post(`/external-contacts/contacts/${id}/erase`).expect(403);

    await erase(id);

    const [act] = (await table('audit').where({ action: 'contact.erase' })) as { subject_id: string; subject_name: string | null; counts: string }[];
    expect(act).toMatchObject({ subject_id: id, subject_name: null, counts: '{"records":1}' });
  });
};
