import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import nodemailer from '@strapi/provider-email-nodemailer';
import { actionId } from '../../../server/src/access';
import { JOB_FINISHED_EVENT, type JobDto, type NoticeDto, type WebhookDto } from '../../../server/src/contracts';
import { createAdminWith, createApiToken, createSuperAdmin, type TestAdmin } from '../../support/admin-user';
import type { TestApp } from '../../support/boot-strapi';
import { withToken, type Agent } from '../../support/http';
import { createImporter } from '../../support/imports';
import { startMailServer, type MailServer } from '../../support/mail-server';

const CSV = 'externalId,lastName,workEmail\n1,Lee,lee@example.com\n2,Smith,not-an-address\n';
const SETTING = { target: 'contacts', externalSource: 'CRM', fields: ['externalId', 'lastName', 'workEmail'].map((field) => ({ column: field, field })) };

interface Deliverer { deliver(): Promise<number> }
interface Provided { provider: unknown }

/** Whoever asked for it is told of the end once: by a real mail server, by a real webhook, in the panel. */
export default (app: () => TestApp): void => {
  const importer = createImporter(app);
  let mailbox: MailServer;
  let admin: TestAdmin;
  let ann: Agent;
  const emailPlugin = () => app().strapi.plugin('email') as unknown as Provided;
  let before: unknown;

  beforeAll(async () => {
    mailbox = await startMailServer();
    before = emailPlugin().provider;
    emailPlugin().provider = nodemailer.init({ host: '127.0.0.1', port: mailbox.port, secure: false, ignoreTLS: true }, { defaultFrom: 'imports@example.com', defaultReplyTo: 'imports@example.com' } as never);
    app().strapi.config.set('plugin::email.provider', 'nodemailer');
    admin = await createSuperAdmin(app());
    ann = withToken(app(), admin.token);
  });
  afterAll(async () => {
    emailPlugin().provider = before;
    app().strapi.config.set('plugin::email.provider', 'sendmail');
    await mailbox.stop();
  });
  beforeEach(async () => {
    await importer.reset();
    mailbox.mails.length = 0;
    await speak(null);
  });

  const deliver = () => (app().strapi.plugin('external-contacts').service('notices') as unknown as Deliverer).deliver();
  const speak = (language: string | null) => app().strapi.db.query('admin::user').update({ where: { id: admin.id }, data: { preferedLanguage: language } });
  const notices = () => app().strapi.db.getConnection('external_contacts_notices');
  /** The waits between two tries are over. */
  const later = () => notices().update({ email_next_ms: 0, webhook_next_ms: 0 });
  const start = async (agent: Agent, more: object = {}, prefix = ''): Promise<string> => {
    const upload = agent.post(`${prefix}/external-contacts/files?name=people.csv`).set('Content-Type', 'application/octet-stream');
    const file = (await upload.send(Buffer.from(CSV)).expect(201)).body as { id: string };
    return ((await agent.post(`${prefix}/external-contacts/jobs`).send({ file: file.id, setting: SETTING, name: 'Spring', start: 'always', ...more }).expect(201)).body as JobDto).id;
  };
  const run = async (id: string): Promise<JobDto> => {
    await importer.step(id);
    await importer.step(id);
    return importer.get(id);
  };

  describe('an e-mail', () => {
    it('says what became of the job, and where to look', async () => {
      const id = await start(ann, { notify: { email: true } });
      await run(id);
      await deliver();

      expect(mailbox.mails).toHaveLength(1);
      const [mail] = mailbox.mails;
      expect(mail?.subject).toBe('The import “Spring” completed with errors.');
      expect(mail?.to).toMatchObject({ text: admin.email });
      expect(mail?.from?.text).toContain('imports@example.com');
      expect(mail?.text).toContain('Rows: 2\nCreated: 1\nWith errors: 1\n');
      expect(mail?.text).toContain(`/admin/plugins/external-contacts/imports/${id}`);
      expect(mail?.html).toContain(`imports/${id}">Open the import</a>`);
      expect(`${mail?.text ?? ''}${String(mail?.html)}`).not.toMatch(/Lee|lee@|Smith/u);
    });

    it('is sent once, however often and by however many it is looked for', async () => {
      await run(await start(ann, { notify: { email: true } }));

      await Promise.all([deliver(), deliver(), deliver()]);
      await later();
      await deliver();

      expect(mailbox.mails).toHaveLength(1);
    });

    it('is sent when a plan waits for a go, and again at the end', async () => {
      const id = await start(ann, { notify: { email: true }, start: 'wait' });
      await importer.step(id);
      await deliver();
      const { planHash } = await importer.get(id);
      await ann.post(`/external-contacts/jobs/${id}/import`).send({ planHash }).expect(202);
      await importer.step(id);
      await deliver();

      expect(mailbox.mails.map(({ subject }) => subject)).toEqual(['The import “Spring” waits for your go.', 'The import “Spring” completed with errors.']);
      expect(mailbox.mails[0]?.text).toContain('To create: 1');
    });

    it('does not say of a test run that it waits', async () => {
      const id = await start(ann, { notify: { email: true }, start: 'wait', test: true });
      await importer.step(id);
      await deliver();

      expect(mailbox.mails.map(({ subject }) => subject)).toEqual(['The import “Spring” was checked; it was a test, and nothing is imported.']);
    });

    it.each([['fr', 'L’import « Spring » est terminé avec des erreurs.', 'Créés: 1'], ['cs', 'Import „Spring“ je dokončen s chybami.', 'Vytvořeno: 1']])('is written in the language of the person: %s', async (language, subject, count) => {
      await speak(language);
      await run(await start(ann, { notify: { email: true } }));
      await deliver();

      expect(mailbox.mails[0]?.subject).toBe(subject);
      expect(mailbox.mails[0]?.text).toContain(count);
    });

    it('is tried again after the mail server has refused, under the same Message-ID', async () => {
      const id = await start(ann, { notify: { email: true } });
      mailbox.refuse(1);
      const job = await run(id);
      await deliver();
      expect(job.state).toBe('completed-with-errors');
      expect(mailbox.mails).toHaveLength(0);
      await deliver();
      expect(mailbox.mails).toHaveLength(0);

      await later();
      await deliver();

      const [row] = (await notices().where({ state: 'completed-with-errors' })) as { uid: string; email: string }[];
      expect(row?.email).toBe('sent');
      expect(mailbox.mails[0]?.messageId).toContain(row?.uid ?? 'none');
    });

    it('is given up after six times, and the job does not mind', async () => {
      await run(await start(ann, { notify: { email: true } }));
      mailbox.refuse(100);
      for (let time = 0; time < 7; time += 1) {
        await later();
        await deliver();
      }
      mailbox.refuse(0);

      expect(await notices().where({ state: 'completed-with-errors' }).select('email', 'email_tries')).toEqual([{ email: 'failed', email_tries: 6 }]);
    });

    it('follows the setting, unless the job says otherwise', async () => {
      await run(await start(ann, { setting: { ...SETTING, notify: { email: true } } }));
      await run(await start(ann, { setting: { ...SETTING, notify: { email: true } }, notify: { email: false } }));
      await run(await start(ann));
      await deliver();

      expect(mailbox.mails).toHaveLength(1);
    });

    it('is not sent for a token, nor to somebody who may not log in any more', async () => {
      const token = withToken(app(), await createApiToken(app(), { type: 'full-access' }));
      await run(await start(token, { notify: { email: true } }, '/api'));
      const leaver = await createSuperAdmin(app());
      await run(await start(withToken(app(), leaver.token), { notify: { email: true } }));
      await app().strapi.db.query('admin::user').update({ where: { id: leaver.id }, data: { isActive: false } });
      await deliver();

      expect(mailbox.mails).toEqual([]);
      expect(await notices().where({ email: 'waiting' })).toEqual([]);
    });

    it('shows a name as it is, and lets it begin no header', async () => {
      await run(await start(ann, { notify: { email: true }, name: '<b>x</b>\r\nBcc: eve@example.com' }));
      await deliver();

      const [mail] = mailbox.mails;
      expect(mail?.bcc).toBeUndefined();
      expect(mail?.subject).toContain('<b>x</b> Bcc: eve@example.com');
      expect(mail?.html).toContain('&lt;b&gt;x&lt;/b&gt;');
    });

    it('can be tried', async () => {
      await ann.post('/external-contacts/notices/test').expect(200);
      expect(mailbox.mails.map(({ subject }) => subject)).toEqual(['Test of notifications']);

      mailbox.refuse(1);
      const { body } = await ann.post('/external-contacts/notices/test').expect(400);
      expect(body).toMatchObject({ error: { details: { code: 'notice.not-sent' } } });
      expect(JSON.stringify(body)).not.toContain(admin.email);
    });

    it('is offered to those who can be reached', async () => {
      const token = withToken(app(), await createApiToken(app(), { type: 'full-access' }));

      expect((await ann.get('/external-contacts/notices/channels').expect(200)).body).toEqual({ email: { status: 'ok', address: admin.email } });
      expect((await token.get('/api/external-contacts/notices/channels').expect(200)).body).toEqual({ email: { status: 'no-address', address: null } });
      app().strapi.config.set('plugin::email.provider', 'sendmail');
      expect((await ann.get('/external-contacts/notices/channels').expect(200)).body).toMatchObject({ email: { status: 'no-provider' } });
      app().strapi.config.set('plugin::email.provider', 'nodemailer');
    });
  });

  describe('a webhook', () => {
    interface Call { headers: IncomingHttpHeaders; body: Record<string, unknown> }
    let calls: Call[] = [];
    let status = 200;
    const receiver = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        calls.push({ headers: request.headers, body: JSON.parse(text) as Record<string, unknown> });
        response.writeHead(status).end();
      });
    });
    let hook: WebhookDto;
    const hooks = () => app().strapi.get('webhookStore') as unknown as { createWebhook(data: object): Promise<{ id: string }>; deleteWebhook(id: string): Promise<unknown> };

    beforeAll(async () => {
      await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
      const { port } = receiver.address() as AddressInfo;
      const made = await hooks().createWebhook({ name: 'CRM', url: `http://127.0.0.1:${port}/in?token=secret`, headers: { 'X-Key': 'k' }, events: ['entry.delete'] });
      hook = (await ann.put(`/external-contacts/webhooks/${made.id}`).send({ jobFinished: true }).expect(200)).body as WebhookDto;
    });
    afterAll(async () => {
      await hooks().deleteWebhook(hook.id);
      receiver.closeAllConnections();
      await new Promise((resolve) => receiver.close(resolve));
    });
    beforeEach(() => {
      calls = [];
      status = 200;
    });

    it('is chosen among those of Strapi, keeps its other events, and shows no secret', async () => {
      expect(hook).toMatchObject({ name: 'CRM', enabled: true, jobFinished: true });
      expect(hook.url).not.toContain('secret');
      const stored = await app().strapi.db.query('strapi::webhook' as never).findOne({ where: { id: hook.id } }) as { events: string[] };
      expect(stored.events).toEqual(['entry.delete', JOB_FINISHED_EVENT]);
    });

    it('gets one call for a finished job, with its counts and no value of a contact', async () => {
      const job = await run(await start(ann));
      await deliver();
      await deliver();

      expect(calls).toHaveLength(1);
      expect(calls[0]?.headers).toMatchObject({ 'x-strapi-event': JOB_FINISHED_EVENT, 'x-key': 'k' });
      expect(calls[0]?.body).toMatchObject({ event: JOB_FINISHED_EVENT, job: { id: job.id, target: 'contacts', state: 'completed-with-errors', rows: 2, outcome: { created: 1, invalid: 1 } } });
      expect(JSON.stringify(calls)).not.toMatch(/Lee|example\.com/u);
    });

    it('gets the call again after it has refused', async () => {
      status = 500;
      await run(await start(ann));
      await deliver();
      status = 200;
      await later();
      await deliver();
      await later();
      await deliver();

      expect(calls).toHaveLength(2);
      expect(calls[0]?.body['notice']).toBe(calls[1]?.body['notice']);
    });

    it('gets nothing any more once it is not chosen', async () => {
      await ann.put(`/external-contacts/webhooks/${hook.id}`).send({ jobFinished: false }).expect(200);
      await run(await start(ann));
      await deliver();
      await ann.put(`/external-contacts/webhooks/${hook.id}`).send({ jobFinished: true }).expect(200);

      expect(calls).toEqual([]);
    });

    it('is chosen by those who may', async () => {
      const importing = withToken(app(), (await createAdminWith(app(), [actionId('import-job.view-all')])).token);

      await importing.get('/external-contacts/webhooks').expect(403);
      await importing.put(`/external-contacts/webhooks/${hook.id}`).send({ jobFinished: false }).expect(403);
      await ann.put('/external-contacts/webhooks/99999').send({ jobFinished: true }).expect(404);
    });
  });

  describe('in the panel', () => {
    const list = async (agent: Agent, query = ''): Promise<NoticeDto[]> => ((await agent.get(`/external-contacts/notices${query}`).expect(200)).body as { results: NoticeDto[] }).results;

    it('are one’s own, unread until they are seen', async () => {
      const bob = withToken(app(), (await createSuperAdmin(app())).token);
      const id = await start(ann);
      await run(id);

      const [told] = await list(ann, '?unread=true');
      expect(told).toMatchObject({ job: { id, name: 'Spring' }, state: 'completed-with-errors', read: false });
      expect(await list(bob)).toEqual([]);
      await bob.post('/external-contacts/notices/read').send({ ids: [told?.id] }).expect(200);
      expect(await list(ann, '?unread=true')).toHaveLength(1);

      await ann.post('/external-contacts/notices/read').send({ ids: [told?.id] }).expect(200);
      expect(await list(ann, '?unread=true')).toEqual([]);
      expect(await list(ann)).toMatchObject([{ read: true }]);
    });

    it('are one for each job: the newest', async () => {
      const id = await start(ann, { start: 'wait' });
      await importer.step(id);
      expect(await list(ann, '?unread=true')).toMatchObject([{ state: 'validated' }]);
      const { planHash } = await importer.get(id);
      await ann.post(`/external-contacts/jobs/${id}/import`).send({ planHash }).expect(202);
      await importer.step(id);

      expect(await list(ann, '?unread=true')).toMatchObject([{ state: 'completed-with-errors' }]);
    });

    it('say nothing of what one has cancelled', async () => {
      const id = await start(ann);
      await ann.post(`/external-contacts/jobs/${id}/cancel`).expect(202);

      expect(await list(ann)).toEqual([]);
    });
  });
};
