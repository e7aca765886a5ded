import { createAdminWith } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { createImporter, csv, ANNS_VIEW } from '../../support/imports';

const CONTACTS = '/external-contacts/contacts';
const right = (uid: string): string => `plugin::external-contacts.${uid}`;
const START = ['external-entity.import', 'import-job.add', 'import-csv-job.add', 'import-csv-file.add', 'contact.view'].map(right);

/** What two of the presets are for: recipients with their statuses, and a helpdesk's users under their companies. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  let coordinator: Agent;
  let plain: Agent;
  beforeAll(async () => {
    coordinator = withToken(app(), (await createAdminWith(app(), [...START, right('recipient-status.edit')])).token);
    plain = withToken(app(), (await createAdminWith(app(), START)).token);
  });
  beforeEach(() => importer.reset());
  const codeOf = (answer: { body: unknown }): string => (answer.body as { error: { details: { code: string } } }).error.details.code;
  const run = async (bytes: string, setting: object, name = 'job') => {
    const file = await importer.upload(bytes);
    const { id } = await importer.jobs().create({ file: file.id, setting: { target: 'contacts', ...setting }, name }, ANNS_VIEW.actor);
    await importer.step(id);
    return importer.run(await importer.get(id));
  };

  describe('recipients', () => {
    const preset = '4ce-address-book';

    it('are looked up by status and by the import that wrote them last', async () => {
      const first = await run(csv('M.,Hugo,Petit,hugo@example.com,,,,Lyon', 'Mme,Inès,Moreau,ines@example.com,,,,'), { preset }, 'avril');
      await importer.editContact('Moreau', { copy: false });
      const second = await run(csv('M.,Hugo,Grand,hugo@example.com,,,,Lyon'), { preset }, 'mai');
      const names = async (query: string): Promise<unknown[]> =>
        ((await plain.get(`${CONTACTS}?${query}`).expect(200)).body as { results: { lastName: string; import: { name: string } | null }[] }).results.map(({ lastName, import: job }) => `${lastName} ${job?.name ?? '-'}`);

      expect(await names('status=copy&q=hugo')).toEqual(['Grand mai']);
      expect(await names('status=expert&sort=lastName')).toEqual(['Grand mai', 'Moreau avril']);
      expect([await names(`import=${first.id}`), await names(`import=${second.id}`)]).toEqual([['Moreau avril'], ['Grand mai']]);
    });

    it('get their statuses together or not at all, by who may do so, and it is written down', async () => {
      const hugo = await importer.addContact({ lastName: 'Petit', workEmail: 'hugo@example.com' });
      const ines = await importer.addContact({ lastName: 'Moreau', workEmail: 'ines@example.com', expert: true });
      const statuses = async (): Promise<unknown[]> => (await importer.contacts()).map(({ expert, copy, transfer }) => [expert, copy, transfer]);

      await plain.post(`${CONTACTS}/statuses`).send({ contacts: [{ id: hugo.documentId, expert: true }] }).expect(403);
      const refused = await coordinator.post(`${CONTACTS}/statuses`).send({ contacts: [{ id: hugo.documentId, expert: true }, { id: 'nobody', copy: true }] });
      expect([refused.status, codeOf(refused), await statuses()]).toEqual([404, 'contact.unknown', [[false, false, false], [true, false, false]]]);
      await coordinator.post(`${CONTACTS}/statuses`).send({ contacts: [{ id: hugo.documentId, expert: 'yes' }] }).expect(400);

      const done = await coordinator.post(`${CONTACTS}/statuses`).send({ contacts: [{ id: hugo.documentId, expert: true, transfer: true }, { id: ines.documentId, expert: false }] }).expect(200);
      expect([done.body, await statuses()]).toEqual([{ changed: 2 }, [[true, false, true], [false, false, false]]]);
      const [entry] = await app().strapi.db.connection('external_contacts_audit').where({ action: 'contact.statuses' });
      expect(JSON.parse(String((entry as { counts: string }).counts))).toEqual({ records: 2 });
    });

    it('are made experts by nobody who could not do so by hand', async () => {
      const start = async (agent: Agent) => {
        const upload = await agent.post('/external-contacts/files?name=a.csv').set('Content-Type', 'application/octet-stream').send(Buffer.from(csv('M.,Hugo,Petit,hugo@example.com,,,,Lyon'))).expect(201);
        return agent.post('/external-contacts/jobs').send({ file: (upload.body as { id: string }).id, setting: { target: 'contacts', preset }, name: 'avril' });
      };

      expect([(await start(plain)).status, (await start(coordinator)).status]).toEqual([403, 201]);
    });

    it('are told apart by their address alone, and an undo takes new ones back with their statuses', async () => {
      const job = await run(csv('M.,Hugo,Petit,info@example.com,,,,Lyon', 'Mme,Inès,Moreau,info@example.com,,,,'), { preset });

      expect(await importer.story(job)).toEqual(['created', 'updated file.duplicate-row']);
      await (app().strapi.plugin('external-contacts').service('undos') as unknown as { start(id: string, viewer: object): Promise<unknown> }).start(job.id, ANNS_VIEW);
      await importer.step(job.id);
      expect(await importer.contacts()).toEqual([]);
    });
  });

  describe('a helpdesk’s users', () => {
    const users = { preset: 'helpdesk-users' };
    const HEADER = 'Uživatelské jméno;E-mail;Jméno;Příjmení;Společnost;Role';
    beforeEach(() => run(csv('Název společnosti;Telefon', 'Firma A;', 'Firma B;+420601000001'), { target: 'organizations', preset: 'helpdesk-companies' }));

    it('need a user name and an e-mail, and a company that is there', async () => {
      const job = await run(csv(HEADER, 'jan.novak;jan@example.cz;Jan;Novák;firma a;Zákazník', 'eva;;Eva;Malá;Firma A;', ';petr@example.cz;Petr;Velký;Firma A;', 'ota;ota@example.cz;Ota;Nový;Firma C;'), users);

      expect(await importer.story(job)).toEqual(['created', 'invalid required.missing', 'invalid required.missing', 'invalid organization.not-found']);
      expect(await importer.contacts()).toMatchObject([{ username: 'jan.novak', helpdeskRole: 'customer', organization: { name: 'Firma A' } }]);
    });

    it('stand with one address under several companies, are found again, and never share a user name', async () => {
      const rows = ['novak1;xx@example.cz;Jan;Novák;Firma A;Operátor', 'Novak2;xx@example.cz;Jan;Novák;Firma B;Zákazník', 'admin;op@example.cz;Olga;Nová;;Operátor'];
      const first = await run(csv(HEADER, ...rows), users);
      const again = await run(csv(HEADER, ...rows), users, 'again');
      const taken = await run(csv(HEADER, 'NOVAK2;jiny@example.cz;Jiný;Člověk;Firma A;', 'novak2;xx@example.cz;Jan;Novák;;', 'karel;k1@example.cz;;;Firma A;', 'Karel;k2@example.cz;;;Firma A;'), users, 'taken');

      expect(await importer.story(first)).toEqual(['created', 'created', 'created']);
      expect(await importer.story(again)).toEqual(Array(3).fill('unchanged row.unchanged'));
      expect(await importer.story(taken)).toEqual(['invalid username.taken', 'invalid username.taken', 'created', 'invalid username.taken']);
      expect((await importer.contacts()).map(({ username, helpdeskRole, organization }) => [username, helpdeskRole, organization?.name])).toEqual([
        ['novak1', 'operator', 'Firma A'], ['Novak2', 'customer', 'Firma B'], ['admin', 'operator', undefined], ['karel', 'customer', 'Firma A'],
      ]);
    });

    it('are not taken for one another because of an invented address, in which they are warned of it', async () => {
      const rows = ['a1;xx@yy.cz;Adam;První;Firma A;', 'b2;xx@yy.cz;Bára;Druhá;Firma A;'];
      const first = await run(csv(HEADER, ...rows), users);
      const again = await run(csv(HEADER, ...rows), users, 'again');

      expect(await importer.story(first)).toEqual(['created email.invented', 'created email.invented']);
      expect(await importer.story(again)).toEqual(['unchanged email.invented row.unchanged', 'unchanged email.invented row.unchanged']);
    });
  });
};
