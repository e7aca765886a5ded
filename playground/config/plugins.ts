import path from 'node:path';
import type { Core } from '@strapi/strapi';

/**
 * The repository's root, where the plugin stands. Not `resolve: '..'`: Strapi 5.54 tries require.resolve first,
 * relative to its own loader, and finds a folder of its own. Compiled, this file stands one folder deeper, in dist/config.
 */
const compiled = path.basename(path.dirname(__dirname)) === 'dist';
const pluginRoot = path.resolve(__dirname, compiled ? '../../..' : '../..');

/** The configuration objects of a contact centre, which bulk operations import; the order of `samples/contact-center`. */
const CONTACT_CENTER = [
  'site', 'work-type', 'skill-definition', 'user-profile', 'audio-file', 'skill-profile',
  'auxiliary-code', 'team', 'entry-point', 'queue', 'outbound-queue', 'outbound-entry-point',
  'address-book', 'agent-profile', 'user', 'dn-to-ep-mapping', 'outbound-ani',
];

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  'external-contacts': {
    enabled: true,
    resolve: pluginRoot,
    config: {
      targets: CONTACT_CENTER.map((name) => `api::contact-center.${name}`),
      engine: env('EXTERNAL_CONTACTS_ENGINE', 'embedded'),
      redis: { url: env('REDIS_URL', 'redis://127.0.0.1:6379'), prefix: env('REDIS_PREFIX', 'external-contacts') },
      repeatWindowMs: env.int('EXTERNAL_CONTACTS_REPEAT_WINDOW_MS', 10_000),
      ...(env.bool('EXTERNAL_CONTACTS_RATE_LIMITS', true) ? {} : { rateLimits: null }),
      maxCrashes: env.int('EXTERNAL_CONTACTS_MAX_CRASHES', 3),
      leaseMs: env.int('EXTERNAL_CONTACTS_LEASE_MS', 30_000),
      sliceMs: env('EXTERNAL_CONTACTS_SLICE_MS') === undefined ? null : env.int('EXTERNAL_CONTACTS_SLICE_MS'),
    },
  },
  ...(env('SMTP_HOST') === undefined
    ? {}
    : {
        email: {
          config: {
            provider: 'nodemailer',
            providerOptions: { host: env('SMTP_HOST'), port: env.int('SMTP_PORT', 25), secure: env.bool('SMTP_SECURE', false) },
            settings: { defaultFrom: env('SMTP_FROM', 'strapi@localhost'), defaultReplyTo: env('SMTP_FROM', 'strapi@localhost') },
          },
        },
      }),
  'users-permissions': { config: { jwtSecret: env('JWT_SECRET', 'playground-jwt-secret') } },
});

export default config;
