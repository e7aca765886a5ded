import { ACTIONS, actionId } from '../../../server/src/access';
import { ENDPOINTS } from '../../../server/src/routes/endpoints';
import { createAdminWith, createApiToken, createSuperAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { createImporter, csv } from '../../support/imports';

const ADMIN = '/external-contacts';
const API = '/api/external-contacts';
const LIMITS = 'plugin::external-contacts.rateLimits';
const codeOf = ({ body }: { body: unknown }): unknown => (body as { error?: { details?: { code?: unknown } } }).error?.details?.code;

/** What a caller with rights tries beyond them: too much at once, queries that reach into other tables, downloads that do harm, lines in the log. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  let agent: Agent;

  beforeAll(async () => {
    agent = withToken(app(), (await createSuperAdmin(app())).token);
  });
  beforeEach(() => importer.reset());

  describe('limits how much one caller may ask within a minute', () => {
    const asked: unknown[] = [];
    beforeAll(() => {
      asked.push(app().strapi.config.get(LIMITS));
      app().strapi.config.set(LIMITS, { requests: 4, uploads: 1, heavy: 2 });
    });
    afterAll(() => app().strapi.config.set(LIMITS, asked[0] as never));

    it('by who has logged in, whatever the request says of itself, and others not at all', async () => {
      const caller = withToken(app(), (await createAdminWith(app(), ACTIONS.map(({ uid }) => actionId(uid)))).token);
      const other = withToken(app(), await createApiToken(app(), { type: 'full-access' }));
      const statuses: number[] = [];

      for (const [index, path] of ['/jobs', '/targets', '/jobs', '/JOBS', '/jobs'].entries()) {
        statuses.push((await caller.get(`${ADMIN}${path}`).set('X-Forwarded-For', `10.0.0.${String(index)}`).set('User-Agent', `agent ${String(index)}`)).status);
      }
      const refused = await caller.get(`${ADMIN}/audit`);

      expect(statuses).toEqual([200, 200, 200, 200, 429]);
      expect([refused.status, codeOf(refused), Number(refused.headers['retry-after']) > 0]).toEqual([429, 'rate.limited', true]);
      await other.get(`${API}/jobs`).expect(200);
    });

    it('and fewer uploads and heavy reads than other requests, of which nothing is kept', async () => {
      const caller = withToken(app(), (await createAdminWith(app(), ACTIONS.map(({ uid }) => actionId(uid)))).token);
      const upload = (name: string) => caller.post(`${ADMIN}/files?name=${name}`).type('application/octet-stream').send(Buffer.from('lastName\nLee\n'));
      const first = await upload('a.csv');
      const second = await upload('b.csv');

      const reads = [await caller.get(`${ADMIN}/targets/contacts/template.csv`), await caller.get(`${ADMIN}/files/x/parse`)];

      expect([first.status, second.status, reads[0]?.status]).toEqual([201, 429, 200]);
      expect(await app().strapi.db.getConnection('external_contacts_files').select('id')).toHaveLength(1);
    });
  });

  it.each(ENDPOINTS.filter(({ method, only }) => method === 'GET' && only !== 'admin').map(({ path }) => [path]))('takes no key of a query at %s that it does not know', async (path) => {
    const file = (await importer.upload(csv('lastName', 'Lee'))).id;
    const job = path.startsWith('/jobs/:id') ? (await importer.plan(csv('lastName', 'Lee'))).id : '';
    const url = path.replace(':uid', 'contacts').replace(':row', '1').replace(':id', path.startsWith('/files') ? file : job === '' ? 'nobody' : job);
    const keys = ['populate=*', 'filters[createdBy][password][$startsWith]=a', 'where[t0.id]=1', 'sort=createdBy.password', 'fields=password', '_where=1', 'publicationState=preview'];

    const answers = [];
    for (const key of keys) answers.push((await agent.get(`${ADMIN}${url}?${key}`)).status);

    expect(new Set(answers)).toEqual(new Set([400]));
  });

  it('tells nothing of administrators in what it answers about contacts and jobs', async () => {
    await app().strapi.documents('plugin::external-contacts.contact').create({ data: { lastName: 'Lee', createdBy: 1 } as never });
    await importer.plan(csv('lastName', 'Kay'));

    const texts = [await agent.get(`${ADMIN}/contacts`), await agent.get(`${ADMIN}/jobs`), await agent.get(`${ADMIN}/audit`)].map(({ text }) => text);

    expect(texts.join()).not.toMatch(/password|resetPasswordToken|createdBy|updatedBy|registrationToken|@example\.com/u);
  });

  it('gives every download as an attachment that no browser shows, guesses the type of or keeps', async () => {
    const job = await importer.import(csv('lastName,workEmail', 'Lee,nonsense'));
    const paths = [`/files/${job.file.id}/original`, `/jobs/${job.id}/errors.csv`, `/jobs/${job.id}/results.csv`, '/targets/contacts/template.csv', '/targets/contacts/export.csv'];

    for (const path of paths) {
      const { headers, status } = await agent.get(`${ADMIN}${path}`);

      expect([path, status, headers['x-content-type-options'], headers['cache-control']]).toEqual([path, 200, 'nosniff', 'no-store']);
      expect(headers['content-disposition']).toMatch(/^attachment; filename="[\w. -]+"; filename\*=UTF-8''[\w.%!~-]+$/u);
      expect(headers['content-type']).toMatch(/^(text\/csv; charset=utf-8|application\/octet-stream)/u);
    }
  });

  it('judges a file alike on both ways in', async () => {
    const hostile: [string, Buffer][] = [['a.csv', Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1')], ['b.csv', Buffer.from('<!DOCTYPE html><html><script>1</script></html>')], ['c.csv', Buffer.from('PK\u0003\u0004broken', 'latin1')], ['d.csv', Buffer.alloc(0)]];

    for (const [name, bytes] of hostile) {
      const streamed = await agent.post(`${ADMIN}/files?name=${name}`).type('application/octet-stream').send(bytes);
      const posted = await agent.post(`${ADMIN}/files`).attach('files', bytes, { filename: name, contentType: 'text/csv' });

      expect([name, posted.status, codeOf(posted)]).toEqual([name, streamed.status, codeOf(streamed)]);
      expect(streamed.status).toBeGreaterThanOrEqual(400);
      expect(streamed.status).toBeLessThan(500);
    }
  });

  it('writes nothing of what a file, its name or a query says into the log', async () => {
    const SECRET = 'Zyxwv';
    const written: unknown[] = [];
    const { log } = app().strapi;
    const spies = (['error', 'warn', 'info', 'debug', 'http', 'verbose'] as const).filter((level) => typeof log[level] === 'function').map((level) => jest.spyOn(log, level).mockImplementation((...given: unknown[]) => written.push(given) as never));

    const job = await importer.import(csv('lastName,workEmail', `${SECRET}\u001b[31m,${SECRET}@example.com`, `${SECRET},"${SECRET}\r\n[error] forged"`));
    await agent.post(`${ADMIN}/files?name=${SECRET}%0d%0a%5berror%5d.csv`).type('application/octet-stream').send(Buffer.from(`lastName\n${SECRET}\n`));
    await agent.get(`${ADMIN}/jobs/${job.id}/rows?q=${SECRET}`).expect(200);
    await agent.get(`${ADMIN}/jobs/${job.id}/rows?${SECRET}=1`).expect(400);
    spies.forEach((spy) => spy.mockRestore());

    const ours = written.map((each) => JSON.stringify(each)).filter((line) => !/"(GET|POST) \//u.test(line) && !/HTTP/u.test(line));
    expect(ours.join('\n')).not.toContain(SECRET);
  });
};
