import type { HeldRowDto, JobDto } from '../../../server/src/contracts';
import type { HeldRows } from '../../../server/src/services/held-rows';
import type { TestApp } from '../../support/boot-strapi';
import { ANNS_VIEW, counted, createImporter, csv, type TestSetting } from '../../support/imports';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const header = 'lastName,firstName,workEmail';
  const HOLD = { mergeMode: 'hold', matchBy: ['email'] } as const;
  const file = csv(header, 'Novák,Jan,shared@example.com', 'Malý,Petr,petr@example.com');
  const service = (): HeldRows => app().strapi.plugin('external-contacts').service('held-rows') as unknown as HeldRows;
  const held = async (query: object = {}): Promise<HeldRowDto[]> => (await service().list(query, ANNS_VIEW, { withValues: true })).results;
  const decide = async (decision: 'same' | 'different' | 'merge', record?: string) => {
    const [row] = await held();
    return service().decide(row?.id ?? '', { decision, ...(record === undefined ? {} : { record }) }, ANNS_VIEW);
  };
  const replan = async ({ id }: Pick<JobDto, 'id'>): Promise<JobDto> => {
    await importer.step(id);
    return importer.get(id);
  };
  /** Two contacts with the same e-mail: which of them the file's row is, a person must say. */
  const addTwins = async () => {
    const one = await importer.addContact({ lastName: 'Novák', firstName: 'Jan', workEmail: 'shared@example.com' });
    const two = await importer.addContact({ lastName: 'Nováková', firstName: 'Jana', workEmail: 'shared@example.com' });
    return [one.documentId, two.documentId] as const;
  };

  it('lists rows that wait for a person, with what the file says and who is in question', async () => {
    const [one, two] = await addTwins();
    const planned = await importer.plan(file, HOLD);

    expect(planned.plan).toMatchObject({ hold: 1, create: 1 });
    expect(await held()).toMatchObject([
      {
        job: { id: planned.id }, row: 1, line: 2, target: 'contacts', decision: null,
        cells: [{ column: 'lastName', value: 'Novák' }, { column: 'firstName', value: 'Jan' }, { column: 'workEmail', value: 'shared@example.com' }],
        candidates: [{ record: one, values: { lastName: 'Novák' } }, { record: two, values: { lastName: 'Nováková' } }],
      },
    ]);
    expect((await service().list({}, ANNS_VIEW, { withValues: false })).results[0]?.candidates).toEqual([]);
    expect([await held({ job: planned.id, state: 'decided' }), await held({ target: 'organizations' })]).toEqual([[], []]);
    const stranger = { actor: { kind: 'command-line' as const, id: 'bob', name: 'Bob' }, all: false };
    expect((await service().list({}, stranger, { withValues: true })).results).toEqual([]);
  });

  it('asks about no row of a test run, nor of a job that was discarded', async () => {
    await addTwins();
    await importer.plan(file, HOLD, { test: true });
    expect(await held()).toEqual([]);

    const { id } = await importer.plan(file, HOLD);
    expect(await held()).toHaveLength(1);
    await importer.jobs().cancel(id, ANNS_VIEW);
    expect(await held()).toEqual([]);
  });

  it('updates the record that a person says it is', async () => {
    const [, two] = await addTwins();
    const planned = await importer.plan(file, HOLD);

    await expect(decide('same')).rejects.toMatchObject({ status: 400, code: 'held-row.record-missing' });
    await expect(decide('same', 'nobody')).rejects.toMatchObject({ status: 400, code: 'held-row.record-unknown' });
    expect(await decide('same', two)).toEqual({ decided: 1, jobs: [{ id: planned.id, takesEffect: 'planned-again' }] });
    const job = await importer.run(await replan(planned));

    expect(counted(job.outcome)).toEqual({ updated: 1, created: 1 });
    expect((await importer.contacts({ documentId: two }))[0]).toMatchObject({ lastName: 'Novák', firstName: 'Jan' });
    expect(await held()).toEqual([]);
  });

  it('merges the records where a person says that they are one', async () => {
    const [one, two] = await addTwins();
    const planned = await importer.plan(file, HOLD);

    await decide('merge');
    const again = await replan(planned);

    expect(again.plan).toMatchObject({ merge: 1, create: 1, hold: 0 });
    expect((await importer.rows(again))[0]?.cluster.map(({ record }) => record)).toEqual([one, two]);
  });

  it('honours a different decision in the next import', async () => {
    await addTwins();
    const planned = await importer.plan(file, HOLD);
    await decide('different');
    expect(counted((await importer.run(await replan(planned))).outcome)).toEqual({ created: 2 });

    const again = await importer.plan(file, HOLD);

    expect(again.plan).toMatchObject({ hold: 0, unchanged: 2 });
    expect((await importer.plan(csv(header, 'Někdo,Jiný,shared@example.com'), HOLD)).plan).toMatchObject({ hold: 1 });
  });

  it('waits for the next retry where the job has ended', async () => {
    const [one] = await addTwins();
    const done = await importer.import(file, HOLD);
    expect(counted(done.outcome)).toEqual({ held: 1, created: 1 });

    expect(await decide('same', one)).toEqual({ decided: 1, jobs: [{ id: done.id, takesEffect: 'next-retry' }] });
    expect(await held({ state: 'decided' })).toMatchObject([{ decision: 'same', decidedBy: 'Ann' }]);
    await importer.jobs().retry(done.id, { start: 'wait' }, ANNS_VIEW);
    const job = await importer.run(await replan(done));

    expect(job.state).toBe('completed');
    expect(counted(job.outcome)).toEqual({ created: 1, unchanged: 1 });
    expect(await held()).toEqual([]);
  });

  it('stays held in a retry where nobody has decided, and is asked once', async () => {
    await addTwins();
    const done = await importer.import(file, HOLD);

    await importer.jobs().retry(done.id, { start: 'wait' }, ANNS_VIEW);
    const planned = await replan(done);
    expect(await held()).toHaveLength(1);
    const job = await importer.run(planned);

    expect(counted(job.outcome)).toEqual({ held: 1, created: 1 });
    expect(await held()).toHaveLength(1);
  });

  it('asks again what a retry asked anew, when that retry is cancelled', async () => {
    await addTwins();
    const done = await importer.import(file, HOLD);
    const [before] = await held();
    await importer.jobs().retry(done.id, { start: 'wait' }, ANNS_VIEW);
    await replan(done);

    await importer.jobs().cancel(done.id, ANNS_VIEW);

    expect(await held()).toEqual([before]);
  });

  it('decides several rows at once', async () => {
    await addTwins();
    for (const firstName of ['Eva', 'Iva']) await importer.addContact({ lastName: 'Bílá', firstName, workEmail: 'office@example.com' });
    const done = await importer.import(csv(header, 'Novák,Jan,shared@example.com', 'Další,Člověk,office@example.com'), HOLD);
    const ids = (await held()).map(({ id }) => id);
    expect(ids).toHaveLength(2);

    expect(await service().decideMany({ ids, decision: 'different' }, ANNS_VIEW)).toMatchObject({ decided: 2 });
    await expect(service().decideMany({ ids: [...ids, 'hnone'], decision: 'different' }, ANNS_VIEW)).rejects.toMatchObject({ status: 404 });
    await importer.jobs().retry(done.id, { start: 'wait' }, ANNS_VIEW);

    expect((await replan(done)).plan).toMatchObject({ create: 2 });
  });

  it('asks about rows that the import holds because the database has changed', async () => {
    const { documentId } = await importer.addContact({ lastName: 'Old', workEmail: 'petr@example.com' });
    const planned = await importer.plan(file, { matchBy: ['email'] });
    await app().strapi.documents('plugin::external-contacts.contact').update({ documentId, data: { lastName: 'Meanwhile' } as never });

    const job = await importer.run(planned);

    expect(counted(job.outcome)).toEqual({ created: 1, held: 1 });
    expect(await held()).toMatchObject([{ row: 2, code: 'plan.changed-since', candidates: [{ record: documentId }] }]);
  });

  it('takes whom a person has told apart for somebody else by every identifier that may be shared', async () => {
    const of = (firstName: string, more: object) => importer.addContact({ lastName: 'Novák', firstName, workEmail: 'shared@example.com', ...more });
    await of('Jan', { cellPhone: '+420777123456' });
    await of('Eva', {});
    const planned = await importer.plan(csv('lastName,firstName,workEmail,cellPhone', 'Novák,Jan,shared@example.com,+420777123456'), { mergeMode: 'hold', matchBy: ['email', 'phone'] });

    await decide('different');

    expect(await replan(planned)).toMatchObject({ plan: { create: 1, hold: 0 } });
  });

  it('never merges records that a person has told apart, whichever of them a row speaks of', async () => {
    const setting: TestSetting = { mergeMode: 'hold', matchBy: ['externalId', 'email'] };
    await importer.import(csv('externalId,lastName,firstName,workEmail', 'B,Brown,Bob,info@firm.cz'), setting);
    const planned = await importer.plan(csv('lastName,firstName,workEmail', 'Fox,Cid,info@firm.cz'), setting);
    await decide('different');
    await importer.run(await replan(planned));

    const job = await importer.plan(csv('externalId,lastName,firstName,workEmail', 'B,Brown,Bob,info@firm.cz'), { ...setting, mergeMode: 'merge-all', allowSharedIdentifiers: ['info@firm.cz'] });

    expect(job.plan).toMatchObject({ merge: 0, unchanged: 1 });
  });
};
