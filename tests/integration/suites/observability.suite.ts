import { actionId } from '../../../server/src/access';
import type { HealthDto } from '../../../server/src/contracts';
import { createAdminWith, createApiToken, createSuperAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { createImporter } from '../../support/imports';

const CSV = 'externalId,lastName,workEmail\n1,Verysecret,secret@example.com\n2,Verysecret,not-an-address\n';

/** What operators see of the engine: who runs jobs, what waits, and one line for each thing that happens. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  let ann: Agent;
  beforeAll(async () => {
    ann = withToken(app(), (await createSuperAdmin(app())).token);
  });
  beforeEach(() => importer.reset());

  const workers = () => app().strapi.db.getConnection('external_contacts_workers');
  const seeNow = async (role: string): Promise<void> => {
    await workers().insert({ owner: `host:1:${role}`, role, engine: 'embedded', version: '1.0.0', job_uid: 'j1,j2', started_ms: Date.now() - 5_000, seen_ms: Date.now() });
  };

  describe('the health route', () => {
    const read = async (status: number): Promise<HealthDto> => (await ann.get('/external-contacts/health').expect(status)).body as HealthDto;

    it('says that nobody runs jobs', async () => {
      await workers().insert({ owner: 'gone', role: 'all', seen_ms: Date.now() - 60_000 });
      await seeNow('cli');

      expect(await read(503)).toMatchObject({ status: 'no-worker', engine: 'embedded', workers: [{ role: 'cli', alive: true }, { role: 'all', alive: false }] });
    });

    it('says who runs jobs, and which', async () => {
      await seeNow('worker');

      const { status, workers: seen } = await read(200);

      expect(status).toBe('ok');
      expect(seen).toEqual([{ role: 'worker', engine: 'embedded', version: '1.0.0', jobs: ['j1', 'j2'], alive: true, startedAt: expect.any(String) as string, seenAt: expect.any(String) as string }]);
    });

    it('counts what waits, runs, is interrupted and paused', async () => {
      await seeNow('all');
      const job = await importer.create(CSV);
      const jobs = app().strapi.db.getConnection('external_contacts_jobs');
      const set = (values: object) => jobs.clone().where({ uid: job.id }).update(values);

      expect((await read(200)).jobs).toEqual({ waiting: 1, running: 0, interrupted: 0, paused: 0 });
      await set({ state: 'validating', lease_owner: 'x', lease_until_ms: Date.now() + 60_000 });
      expect((await read(200)).jobs).toEqual({ waiting: 0, running: 1, interrupted: 0, paused: 0 });
      await set({ lease_until_ms: Date.now() - 60_000 });
      expect((await read(200)).jobs).toEqual({ waiting: 0, running: 0, interrupted: 1, paused: 0 });
      await set({ state: 'paused', lease_owner: null, lease_until_ms: null });
      expect((await read(200)).jobs).toEqual({ waiting: 0, running: 0, interrupted: 0, paused: 1 });
    });

    it('is for those who see imports, and for a monitor with the scope', async () => {
      const nobody = withToken(app(), (await createAdminWith(app(), [actionId('contact.view')])).token);
      const monitor = withToken(app(), await createApiToken(app(), { type: 'custom', permissions: ['plugin::external-contacts.health.find'] }));

      await nobody.get('/external-contacts/health').expect(403);
      await monitor.get('/api/external-contacts/health').expect(503);
    });
  });

  describe('the log', () => {
    it('has a line for each claim and each rest, and no value of a contact', async () => {
      const lines: string[] = [];
      const spies = (['info', 'warn', 'error'] as const).map((level) => jest.spyOn(app().strapi.log, level).mockImplementation(((line: unknown) => lines.push(String(line))) as never));

      const job = await importer.import(CSV);
      spies.forEach((spy) => spy.mockRestore());

      const told = lines.filter((line) => line.startsWith('external-contacts job.')).map((line) => line.replace(/seconds=[\d.]+/u, 'seconds=…').replace(/token=\d+/u, 'token=…'));
      expect(told).toEqual([
        `external-contacts job.claimed job=${job.id} state=new target=contacts attempt=1 kind=import rows=2 token=…`,
        `external-contacts job.rested job=${job.id} state=validated attempt=1 seconds=… create=1 invalid=1`,
        `external-contacts job.claimed job=${job.id} state=queued target=contacts attempt=1 kind=import rows=2 token=…`,
        `external-contacts job.rested job=${job.id} state=completed-with-errors attempt=1 seconds=… created=1 invalid=1`,
      ]);
      expect(lines.join('\n')).not.toMatch(/Verysecret|secret@example|not-an-address/u);
    });
  });
};
