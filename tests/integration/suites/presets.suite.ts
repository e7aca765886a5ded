import type { Preset, PresetDto } from '../../../server/src/contracts';
import { createAdminWith } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { ANNS_VIEW, createImporter, csv } from '../../support/imports';

const PRESETS = '/external-contacts/presets';
const right = (uid: string): string => `plugin::external-contacts.${uid}`;
const BADGES: Preset = {
  name: 'badge-office', label: 'Badge office', target: 'contacts',
  columns: [{ name: 'Badge', field: 'username', required: true, pattern: '[A-Z][0-9]{3}' }, { name: 'Surname', field: 'lastName' }],
  setting: { matchBy: ['username'] },
};

/** Presets over HTTP, and jobs whose setting names one. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  let editor: Agent;
  let reader: Agent;
  beforeAll(async () => {
    editor = withToken(app(), (await createAdminWith(app(), [right('preset.edit'), right('import-settings.view'), right('import-settings.add')])).token);
    reader = withToken(app(), (await createAdminWith(app(), [right('import-settings.view'), right('import-csv-file.add'), right('import-csv-file.view'), right('import-job.add')])).token);
  });
  beforeEach(() => importer.reset());
  const codeOf = (answer: { body: unknown }): string => (answer.body as { error: { details: { code: string } } }).error.details.code;
  const create = (bytes: string, setting: object, request: object = {}) =>
    importer.upload(bytes).then((file) => importer.jobs().create({ file: file.id, setting: { target: 'contacts', ...setting }, ...request }, ANNS_VIEW.actor));
  const run = async (bytes: string, setting: object, request: object = {}) => {
    const { id } = await create(bytes, setting, request);
    await importer.step(id);
    return importer.run(await importer.get(id));
  };

  it('are listed by target: those that ship, and those that somebody adds, changes and deletes', async () => {
    const added = await editor.post(PRESETS).send(BADGES).expect(201);
    const names = async (query = ''): Promise<string[]> => ((await reader.get(`${PRESETS}${query}`).expect(200)).body as { results: PresetDto[] }).results.map(({ name }) => name);

    expect(added.body).toMatchObject({ ...BADGES, id: 'badge-office', origin: 'added', version: 1 });
    expect(await names()).toEqual(expect.arrayContaining(['genesys', '4ce-address-book', 'helpdesk-companies', 'badge-office']));
    expect(await names('?target=organizations')).not.toContain('badge-office');
    expect([(await editor.post(PRESETS).send(BADGES)).status, codeOf(await editor.post(PRESETS).send({ ...BADGES, name: 'genesys' }))]).toEqual([409, 'preset.name-taken']);
    const changed = await editor.put(`${PRESETS}/badge-office`).send({ ...(added.body as object), label: 'Badges' }).expect(200);
    expect(changed.body).toMatchObject({ label: 'Badges', version: 2 });
    expect(codeOf(await editor.put(`${PRESETS}/badge-office`).send({ ...(added.body as object), label: 'Late' }).expect(409))).toBe('preset.stale');
    expect(codeOf(await editor.delete(`${PRESETS}/genesys`).expect(409))).toBe('preset.read-only');
    expect(codeOf(await editor.post(PRESETS).send({ ...BADGES, name: 'other', columns: [{ name: 'A', field: 'shoeSize' }] }).expect(400))).toBe('preset.invalid');
    await reader.post(PRESETS).send(BADGES).expect(403);
    await editor.delete(`${PRESETS}/badge-office`).expect(204);
    await reader.get(`${PRESETS}/badge-office`).expect(404);
  });

  it('name a file by its header, suggest its mapping, and give its template', async () => {
    const upload = await reader.post('/external-contacts/files?name=users.csv').set('Content-Type', 'application/octet-stream').send(Buffer.from(csv('UZIVATELSKE JMENO,E-mail,Role,Town', 'a,a@example.cz,Operátor,Brno'))).expect(201);
    const { id, presets } = upload.body as { id: string; presets: string[] };
    const mapping = await reader.post('/external-contacts/targets/contacts/mapping').send({ file: id, preset: 'helpdesk-users' }).expect(200);
    const template = await reader.get('/external-contacts/targets/contacts/template.csv?preset=4ce-address-book&sample=1').expect(200);

    expect(presets).toEqual(['helpdesk-users']);
    expect((mapping.body as { results: { field: string }[] }).results.map(({ field }) => field)).toEqual(['username', 'workEmail', 'helpdeskRole', 'city']);
    expect(template.text.split('\r\n')).toHaveLength(5);
    expect(template.text).toMatch(/^\uFEFFCivilité,Prénom,Nom,E-mail,Service,Téléphone,Adresse,Ville\r\n/u);
    expect(codeOf(await reader.get('/external-contacts/targets/contacts/template.csv?preset=nothing').expect(400))).toBe('preset.unknown');
    expect(codeOf(await reader.get('/external-contacts/targets/organizations/template.csv?preset=genesys').expect(400))).toBe('preset.other-target');
  });

  it('are refused where there is none of the name, in a job and in a setting that is saved', async () => {
    await expect(create(csv('A'), { preset: 'nothing' })).rejects.toMatchObject({ code: 'preset.unknown', status: 400 });
    expect(codeOf(await editor.post('/external-contacts/import-settings').send({ name: 'S', target: 'contacts', preset: 'nothing' }).expect(400))).toBe('preset.unknown');
  });

  it('freeze into the job what they say', async () => {
    await editor.post(PRESETS).send(BADGES).expect(201);
    const job = await run(csv('Surname,badge', 'Lee,A001', 'Novák,7', 'Petit,'), { preset: 'badge-office' });
    await editor.delete(`${PRESETS}/badge-office`).expect(204);

    expect(await importer.story(job)).toEqual(['created', 'invalid cell.pattern', 'invalid required.missing']);
    expect((await importer.get(job.id)).setting).toMatchObject({ preset: 'badge-office', matchBy: ['username'] });
  });

  describe('of the 4CE address book', () => {
    const HEADER = 'CIVILITE,prenom,Nom,E-mail,Service,Telephone,Adresse,Ville';
    const preset = '4ce-address-book';

    it('take a header for one exactly when it says their names, whatever was detected', async () => {
      const withHeader = await run(csv(HEADER, 'Mme,Inès,Moreau,ines@example.com,,,,'), { preset }, { name: 'avec' });
      const withoutHeader = await run(csv('M.,Hugo,Petit,hugo@example.com,,,,Lyon', 'Mme,Inès,Moreau,ines@example.com,Achats,,,'), { preset }, { name: 'sans' });
      const other = await run(csv(HEADER.replace('E-mail', 'Email'), 'Mme,Inès,Moreau,ines@example.com,Achats,,,'), { preset }, { name: 'autre' });

      expect([await importer.story(withHeader), await importer.story(withoutHeader)]).toEqual([['created'], ['created', 'updated']]);
      expect(await importer.story(other)).toEqual(['invalid enumeration.unknown email.invalid cell.pattern', 'unchanged row.unchanged']);
    });

    it('want a name without spaces, commas between eight columns, and UTF-8', async () => {
      const row = 'M.,Hugo,Petit,hugo@example.com,,,,Lyon';

      await expect(create(csv(row), { preset })).rejects.toMatchObject({ code: 'job.name-missing' });
      await expect(create(csv(row), { preset }, { name: 'deux mots' })).rejects.toMatchObject({ code: 'job.name-space' });
      await expect(create(csv(row.replaceAll(',', ';')), { preset }, { name: 'a' })).rejects.toMatchObject({ code: 'preset.columns', details: { found: 1 } });
      await expect(create(csv(`${row},France`), { preset }, { name: 'a' })).rejects.toMatchObject({ code: 'preset.columns', details: { found: 9 } });
      const job = await run(`${csv(row)}M.,Andr\u00e9,X,andre@example.com,,,,\n`, { preset }, { name: 'a' });
      expect(await importer.story(job)).toEqual(['created', 'created']);
    });

    it('make new recipients experts in copy, replace and clear what a known e-mail has, and leave its statuses', async () => {
      await run(csv('Mme,Inès,Moreau,ines@example.com,Achats,0199000001,1 rue X,Paris'), { preset }, { name: 'un' });
      const [made] = await importer.contacts();
      await importer.editContact('Moreau', { copy: false, transfer: true });
      const job = await run(csv(',,Martin,INES@example.com,,0033199000002,,'), { preset }, { name: 'deux' });
      const [now] = await importer.contacts();

      expect(made).toMatchObject({ salutation: 'Mme', expert: true, copy: true, transfer: false, workPhone: '+33199000001' });
      expect(await importer.story(job)).toEqual(['updated']);
      expect(now).toMatchObject({
        documentId: made?.documentId, salutation: 'M.', firstName: null, lastName: 'Martin', department: null, workPhone: '+33199000002', address1: null, city: null,
        expert: true, copy: false, transfer: true, lastJob: job.id,
      });
    });
  });
};
