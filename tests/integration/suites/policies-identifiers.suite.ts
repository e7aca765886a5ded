import type { FieldDescriptor } from '../../../server/src/contracts';
import type { TestApp } from '../../support/boot-strapi';
import { createImporter, csv } from '../../support/imports';

const CONFIG = 'plugin::external-contacts.identifiers';

interface Targets {
  fields(target: 'contacts' | 'organizations'): FieldDescriptor[];
  identifiers(): Record<string, string[]>;
  unusableIdentifiers(): string[];
}

/** Which fields the configuration may name as identifiers. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  const targets = (): Targets => app().strapi.plugin('external-contacts').service('targets') as unknown as Targets;
  beforeEach(async () => {
    await importer.reset();
    app().strapi.config.set(CONFIG, { contacts: ['postalCode', 'surveyOptOut', 'shoeSize'], organizations: ['employeeCount', 'tags'] });
  });
  afterEach(() => app().strapi.config.set(CONFIG, { contacts: [], organizations: [] }));

  it('takes text and whole numbers, and names the others to be warned of', () => {
    expect(targets().identifiers()).toEqual({ contacts: ['postalCode'], organizations: ['employeeCount'] });
    expect(targets().unusableIdentifiers()).toEqual(['contacts.surveyOptOut', 'contacts.shoeSize', 'organizations.tags']);
  });

  it('lets only those stand in matchBy', async () => {
    expect(targets().fields('contacts').filter(({ path, identifier }) => identifier && ['postalCode', 'surveyOptOut', 'city'].includes(path))).toMatchObject([{ path: 'postalCode' }]);
    await expect(importer.plan(csv('lastName,surveyOptOut', 'Lee,yes'), { matchBy: ['surveyOptOut'] })).rejects.toMatchObject({ code: 'setting.invalid' });
  });

  it('finds organizations by a number of theirs', async () => {
    await importer.addOrganization({ name: 'Acme', employeeCount: 4711 });

    const job = await importer.import(csv('name,employeeCount', 'Acme Ltd,4711'), { target: 'organizations', matchBy: ['employeeCount'], externalSource: null });

    expect(await importer.story(job)).toEqual(['updated']);
  });
};
