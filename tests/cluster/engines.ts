import { randomBytes } from 'node:crypto';

/** The engines, as the playground's environment names them. A prefix of its own keeps test runs apart that share a Redis. */
export const ENGINES: Record<'embedded' | 'bullmq', () => Record<string, string>> = {
  embedded: () => ({ EXTERNAL_CONTACTS_ENGINE: 'embedded' }),
  bullmq: () => ({
    EXTERNAL_CONTACTS_ENGINE: 'bullmq',
    REDIS_URL: process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379',
    REDIS_PREFIX: `test-${randomBytes(4).toString('hex')}`,
  }),
};

/** Why there is no Redis, or null. The runner of all tests looks for it. */
export const missingRedis = (): string | null => process.env['TEST_WITHOUT_REDIS'] ?? null;
