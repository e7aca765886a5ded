import { ACTIONS, actionId, type ActionUid } from '../../../server/src/access';
import type { JobDto, RowExplanationDto } from '../../../server/src/contracts';
import type { Explanations } from '../../../server/src/services/jobs/explain-row';
import { createAdminWith } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken } from '../../support/http';
import { ANNS_VIEW, createImporter, csv, type TestSetting } from '../../support/imports';

/** `GET /jobs/:id/rows/:row`: how one row was read, what was looked up, and what decided. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  beforeEach(() => importer.reset());

  const explain = (job: Pick<JobDto, 'id'>, row: number): Promise<RowExplanationDto> =>
    (app().strapi.plugin('external-contacts').service('explanations') as unknown as Explanations).row(job.id, row, ANNS_VIEW);
  const keysOf = ({ keys }: RowExplanationDto) => keys.map(({ key, value, result, records }) => [key, value, result, ...records].join(' '));
  const header = 'externalId,lastName,workEmail,workPhone';

  it('goes from the cells to the changes of an update', async () => {
    const lee = await importer.addContact({ lastName: 'Lee', city: 'Paris', workEmail: 'lee@example.com' });
    const job = await importer.plan(csv(header, 'C1, Leeds ,lee@example.com,'));

    const told = await explain(job, 1);

    expect(told).toMatchObject({ row: 1, line: 2, attempt: 1, plan: 'update', matchedBy: 'email', decidedBy: 'mergeMode.update-first', cells: ['C1', ' Leeds ', 'lee@example.com', ''] });
    expect(told.mapping.map(({ field, cell, value, rule }) => [field, cell, value, rule])).toEqual([
      ['externalId', 'C1', 'C1', null], ['lastName', ' Leeds ', 'Leeds', null], ['workEmail', 'lee@example.com', 'lee@example.com', null], ['workPhone', '', undefined, 'onBlank.keep'],
    ]);
    expect(keysOf(told)).toEqual(['externalId C1 none', `email lee@example.com found ${lee.documentId}`]);
    expect(told.changes).toEqual([{ field: 'lastName', before: 'Lee', after: 'Leeds' }]);
    expect(told.result).toMatchObject({ lastName: 'Leeds', city: 'Paris', workEmail: 'lee@example.com', externalIds: [{ value: 'C1' }], organization: null });
  });

  it('shows the record that several become, before anything is written', async () => {
    const ann = await importer.addContact({ lastName: 'Lee', workEmail: 'lee@example.com', title: 'Buyer', externalIds: [{ source: 'CRM', value: 'OLD' }] });
    const bob = await importer.addContact({ lastName: 'Li', workPhone: '+33142278186', title: 'Boss', city: 'Lyon' });
    const job = await importer.plan(csv(header, ',Leeds,lee@example.com,+33142278186'), { mergeMode: 'merge-all' });

    const told = await explain(job, 1);

    expect(told).toMatchObject({ plan: 'merge', decidedBy: 'mergeMode.merge-all', record: ann.documentId });
    expect(told.cluster).toEqual([{ record: ann.documentId, role: 'survivor', linkedBy: ['email'] }, { record: bob.documentId, role: 'merged', linkedBy: ['phone'] }]);
    expect(keysOf(told)).toEqual([`email lee@example.com found ${ann.documentId}`, `phone +33142278186 found ${bob.documentId}`]);
    expect(told.result).toMatchObject({ lastName: 'Leeds', title: 'Buyer', city: 'Lyon', workEmail: 'lee@example.com', workPhone: '+33142278186', externalIds: [{ value: 'OLD' }] });
    expect(await importer.contacts({ mergedInto: { $notNull: true } })).toEqual([]);
  });

  it('names the records, and says of each identifier that it found the one that has it', async () => {
    const lee = await importer.addContact({ firstName: 'Ann', lastName: 'Lee', workEmail: 'lee@example.com', workPhone: '+33142278186' });
    const job = await importer.plan(csv(header, ',Leeds,lee@example.com,+33142278186'), { mergeMode: 'merge-all' });

    const told = await explain(job, 1);

    expect(keysOf(told)).toEqual([`email lee@example.com found ${lee.documentId}`, `phone +33142278186 found ${lee.documentId}`]);
    expect(told.names).toEqual({ [lee.documentId]: 'Ann Lee' });
  });

  it('tells what was decided then, whatever the database says now', async () => {
    const job = await importer.import(csv(header, 'C1,Lee,lee@example.com,'));
    await importer.addContact({ lastName: 'Later', workPhone: '+33142278187' });

    const told = await explain(job, 1);

    expect(told).toMatchObject({ plan: 'create', outcome: 'created', decidedBy: 'match.none' });
    expect(keysOf(told)).toEqual(['externalId C1 none', 'email lee@example.com none']);
    expect(told.result).toMatchObject({ lastName: 'Lee', externalIds: [{ value: 'C1' }] });
  });

  it.each<[string, string, TestSetting, { plan: string; decidedBy: string; keys: string[] }]>([
    ['is refused', 'C1,Lee,nobody,', {}, { plan: 'invalid', decidedBy: 'email.invalid', keys: ['externalId C1 not-tried'] }],
    ['finds nobody and may not create', 'C1,Lee,,', { mode: 'update' }, { plan: 'skip', decidedBy: 'mode.update', keys: ['externalId C1 none'] }],
    ['is empty', ',,,', {}, { plan: 'skip', decidedBy: 'row.empty', keys: [] }],
  ])('explains a row that %s', async (_title, line, setting, expected) => {
    const job = await importer.plan(csv(header, line), setting);

    const told = await explain(job, 1);

    expect({ plan: told.plan, decidedBy: told.decidedBy, keys: keysOf(told) }).toEqual(expected);
    expect(told.result).toBeNull();
  });

  it('shows no stored record and no stored value to who may not view contacts', async () => {
    await importer.addContact({ lastName: 'Secret', workEmail: 'lee@example.com', title: 'Hidden' });
    await importer.addContact({ lastName: 'Secret', workPhone: '+33142278186' });
    const job = await importer.plan(csv(header, ',Lee,lee@example.com,+33142278186'), { mergeMode: 'merge-all' });
    const rights = ACTIONS.map(({ uid }) => uid as ActionUid);
    const agentWith = async (uids: ActionUid[]) => withToken(app(), (await createAdminWith(app(), uids.map(actionId))).token);
    const url = `/external-contacts/jobs/${job.id}/rows`;

    const hidden = await (await agentWith(rights.filter((uid) => uid !== 'contact.view'))).get(`${url}/1`).expect(200);
    const listed = await (await agentWith(rights.filter((uid) => uid !== 'contact.view'))).get(url).expect(200);
    const shown = await (await agentWith(rights)).get(`${url}/1`).expect(200);

    expect(hidden.body).toMatchObject({ record: null, cluster: [], result: null, names: {}, decidedBy: 'mergeMode.merge-all' });
    expect((hidden.body as RowExplanationDto).keys.flatMap(({ records }) => records)).toEqual([]);
    expect(hidden.text + listed.text).not.toMatch(/Secret|Hidden/);
    expect((shown.body as RowExplanationDto).cluster).toHaveLength(2);
  });

  it('answers 404 for a row that is not there', async () => {
    const job = await importer.plan(csv(header, 'C1,Lee,,'));

    await expect(explain(job, 2)).rejects.toMatchObject({ status: 404 });
  });
};
