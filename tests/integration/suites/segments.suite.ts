import { createAdminWith, createSuperAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { createImporter, csv } from '../../support/imports';
import type { SegmentGroup, SegmentRule } from '../../../server/src/contracts';

const BASE = '/external-contacts';

export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  let agent: Agent;
  beforeAll(async () => {
    agent = withToken(app(), (await createSuperAdmin(app())).token);
    await importer.reset();
    for (const attribute of [
      { code: 'LOYALTY', label: 'Loyalty', type: 'one-of', options: [{ code: 'GOLD', label: 'Gold' }, { code: 'SILVER', label: 'Silver' }] },
      { code: 'TASTES', label: 'Tastes', type: 'many-of', options: [{ code: 'OPERA', label: 'Opera' }, { code: 'JAZZ', label: 'Jazz' }] },
      { code: 'VISITS', label: 'Visits', type: 'number' }, { code: 'SINCE', label: 'Since', type: 'date' }, { code: 'NOTE', label: 'Note' },
    ]) await agent.post(`${BASE}/attributes`).send(attribute).expect(201);
    await agent.post(`${BASE}/consents`).send({ code: 'NEWS', label: 'Newsletter' }).expect(201);
    await importer.import(csv(
      'externalId,lastName,workEmail,city,surveyOptOut,helpdeskRole,organization.externalId,organization.name,attributes.LOYALTY,attributes.TASTES,attributes.VISITS,attributes.SINCE,attributes.NOTE,consents.NEWS',
      'C1,Anna,anna@example.com,Brno,true,operator,O1,Acme,GOLD,OPERA;JAZZ,10,2020-05-01,Élan vital,TRUE',
      'C2,Bela,bela@example.com,BRNO,,,O1,Acme,SILVER,JAZZ,2.5,2021-12-31,50%_off,FALSE',
      'C3,Cyril,cyril@example.org,Praha,,,O2,Other,GOLD,,10,,,',
      'C4,Dana,,,,,,,,,,,,TRUE',
      ',Emil,emil@example.org,,,,,,,OPERA,-3,1999-01-01,,',
    ), { matchBy: ['externalId', 'email'] });
    await importer.addContact({ lastName: 'Twin', workEmail: 'twin@example.com', city: 'Brno' });
    await importer.import(csv('externalId,lastName,workEmail', 'C1,Anna,twin@example.com'), { mergeMode: 'merge-all' });
  });

  const ask = async (...rules: (SegmentRule | SegmentGroup)[]): Promise<number> =>
    ((await agent.post(`${BASE}/segments/count`).send({ filter: { match: 'all', rules } }).expect(200)).body as { count: number }).count;
  const refusal = (answer: { status: number; body: { error?: { details?: { code?: string; path?: string } } } }) => [answer.status, answer.body.error?.details?.code, answer.body.error?.details?.path];

  it.each<[SegmentRule['field'], SegmentRule['operator'], SegmentRule['value'], number]>([
    ['attributes.LOYALTY', 'is', 'GOLD', 2], ['attributes.LOYALTY', 'is-not', 'GOLD', 3], ['attributes.LOYALTY', 'in', ['GOLD', 'SILVER'], 3],
    ['attributes.LOYALTY', 'empty', undefined, 2], ['attributes.LOYALTY', 'not-empty', undefined, 3],
    ['attributes.TASTES', 'is', 'JAZZ', 2], ['attributes.TASTES', 'is-not', 'JAZZ', 3], ['attributes.TASTES', 'in', ['OPERA', 'JAZZ'], 3],
    ['attributes.VISITS', 'is', 10, 2], ['attributes.VISITS', 'less', 2.5, 1], ['attributes.VISITS', 'at-most', 2.5, 2], ['attributes.VISITS', 'more', 2.5, 2], ['attributes.VISITS', 'at-least', 2.5, 3],
    ['attributes.SINCE', 'less', '2021-12-31', 2], ['attributes.SINCE', 'at-least', '2020-05-01', 2], ['attributes.SINCE', 'is', '1999-01-01', 1],
    ['attributes.NOTE', 'is', 'elan VITAL', 1], ['attributes.NOTE', 'contains', '%_', 1], ['attributes.NOTE', 'starts-with', 'éLAN', 1],
    ['consents.NEWS', 'is', true, 2], ['consents.NEWS', 'is', false, 1], ['consents.NEWS', 'is-not', true, 3], ['consents.NEWS', 'empty', undefined, 2],
    ['city', 'is', 'brno', 2], ['city', 'is-not', 'Brno', 3], ['city', 'in', ['Brno', 'Praha'], 3], ['city', 'empty', undefined, 2], ['city', 'contains', '%', 0],
    ['workEmail', 'contains', '@EXAMPLE.org', 2], ['lastName', 'starts-with', 'c', 1], ['surveyOptOut', 'is', true, 1], ['surveyOptOut', 'is', false, 4], ['helpdeskRole', 'is', 'operator', 1],
    ['externalId', 'not-empty', undefined, 4], ['externalId', 'empty', undefined, 1],
    ['organization.name', 'is', 'acme', 2], ['organization.name', 'is-not', 'Acme', 3], ['organization', 'empty', undefined, 2], ['organization', 'not-empty', undefined, 3],
    ['createdAt', 'at-least', '2020-01-01', 5], ['createdAt', 'less', '2020-01-01', 0], ['updatedAt', 'at-most', '2999-12-31', 5],
  ])('%s %s %j finds %i', async (field, operator, value, found) => {
    expect(await ask({ field, operator, ...(value === undefined ? {} : { value }) })).toBe(found);
  });

  it('joins rules and groups with and and or, also where one asks what is not there', async () => {
    const gold: SegmentRule = { field: 'attributes.LOYALTY', operator: 'is', value: 'GOLD' };
    const brno: SegmentRule = { field: 'city', operator: 'is', value: 'Brno' };

    expect(await ask(gold, brno)).toBe(1);
    expect(await ask({ match: 'any', rules: [gold, brno] })).toBe(3);
    expect(await ask({ match: 'any', rules: [gold, { field: 'consents.NEWS', operator: 'is-not', value: true }, { match: 'all', rules: [brno, { field: 'organization.name', operator: 'is', value: 'Acme' }] }] })).toBe(4);
    expect(await ask({ match: 'any', rules: [gold, { match: 'all', rules: [] }] })).toBe(5);
    expect(await ask()).toBe(5);
  });

  it('takes hostile values for what they are', async () => {
    for (const value of ["' OR 1=1 --", '"; DROP TABLE external_contacts_contacts; --', '\\', '!%', '?']) {
      expect(await ask({ field: 'city', operator: 'is', value })).toBe(0);
      expect(await ask({ field: 'attributes.NOTE', operator: 'contains', value })).toBe(0);
    }
  });

  it.each<[string, unknown, string]>([
    ['an unknown field', { match: 'all', rules: [{ field: "city' OR 1=1", operator: 'is', value: 'x' }] }, 'filter.rules[0].field'],
    ['a column of ours', { match: 'all', rules: [{ field: 'mergedInto', operator: 'empty' }] }, 'filter.rules[0].field'],
    ['an operator that does not fit', { match: 'all', rules: [{ field: 'consents.NEWS', operator: 'contains', value: 'x' }] }, 'filter.rules[0].operator'],
    ['a value of another type', { match: 'all', rules: [{ field: 'attributes.VISITS', operator: 'is', value: '10' }] }, 'filter.rules[0].value'],
    ['a code that is none', { match: 'all', rules: [{ field: 'attributes.LOYALTY', operator: 'in', value: ['GOLD', 'BRONZE'] }] }, 'filter.rules[0].value[1]'],
    ['a day that is none', { match: 'all', rules: [{ field: 'createdAt', operator: 'less', value: '2020-13-01' }] }, 'filter.rules[0].value'],
    ['groups too deep', { match: 'all', rules: [{ match: 'any', rules: [{ match: 'any', rules: [{ match: 'any', rules: [{ match: 'any', rules: [] }] }] }] }] }, 'filter.rules[0].rules[0].rules[0].rules[0]'],
    ['no group', [], 'filter'],
  ])('refuses %s and says where', async (_what, filter, path) => {
    expect(refusal(await agent.post(`${BASE}/segments/count`).send({ filter }))).toEqual([400, 'segment.filter-invalid', path]);
  });

  it('is saved, renamed, found by its name and deleted; an attribute that it asks stays', async () => {
    const filter = { match: 'all', rules: [{ field: 'attributes.SINCE', operator: 'not-empty' }] };
    const { body: made } = await agent.post(`${BASE}/segments`).send({ name: 'Members', filter }).expect(201);

    expect(made).toMatchObject({ name: 'Members', target: 'contacts', filter, description: null });
    expect(refusal(await agent.post(`${BASE}/segments`).send({ name: ' members ' })).slice(0, 2)).toEqual([409, 'segment.name-taken']);
    expect(refusal(await agent.put(`${BASE}/segments/${made.id}`).send({ target: 'organizations' })).slice(0, 2)).toEqual([400, 'segment.filter-invalid']);
    await agent.put(`${BASE}/segments/${made.id}`).send({ name: 'Since', description: 'All of them' }).expect(200);
    expect((await agent.get(`${BASE}/segments?target=contacts`).expect(200)).body.results).toMatchObject([{ name: 'Since', description: 'All of them', filter }]);
    await agent.delete(`${BASE}/segments/${made.id}`).expect(204);
    expect(refusal(await agent.get(`${BASE}/segments/${made.id}`)).slice(0, 2)).toEqual([404, 'not-found']);
  });

  it('tells what can be asked, with the labels of codes', async () => {
    const fields = (await agent.get(`${BASE}/segment-fields`).expect(200)).body.results as object[];

    expect(fields).toContainEqual({ path: 'attributes.LOYALTY', label: 'Loyalty', kind: 'options', values: [{ code: 'GOLD', label: 'Gold' }, { code: 'SILVER', label: 'Silver' }] });
    expect(fields).toContainEqual({ path: 'consents.NEWS', label: 'Newsletter', kind: 'consent', values: null });
  });

  it('lets those look who may, and those change who may more', async () => {
    const viewer = withToken(app(), (await createAdminWith(app(), ['plugin::external-contacts.segment.view'])).token);

    await viewer.get(`${BASE}/segments`).expect(200);
    await viewer.post(`${BASE}/segments`).send({ name: 'Mine' }).expect(403);
    await viewer.post(`${BASE}/segments/count`).send({ filter: { match: 'all', rules: [] } }).expect(403);
  });
};
