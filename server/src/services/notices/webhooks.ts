import type { Core } from '@strapi/strapi';
import { JOB_FINISHED_EVENT, notFound, type WebhookDto } from '../../contracts';

interface Webhook { id: string; name: string; url: string; headers: Record<string, string>; events: string[]; isEnabled: boolean }
interface WebhookStore {
  addAllowedEvent(key: string, event: string): void;
  findWebhooks(): Promise<Webhook[]>;
  findWebhook(id: string): Promise<Webhook | null>;
  updateWebhook(id: string, webhook: Webhook): Promise<Webhook | null>;
}
interface WebhookRunner {
  run(webhook: Webhook, event: string, info: object): Promise<{ statusCode: number }>;
  update(webhook: Webhook): void;
}

const storeOf = (strapi: Core.Strapi): WebhookStore => strapi.get('webhookStore') as unknown as WebhookStore;

/** Strapi keeps only events that it knows. */
export const allowJobFinished = (strapi: Core.Strapi): void => {
  storeOf(strapi).addAllowedEvent('EXTERNAL_CONTACTS_JOB_FINISHED', JOB_FINISHED_EVENT);
};

/**
 * Tells all webhooks that want to know, now. Not through the event hub: what is on its way there dies with the process, and nobody learns of
 * an answer. Gives whether all have taken it.
 */
export const tellWebhooks = async (strapi: Core.Strapi, info: object): Promise<'sent' | 'none' | 'refused'> => {
  const wanting = (await storeOf(strapi).findWebhooks()).filter(({ isEnabled, events }) => isEnabled && events.includes(JOB_FINISHED_EVENT));
  if (wanting.length === 0) return 'none';
  const runner = strapi.get('webhookRunner') as unknown as WebhookRunner;
  const answers = await Promise.all(wanting.map((webhook) => runner.run(webhook, JOB_FINISHED_EVENT, info)));
  return answers.every(({ statusCode }) => statusCode < 300) ? 'sent' : 'refused';
};

export const listWebhooks = async (strapi: Core.Strapi): Promise<WebhookDto[]> => (await storeOf(strapi).findWebhooks()).map(toDto);

/** Adds our event to a webhook of Strapi's, or takes it away. */
export const chooseWebhook = async (strapi: Core.Strapi, id: string, jobFinished: boolean): Promise<WebhookDto> => {
  const webhook = /^\d{1,9}$/u.test(id) ? await storeOf(strapi).findWebhook(id) : null;
  if (webhook === null) throw notFound('webhook');
  const others = webhook.events.filter((event) => event !== JOB_FINISHED_EVENT);
  const updated = { ...webhook, events: jobFinished ? [...others, JOB_FINISHED_EVENT] : others };
  await storeOf(strapi).updateWebhook(id, updated);
  (strapi.get('webhookRunner') as unknown as WebhookRunner).update(updated);
  return toDto(updated);
};

const toDto = ({ id, name, url, events, isEnabled }: Webhook): WebhookDto => ({ id, name, url: withoutSecrets(url), enabled: isEnabled, jobFinished: events.includes(JOB_FINISHED_EVENT) });

/** Names and passwords stand before an @, tokens behind a question mark. */
const withoutSecrets = (url: string): string => {
  if (!URL.canParse(url)) return url.split('?')[0] ?? '';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
};
