import type { Core } from '@strapi/strapi';
import type { Mail } from './compose-mail';

interface EmailService { send(options: Record<string, unknown>): Promise<unknown> }

/** Strapi's default provider hands mails to a `sendmail` of the machine, which hardly one has. Whoever has it says so in the configuration. */
const DEFAULT_PROVIDER = 'sendmail';

/** Through Strapi's email plugin, with whatever provider the application has chosen. `id` makes a mail that is sent twice one mail for those who show it. */
export const sendMail = async (strapi: Core.Strapi, { to, id, mail }: { to: string; id: string; mail: Mail }): Promise<void> => {
  const { host } = new URL(adminUrl(strapi));
  await (strapi.plugin('email').service('email') as unknown as EmailService).send({ to, ...mail, messageId: `<${id}@${host.replace(/[^\w.-]/gu, '-')}>` });
};

/** Whether the application has said how it sends e-mail. */
export const canSendMail = (strapi: Core.Strapi): boolean => {
  const { provider, providerOptions = {} } = strapi.config.get<{ provider?: string; providerOptions?: object }>('plugin::email', {});
  return strapi.plugins['email'] !== undefined && provider !== undefined && (provider !== DEFAULT_PROVIDER || Object.keys(providerOptions).length > 0);
};

/** Where the panel is: `server.url` and `admin.url` of the configuration. */
export const adminUrl = (strapi: Core.Strapi): string => strapi.config.get<string>('admin.absoluteUrl', 'http://localhost:1337/admin').replace(/\/$/u, '');
