import type { Core } from '@strapi/strapi';

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Server => ({
  host: env('HOST', '127.0.0.1'),
  port: env.int('PORT', 1337),
  logger: { updates: { enabled: false }, startup: { enabled: env('NODE_ENV') !== 'test' } },
  app: { keys: env.array('APP_KEYS', ['playground-key-1', 'playground-key-2']) },
});

export default config;
