import type { TestApp } from '../../support/boot-strapi';
import { createContactCenter, OBJECTS } from '../../support/contact-center';
import { counted } from '../../support/imports';

/** The seventeen object types of the playground, through the document service: there, back, and there again. */
export default (app: () => TestApp): void => {
  const center = createContactCenter(app);
  beforeAll(() => center.reset());
  afterAll(() => center.reset());

  it('has a sample of each of the seventeen', () => {
    expect(OBJECTS).toHaveLength(17);
  });

  it.each(OBJECTS)('imports $name from its sample, exports them, and changes nothing when they come back', async ({ target, sample }) => {
    const name = target.slice('api::contact-center.'.length);

    const job = await center.import(name, sample);
    expect(await center.importer.story(job)).toEqual(['created', 'created', 'created']);

    const again = await center.import(name, await center.exported(name));
    expect(counted(again.outcome)).toEqual({ unchanged: 3 });
    const sampleAgain = await center.import(name, sample);
    expect(counted(sampleAgain.outcome)).toEqual({ unchanged: 3 });
  });

  it('has linked them as the files say', async () => {
    const [jana] = await center.all('user', ['site', 'teams', 'agentProfile', 'skillProfile']);
    expect(jana).toMatchObject({
      email: 'jana.novakova@example.com', hiredOn: '2024-02-29', externalIdentifier: '0001', site: { name: 'Prague' }, agentProfile: { name: 'Agent CZ' },
      teams: [{ name: 'Sales CZ' }, { name: 'Overflow' }],
    });
    const [prague] = await center.all('site', ['address']);
    expect(prague).toMatchObject({ name: 'Prague', active: true, address: { street: 'Dlouhá 1', city: 'Praha', countryCode: 'CZ' } });
  });
};
