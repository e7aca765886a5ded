import { createAdminWith, createSuperAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { CONTACT, csv } from '../../support/imports';
import { createUndoer } from '../../support/undo';

const BASE = '/external-contacts';

export default (app: () => TestApp): void => {
  const { importer, undo, undoStory, dump, reset } = createUndoer(app);
  let agent: Agent;
  beforeAll(async () => {
    agent = withToken(app(), (await createSuperAdmin(app())).token);
  });

  const define = async (): Promise<void> => {
    for (const attribute of [
      { code: 'LOYALTY', label: 'Loyalty level', type: 'one-of', options: [{ code: 'GOLD', label: 'Gold card' }, { code: 'SILVER', label: 'Silver card' }] },
      { code: 'TASTES', label: 'Tastes', type: 'many-of', options: [{ code: 'OPERA', label: 'Opera' }, { code: 'BALLET', label: 'Ballet' }, { code: 'JAZZ', label: 'Jazz' }] },
      { code: 'VISITS', label: 'Visits', type: 'number' },
      { code: 'SINCE', label: 'Member since', type: 'date' },
      { code: 'NOTE', label: 'Note' },
    ]) await agent.post(`${BASE}/attributes`).send(attribute).expect(201);
    await agent.post(`${BASE}/consents`).send({ code: 'NEWS', label: 'Newsletter' }).expect(201);
    await agent.post(`${BASE}/consents`).send({ code: 'PHONE', label: 'Telephone', refusalStands: true }).expect(201);
  };
  beforeEach(async () => {
    await reset();
    await define();
  });

  const header = 'externalId,lastName,attributes.LOYALTY,attributes.TASTES,attributes.VISITS,attributes.SINCE,attributes.NOTE,consents.NEWS,consents.PHONE';
  const valuesOf = async (lastName: string) => {
    const [contact] = await importer.contacts({ lastName });
    return (await agent.get(`${BASE}/contacts/${String(contact?.documentId)}/values`).expect(200)).body as { values: object; history: { consent: string; before: boolean | null; after: boolean | null; source: string; job: string | null; by: string | null }[] };
  };
  const refusal = (answer: { status: number; body: { error?: { details?: { code?: string } } } }) => [answer.status, answer.body.error?.details?.code];
  const verify = (uid: string) => (app().strapi.plugin('external-contacts').service('runner') as unknown as { verify(uid: string): Promise<{ findings: unknown[] }> }).verify(uid);

  it('writes what a file says, for new contacts and for known ones', async () => {
    await importer.addContact({ lastName: 'Dvořák', externalIds: [{ source: 'CRM', value: 'C2' }] });

    const job = await importer.import(csv(header, 'C1,Novák,gold,OPERA; jazz,12.5,2020-02-29,Éva,TRUE,f', 'C2,Dvořák,SILVER,,7,,,VRAI,nepravda'));

    expect(await importer.story(job)).toEqual(['created', 'updated']);
    expect((await valuesOf('Novák')).values).toEqual({
      'attributes.LOYALTY': 'GOLD', 'attributes.TASTES': 'OPERA;JAZZ', 'attributes.VISITS': 12.5, 'attributes.SINCE': '2020-02-29', 'attributes.NOTE': 'Éva', 'consents.NEWS': true, 'consents.PHONE': false,
    });
    expect((await valuesOf('Dvořák')).values).toEqual({ 'attributes.LOYALTY': 'SILVER', 'attributes.VISITS': 7, 'consents.NEWS': true, 'consents.PHONE': false });
    expect((await verify(job.id)).findings).toEqual([]);
    expect(await importer.story(await importer.import(csv(header, 'C1,Novák,GOLD,OPERA;JAZZ,12.5,2020-02-29,Éva,t,FAUX')))).toEqual(['unchanged row.unchanged']);
  });

  it('keeps where a cell is blank, and clears where it says so', async () => {
    await importer.import(csv(header, 'C1,A,GOLD,OPERA,1,2020-01-01,x,TRUE,FALSE', 'C2,B,,,,,,T,', 'C3,C,,,,,,F,', 'C4,D,,,,,,true,'));

    await importer.import(csv(header, 'C1,A,,,,,,,', 'C2,B,,,,,,Vide,', 'C3,C,,,,,,Empty,', 'C4,D,,,,,,Prázdné,'));

    expect(Object.keys((await valuesOf('A')).values)).toHaveLength(7);
    for (const name of ['B', 'C', 'D']) expect((await valuesOf(name)).values).toEqual({});
  });

  it('refuses words that are no consent, unknown codes and wrong types, each by its own code', async () => {
    const job = await importer.plan(csv(header, 'C1,A,,,,,,yes,', 'C2,B,BRONZE,,,,,,', 'C3,C,,OPERA;POLKA,,,,,', 'C4,D,,,many,,,,', 'C5,E,,,,2020-02-30,,,', 'C6,F,,,,,,1,'));

    expect(await importer.story(job)).toEqual([
      'invalid consent.invalid', 'invalid enumeration.unknown', 'invalid enumeration.unknown', 'invalid number.invalid', 'invalid date.invalid', 'invalid consent.invalid',
    ]);
  });

  it('lets a refusal stand where the consent says so, and nowhere else', async () => {
    await importer.import(csv('externalId,lastName,consents.NEWS,consents.PHONE', 'C1,A,FALSE,FALSE', 'C2,B,FALSE,'));

    const job = await importer.import(csv('externalId,lastName,consents.NEWS,consents.PHONE', 'C1,A,TRUE,TRUE', 'C2,B,TRUE,TRUE'));

    expect(await importer.story(job)).toEqual(['invalid consent.refusal-stands', 'updated']);
    expect((await valuesOf('A')).values).toEqual({ 'consents.NEWS': false, 'consents.PHONE': false });
    expect((await valuesOf('B')).values).toEqual({ 'consents.NEWS': true, 'consents.PHONE': true });
  });

  it('tells of each change of a consent who made it, undo and deletion among them, and forgets none of it', async () => {
    const first = await importer.import(csv('externalId,lastName,consents.NEWS', 'C1,A,TRUE'));
    const second = await importer.import(csv('externalId,lastName,consents.NEWS', 'C1,A,FALSE', 'C1,A,FALSE'));
    await undo(second);
    const [contact] = await importer.contacts({ lastName: 'A' });
    const id = String(contact?.documentId);
    await agent.put(`${BASE}/contacts/${id}/values`).send({ values: { 'consents.NEWS': null } }).expect(200);
    const { history } = await valuesOf('A');

    expect(history.map(({ before, after, source, job }) => [before, after, source, job])).toEqual([
      [true, null, 'person', null], [false, true, 'undo', second.id], [true, false, 'import', second.id], [null, true, 'import', first.id],
    ]);
    expect(history[0]?.by).toEqual(expect.any(String));
    await agent.put(`${BASE}/contacts/${id}/values`).send({ values: { 'consents.NEWS': true } }).expect(200);
    await agent.post(`${BASE}/contacts/${id}/erase`).expect(202);
    expect(await app().strapi.db.connection('external_contacts_contact_values').select()).toEqual([]);
    expect(await app().strapi.db.connection('external_contacts_consent_changes').where({ document_id: id }).orderBy('id').pluck('source')).toEqual(['import', 'import', 'undo', 'person', 'person', 'delete']);
  });

  it('undoes creates, updates, merges and deletions to the last value', async () => {
    await importer.import(csv(header, 'C1,A,GOLD,OPERA;JAZZ,1,2020-01-01,x,TRUE,FALSE', 'C2,B,SILVER,BALLET,2,,y,,TRUE'));
    await importer.addContact({ lastName: 'Twin', workEmail: 'a@example.com' });
    const before = await dump();
    const update = await importer.import(csv(header, 'C1,A,SILVER,,3,2021-01-01,,FALSE,', 'C3,New,GOLD,OPERA,,,,TRUE,'));
    const erase = await importer.import(csv('externalId,Action', 'C2,delete'), { actionColumn: 'Action', fields: [{ column: 'externalId', field: 'externalId' }] });
    const merge = await importer.import(csv('externalId,lastName,workEmail', 'C1,A,a@example.com'), { mergeMode: 'merge-all' });
    expect([await importer.story(update), await importer.story(erase), await importer.story(merge)]).toEqual([['updated', 'created'], ['deleted'], ['merged']]);

    for (const job of [merge, erase, update]) await undo(job);

    expect(await dump()).toEqual(before);
  });

  it('keeps a created contact to whom somebody has given a value since', async () => {
    const job = await importer.import(csv('externalId,lastName', 'C1,A'));
    const [contact] = await importer.contacts({ lastName: 'A' });
    await agent.put(`${BASE}/contacts/${String(contact?.documentId)}/values`).send({ values: { 'attributes.NOTE': 'a regular' } }).expect(200);

    await undo(job);

    expect(await undoStory(job)).toEqual(['kept undo.edited-since attributes.NOTE']);
  });

  it('merges values like other fields, but for a refusal, which any of the records can have said', async () => {
    await importer.import(csv('externalId,lastName,workEmail,attributes.NOTE,attributes.VISITS,consents.NEWS', 'C1,Old,,from old,,TRUE', 'C2,Young,young@example.com,from young,5,FALSE'));

    await importer.import(csv('externalId,lastName,workEmail', 'C1,Old,young@example.com'), { mergeMode: 'merge-all' });

    expect((await valuesOf('Old')).values).toEqual({ 'attributes.NOTE': 'from old', 'attributes.VISITS': 5, 'consents.NEWS': false });
  });

  it('goes with a contact that is deleted in the Content Manager, and stands in an export that can be imported again', async () => {
    await importer.import(csv(header, 'C1,A,GOLD,OPERA;JAZZ,1,2020-01-01,x,TRUE,FALSE', 'C2,B,,,,,,,'));
    const [, second] = await importer.contacts();
    await app().strapi.documents(CONTACT).delete({ documentId: String(second?.documentId) });

    const exported = (await agent.get(`${BASE}/targets/contacts/export.csv?source=CRM`).expect(200)).text;
    const lines = exported.trim().split('\r\n');

    expect(lines[0]).toContain('attributes.LOYALTY,attributes.NOTE,attributes.SINCE,attributes.TASTES,attributes.VISITS,consents.NEWS,consents.PHONE');
    expect(lines[1]).toContain('GOLD,x,2020-01-01,OPERA;JAZZ,1,TRUE,FALSE');
    expect(await app().strapi.db.connection('external_contacts_contact_values').distinct('record_id')).toHaveLength(1);
    const again = await importer.plan(exported, { fields: undefined });
    expect(await importer.story(again)).toEqual(['unchanged row.unchanged']);
  });

  it('guards what is defined: codes are unique and final, options and definitions in use stay', async () => {
    await importer.import(csv(header, 'C1,A,GOLD,,,,,TRUE,'));
    const list = (await agent.get(`${BASE}/attributes`).expect(200)).body.results as { id: string; code: string; options: { code: string; label: string }[] }[];
    const idOf = (code: string): string => list.find((each) => each.code === code)?.id ?? '';
    const [news] = (await agent.get(`${BASE}/consents`).expect(200)).body.results as { id: string }[];

    expect(refusal(await agent.post(`${BASE}/attributes`).send({ code: 'loyalty', label: 'Again' }))).toEqual([409, 'definition.code-taken']);
    expect(refusal(await agent.post(`${BASE}/attributes`).send({ code: '1;x', label: 'Bad' }))).toEqual([400, 'definition.code-invalid']);
    expect(refusal(await agent.post(`${BASE}/attributes`).send({ code: 'NONE', label: 'No options', type: 'one-of' }))).toEqual([400, 'attribute.options']);
    expect(refusal(await agent.put(`${BASE}/attributes/${idOf('NOTE')}`).send({ type: 'number' }))).toEqual([400, 'definition.immutable']);
    expect(refusal(await agent.put(`${BASE}/attributes/${idOf('LOYALTY')}`).send({ options: [{ code: 'SILVER', label: 'S' }] }))).toEqual([409, 'attribute.option-in-use']);
    expect(refusal(await agent.delete(`${BASE}/attributes/${idOf('LOYALTY')}`))).toEqual([409, 'definition.in-use']);
    expect(refusal(await agent.delete(`${BASE}/consents/${String(news?.id)}`))).toEqual([409, 'definition.in-use']);
    await agent.put(`${BASE}/attributes/${idOf('LOYALTY')}`).send({ label: 'Loyalty', options: [{ code: 'GOLD', label: 'Or' }] }).expect(200);
    await agent.delete(`${BASE}/attributes/${idOf('NOTE')}`).expect(204);
    expect(refusal(await agent.put(`${BASE}/contacts/nobody/values`).send({ values: {} }))).toEqual([404, 'not-found']);
    expect((await agent.get(`${BASE}/targets/contacts/fields`).expect(200)).body.results).toContainEqual(expect.objectContaining({ path: 'attributes.LOYALTY', label: 'Loyalty', values: ['GOLD'] }));
  });

  it('shows codes and labels, found by any word of them, and as a file', async () => {
    const found = (await agent.get(`${BASE}/attribute-values?q=silver`).expect(200)).body as { results: object[]; pagination: { total: number } };
    const file = (await agent.get(`${BASE}/attribute-values.csv?q=loyalty`).expect(200)).text;

    expect(found.results).toEqual([{ field: 'attributes.LOYALTY', label: 'Loyalty level', type: 'one-of', value: 'SILVER', valueLabel: 'Silver card' }]);
    expect(file.trim().split('\r\n').slice(1)).toEqual(['attributes.LOYALTY,Loyalty level,one-of,GOLD,Gold card', 'attributes.LOYALTY,Loyalty level,one-of,SILVER,Silver card']);
  });

  it('lets those define who may, and those look who map columns', async () => {
    const importer21 = withToken(app(), (await createAdminWith(app(), ['plugin::external-contacts.import-job.add'])).token);

    await importer21.get(`${BASE}/attributes`).expect(200);
    await importer21.post(`${BASE}/attributes`).send({ code: 'X', label: 'X' }).expect(403);
    await importer21.put(`${BASE}/contacts/x/values`).send({ values: {} }).expect(403);
  });
};
