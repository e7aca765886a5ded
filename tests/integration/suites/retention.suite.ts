import { actionId } from '../../../server/src/access';
import type { JobDto } from '../../../server/src/contracts';
import { createAdminWith, createSuperAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { ANNS_VIEW, createImporter } from '../../support/imports';

const CSV = 'externalId,lastName,workEmail\n1,Lee,lee@example.com\n2,Smith,not-an-address\n';
const DAY_MS = 24 * 60 * 60 * 1_000;
const DAYS = 'plugin::external-contacts.retentionDays';
const OF_JOBS = ['plan_blocks', 'outcomes', 'undo_slices', 'corrections', 'held_rows'];

interface Sweeper { sweep(): Promise<{ jobs: number; files: number }> }

/** What is stored of an import goes after a time or on demand; what it did, and what is known of it, stays. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  let ann: Agent;
  beforeAll(async () => {
    ann = withToken(app(), (await createSuperAdmin(app())).token);
  });
  beforeEach(() => importer.reset());
  afterEach(() => app().strapi.config.set(DAYS, 30));

  const table = (name: string) => app().strapi.db.getConnection(`external_contacts_${name}`);
  const sweep = () => (app().strapi.plugin('external-contacts').service('retention') as unknown as Sweeper).sweep();
  const stored = async (): Promise<Record<string, number>> =>
    Object.fromEntries(await Promise.all(['blocks', ...OF_JOBS].map(async (name) => [name, ((await table(name).select('id')) as unknown[]).length] as const)));
  const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as { error: { details: { code: string } } }).error.details.code];
  const purge = async (id: string): Promise<JobDto> => (await ann.post(`/external-contacts/jobs/${id}/purge`).expect(202)).body as JobDto;
  const age = (id: string, days: number) => table('jobs').where({ uid: id }).update({ finished_ms: Date.now() - days * DAY_MS });

  describe('deleting what is stored of a job', () => {
    it('leaves its contacts and its counts, and nothing of its rows', async () => {
      const job = await importer.import(CSV);
      expect(await stored()).toMatchObject({ blocks: 1, plan_blocks: 1, outcomes: 1 });

      const purged = await purge(job.id);
      await sweep();

      expect(purged.purgedAt).not.toBeNull();
      expect(purged.outcome).toEqual(job.outcome);
      expect(purged.file).toEqual(job.file);
      expect(purged.state).toBe('completed-with-errors');
      expect(Object.values(await stored()).every((count) => count === 0)).toBe(true);
      expect((await importer.contacts()).map(({ lastName }) => lastName)).toEqual(['Lee']);
    });

    it('says of everything that is asked for then why it is not there', async () => {
      const job = await importer.import(CSV);
      await purge(job.id);

      for (const part of ['rows', 'rows/1', 'issues', 'errors.csv', 'results.csv']) {
        expect(codeOf(await ann.get(`/external-contacts/jobs/${job.id}/${part}`))).toEqual([410, 'job.purged']);
      }
      await sweep();
      expect(codeOf(await ann.get(`/external-contacts/files/${job.file.id}/original`))).toEqual([410, 'file.purged']);
      expect(codeOf(await ann.post(`/external-contacts/jobs/${job.id}/undo`))).toEqual([409, 'undo.purged']);
      expect(codeOf(await ann.get(`/external-contacts/jobs/${job.id}/undo-preview`))).toEqual([409, 'undo.purged']);
      expect(codeOf(await ann.post(`/external-contacts/jobs/${job.id}/retry`).send({}))).toEqual([410, 'job.purged']);
      await expect(importer.jobs().create({ file: job.file.id, setting: { target: 'contacts' } }, ANNS_VIEW.actor)).rejects.toMatchObject({ status: 410, code: 'file.purged' });
    });

    it('can be asked for twice, and goes on where a process died', async () => {
      const job = await importer.import(CSV);
      await table('jobs').where({ uid: job.id }).update({ purged_ms: Date.now() });

      await purge(job.id);
      await sweep();

      expect(Object.values(await stored()).every((count) => count === 0)).toBe(true);
    });

    it('keeps the bytes that another job needs', async () => {
      const first = await importer.import(CSV);
      const second = await importer.jobs().create({ file: first.file.id, setting: { target: 'contacts', fields: [{ column: 'lastName', field: 'lastName' }], matchBy: ['email'] } }, ANNS_VIEW.actor);
      await purge(first.id);
      await sweep();

      expect(await stored()).toMatchObject({ blocks: 1, plan_blocks: 0 });
      await importer.step(second.id);
      expect((await importer.get(second.id)).state).toBe('validated');
    });

    it('still tells that these bytes were imported before', async () => {
      const job = await importer.import(CSV);
      await purge(job.id);
      await sweep();

      const again = (await ann.post('/external-contacts/files?name=again.csv').set('Content-Type', 'application/octet-stream').send(Buffer.from(CSV)).expect(201)).body as { importedBefore: { job: string }[] };

      expect(again.importedBefore.map((each) => each.job)).toEqual([job.id]);
    });

    it('withdraws a plan that waits for its go', async () => {
      const job = await importer.plan(CSV);

      const purged = await purge(job.id);

      expect(purged.state).toBe('cancelled');
      expect(codeOf(await ann.post(`/external-contacts/jobs/${job.id}/import`).send({ planHash: job.planHash }))[0]).toBe(409);
    });

    it('is refused while the job is under way', async () => {
      const job = await importer.create(CSV);

      expect(codeOf(await ann.post(`/external-contacts/jobs/${job.id}/purge`))).toEqual([409, 'job.busy']);
    });

    it('needs its right, and the job of another answers like an unknown one', async () => {
      const job = await importer.import(CSV);
      const importing = withToken(app(), (await createAdminWith(app(), [actionId('import-job.edit'), actionId('import-job.view-all')])).token);
      const deleting = withToken(app(), (await createAdminWith(app(), [actionId('import-job.delete')])).token);

      await importing.post(`/external-contacts/jobs/${job.id}/purge`).expect(403);
      expect(codeOf(await deleting.post(`/external-contacts/jobs/${job.id}/purge`))).toEqual(codeOf(await deleting.post('/external-contacts/jobs/unknown/purge')));
    });
  });

  describe('the sweep', () => {
    it('takes what is older than the retention time, and nothing younger', async () => {
      const old = await importer.import(CSV);
      const young = await importer.import(CSV.replace('Lee', 'Li'));
      await age(old.id, 31);
      await age(young.id, 29);

      expect(await sweep()).toEqual({ jobs: 1, files: 1 });

      expect((await importer.get(old.id)).purgedAt).not.toBeNull();
      expect((await importer.get(young.id)).purgedAt).toBeNull();
      expect(await stored()).toMatchObject({ blocks: 1, plan_blocks: 1, outcomes: 1 });
      const acts = (await table('audit').where({ action: 'job.purge' })) as { job_uid: string; actor: string | null }[];
      expect(acts.map(({ job_uid: uid, actor }) => [uid, actor])).toEqual([[old.id, null]]);
    });

    it('takes a plan that nobody has said go to', async () => {
      const job = await importer.plan(CSV);
      await table('jobs').where({ uid: job.id }).update({ validated_ms: Date.now() - 31 * DAY_MS });
      await sweep();

      expect(await importer.get(job.id)).toMatchObject({ state: 'cancelled' });
      expect(await stored()).toMatchObject({ blocks: 0, plan_blocks: 0 });
    });

    it('takes an upload that no job was made of, whole', async () => {
      const { id } = await importer.upload(CSV);
      await sweep();
      expect(((await table('files').where({ uid: id })) as unknown[]).length).toBe(1);
      await table('files').where({ uid: id }).update({ created_ms: Date.now() - 31 * DAY_MS });

      await sweep();

      expect((await table('files').where({ uid: id })) as unknown[]).toEqual([]);
      expect(await stored()).toMatchObject({ blocks: 0 });
    });

    it('takes nothing by itself where the retention time is null', async () => {
      app().strapi.config.set(DAYS, null);
      const job = await importer.import(CSV);
      await age(job.id, 10_000);

      expect(await sweep()).toEqual({ jobs: 0, files: 0 });
      expect(await stored()).toMatchObject({ blocks: 1, plan_blocks: 1 });
    });

    it('leaves a running job alone, however long it runs', async () => {
      const job = await importer.create(CSV);
      await table('jobs').where({ uid: job.id }).update({ created_ms: Date.now() - 100 * DAY_MS });
      await sweep();

      expect((await importer.get(job.id)).purgedAt).toBeNull();
    });
  });
};
