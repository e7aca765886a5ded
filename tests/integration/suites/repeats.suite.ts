import { createHash } from 'node:crypto';
import type { TestApp } from '../../support/boot-strapi';
import { createSuperAdmin } from '../../support/admin-user';
import { withToken, type Agent } from '../../support/http';

const WINDOW = 'plugin::external-contacts.repeatWindowMs';
const SETTING = { target: 'contacts', matchBy: ['email'], fields: [{ column: 'lastName', field: 'lastName' }] };
const CSV = 'lastName\nLee\n';

/** What a double click, a lost answer and a client that tries again must not do: anything twice. */
export default (app: () => TestApp): void => {
  describe('what is asked for again', () => {
    let ann: Agent;
    let bob: Agent;
    beforeAll(async () => {
      ann = withToken(app(), (await createSuperAdmin(app())).token);
      bob = withToken(app(), (await createSuperAdmin(app())).token);
    });
    beforeEach(() => app().strapi.config.set(WINDOW, 60_000));
    afterEach(() => app().strapi.config.set(WINDOW, 0));

    const send = (agent: Agent, csv: string, key?: string) => {
      const request = agent.post('/external-contacts/files?name=people.csv').set('Content-Type', 'application/octet-stream');
      return (key === undefined ? request : request.set('Idempotency-Key', key)).send(Buffer.from(csv));
    };
    const upload = async (agent: Agent, csv = CSV): Promise<string> => ((await send(agent, csv).expect(201)).body as { id: string }).id;
    const create = async (agent: Agent, body: object): Promise<string> => ((await agent.post('/external-contacts/jobs').send(body).expect(201)).body as { id: string }).id;
    const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as { error: { details: { code: string } } }).error.details.code];
    const stored = async (table: string): Promise<number> => ((await app().strapi.db.getConnection(table).select('id')) as unknown[]).length;

    describe('an upload with an Idempotency-Key', () => {
      it('gives the same file again, and stores its bytes once', async () => {
        const first = await send(ann, CSV, 'again').expect(201);
        const [files, blocks] = [await stored('external_contacts_files'), await stored('external_contacts_blocks')];

        const second = await send(ann, CSV, 'again').expect(201);

        expect((second.body as { id: string }).id).toBe((first.body as { id: string }).id);
        expect([await stored('external_contacts_files'), await stored('external_contacts_blocks')]).toEqual([files, blocks]);
      });

      it('gives one file for four at once', async () => {
        const csv = 'lastName\nAt once\n';

        const answers = await Promise.all([1, 2, 3, 4].map(() => send(ann, csv, 'at-once')));

        expect(answers.map(({ status, body }) => [status, (body as { error?: unknown }).error])).toEqual([1, 2, 3, 4].map(() => [201, undefined]));
        const [id] = new Set(answers.map(({ body }) => (body as { id: string }).id));
        expect(answers.map(({ body }) => (body as { id: string }).id)).toEqual([id, id, id, id]);
        // By the bytes: the rest of the suites may remove files of their own meanwhile.
        const sha256 = createHash('sha256').update(csv).digest('hex');
        expect(await app().strapi.db.getConnection('external_contacts_files').where({ sha256 }).select('uid', 'state')).toEqual([{ uid: id, state: 'ready' }]);
      });

      it('refuses the key of other bytes, and keeps nothing of them', async () => {
        await send(ann, CSV, 'other-bytes').expect(201);
        const before = await stored('external_contacts_files');

        expect(codeOf(await send(ann, 'lastName\nSmith\n', 'other-bytes'))).toEqual([409, 'file.idempotency-key-used']);
        expect(await stored('external_contacts_files')).toBe(before);
      });

      it('keeps the keys of two people apart', async () => {
        const first = await send(ann, CSV, 'shared').expect(201);

        const second = await send(bob, CSV, 'shared').expect(201);

        expect((second.body as { id: string }).id).not.toBe((first.body as { id: string }).id);
      });

      it('refuses a key that is too long to be stored', async () => {
        expect(codeOf(await send(ann, CSV, 'k'.repeat(256)))).toEqual([400, 'file.idempotency-key-invalid']);
      });

      it('stands for the file still after that was read with another delimiter', async () => {
        const first = (await send(ann, 'lastName;city\nLee;Rome\n', 'read-anew').expect(201)).body as { id: string };
        await ann.post(`/external-contacts/files/${first.id}/parse`).send({ delimiter: ',' }).expect(200);

        const second = (await send(ann, 'lastName;city\nLee;Rome\n', 'read-anew').expect(201)).body as { id: string };

        expect(second.id).toBe(first.id);
      });
    });

    describe('a job of the same bytes and setting by the same person', () => {
      it('is one job for a double click', async () => {
        const file = await upload(ann);

        const ids = await Promise.all([1, 2, 3].map(() => create(ann, { file, setting: SETTING })));

        expect(new Set(ids).size).toBe(1);
      });

      it('is one job although the file was uploaded twice', async () => {
        const csv = 'lastName\nTwice\n';

        const ids = [await create(ann, { file: await upload(ann, csv), setting: SETTING }), await create(ann, { file: await upload(ann, csv), setting: SETTING })];

        expect(ids[1]).toBe(ids[0]);
      });

      it('is another job with another name, setting or person', async () => {
        const csv = 'lastName\nOther\n';
        const file = await upload(ann, csv);

        const ids = [
          await create(ann, { file, setting: SETTING }),
          await create(ann, { file, setting: SETTING, name: 'another' }),
          await create(ann, { file, setting: { ...SETTING, clearToken: '-' } }),
          await create(bob, { file: await upload(bob, csv), setting: SETTING }),
        ];

        expect(new Set(ids).size).toBe(4);
      });

      it('is another job once the first was cancelled', async () => {
        const file = await upload(ann, 'lastName\nCancelled\n');
        const first = await create(ann, { file, setting: SETTING });
        await ann.post(`/external-contacts/jobs/${first}/cancel`).expect(202);

        expect(await create(ann, { file, setting: SETTING })).not.toBe(first);
      });

      it('is another job after the window', async () => {
        const file = await upload(ann, 'lastName\nLater\n');
        const first = await create(ann, { file, setting: SETTING });
        await app().strapi.db.getConnection('external_contacts_jobs').where({ uid: first }).update({ created_ms: Date.now() - 61_000 });

        const second = await create(ann, { file, setting: SETTING });

        expect(second).not.toBe(first);
        expect(await create(ann, { file, setting: SETTING })).toBe(second);
      });
    });
  });
};
