import type { Core } from '@strapi/strapi';
import { actorKey, badRequest, type Actor, type NoticeChannelsDto, type NoticeDto, type WebhookDto } from '../../contracts';
import { logLine } from '../../jobs/log-line';
import type { JobRow } from '../../store/jobs/job-row';
import { createJobStore } from '../../store/jobs/job-store';
import { createNoticeStore, type Channel, type Due } from '../../store/notices/notice-store';
import { personOf } from '../../store/notices/person-of';
import { createDatabase } from '../../store/sql/client';
import { composeMail } from './compose-mail';
import { wordsFor } from './mail-words';
import { adminUrl, canSendMail, sendMail } from './send-mail';
import { chooseWebhook, listWebhooks, tellWebhooks } from './webhooks';

const EVERY_MS = 5_000;
/** Shown at once: who was away for weeks reads the list of imports. */
const MAX_SHOWN = 20;

type Told = 'sent' | 'none' | 'refused';

/** People and systems that are told what became of a job: in the panel, by e-mail, by webhook. A way that does not work harms no job. */
export const createNotices = ({ strapi }: { strapi: Core.Strapi }) => {
  const database = createDatabase(strapi);
  const store = createNoticeStore(database);
  const jobs = createJobStore(database);
  let timer: NodeJS.Timeout | null = null;
  let underWay: Promise<unknown> = Promise.resolve();

  const tell: Record<Channel, (due: Due, job: JobRow) => Promise<Told>> = {
    async email({ uid, state }, job) {
      const person = await personOf(strapi, job.actor);
      if (person === null) return 'none';
      const link = `${adminUrl(strapi)}/plugins/external-contacts/imports/${job.uid}`;
      await sendMail(strapi, { to: person.address, id: uid, mail: composeMail(job, { state, link, words: wordsFor(person.language) }) });
      return 'sent';
    },
    webhook: ({ uid, state, attempt }, job) => tellWebhooks(strapi, { notice: uid, job: { id: job.uid, target: job.target, state, attempt, rows: job.rowCount, outcome: job.outcomeCounts, undo: job.undoCounts } }),
  };

  const deliverBy = async (channel: Channel): Promise<number> => {
    const due = await store.claim(channel);
    for (const notice of due) {
      const job = await jobs.findById(notice.jobId);
      const told = job === null ? 'none' : await tell[channel](notice, job).catch((): Told => 'refused');
      if (told !== 'refused') await store.settle(channel, notice.id, told);
      // Neither the address nor what the server said: it repeats the address.
      else if (!(await store.postpone(channel, notice))) strapi.log.warn(logLine('notice.failed', { channel, job: job?.uid, tries: notice.tries }));
    }
    return due.length;
  };

  const deliver = async (): Promise<number> => (await deliverBy('email')) + (await deliverBy('webhook'));

  return {
    /** Tells what is due. At least once: a process that dies between telling and noting it is followed by another. */
    deliver(): Promise<number> {
      const next = underWay.then(deliver);
      underWay = next.catch(() => undefined);
      return next;
    },

    async list(actor: Actor, { unread = false }: { unread?: boolean } = {}): Promise<NoticeDto[]> {
      const notices = await store.list(actorKey(actor), { unreadOnly: unread, limit: MAX_SHOWN });
      return notices.map(({ uid, job, state, createdMs, readMs }) => ({ id: uid, job: { id: job.uid, name: job.name }, state, at: new Date(createdMs).toISOString(), read: readMs !== null }));
    },

    markRead: (actor: Actor, ids?: readonly string[]): Promise<number> => store.markRead(actorKey(actor), ids),

    async channels(actor: Actor): Promise<NoticeChannelsDto> {
      const person = await personOf(strapi, actor);
      const status = person === null ? 'no-address' : canSendMail(strapi) ? 'ok' : 'no-provider';
      return { email: { status, address: person?.address ?? null } };
    },

    /** Throws with the provider's code where it does not work: that is what the test is for. */
    async sendTest(actor: Actor): Promise<NoticeChannelsDto> {
      const person = await personOf(strapi, actor);
      if (person === null) throw badRequest('notice.no-address', 'You have no e-mail address here');
      const { test } = wordsFor(person.language);
      try {
        await sendMail(strapi, { to: person.address, id: `t${Date.now().toString(36)}`, mail: { subject: test.subject, text: test.text, html: `<p>${test.text}</p>` } });
      } catch (error) {
        throw badRequest('notice.not-sent', 'The e-mail provider refused', { reason: String((error as { code?: unknown }).code ?? 'unknown') });
      }
      return this.channels(actor);
    },

    listWebhooks: (): Promise<WebhookDto[]> => listWebhooks(strapi),
    chooseWebhook: (id: string, jobFinished: boolean): Promise<WebhookDto> => chooseWebhook(strapi, id, jobFinished),
    forget: (beforeMs: number): Promise<void> => store.forget(beforeMs),

    start(): void {
      const inBackground = (): void => {
        this.deliver().catch((error: unknown) => strapi.log.warn(logLine('notice.unread', { code: String((error as { code?: unknown }).code ?? 'unknown') })));
      };
      timer = setInterval(inBackground, EVERY_MS).unref();
    },

    async stop(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      await underWay;
    },
  };
};

export type Notices = ReturnType<typeof createNotices>;
