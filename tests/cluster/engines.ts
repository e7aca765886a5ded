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

/** Declares tests that need the Redis of all tests; left out by name where there is none, which CI does not accept. */
export const withRedis = (what: string, declare: () => void): void => {
  const missing = process.env['TEST_WITHOUT_REDIS'];
  if (missing === undefined) declare();
  else if (process.env['CI'] === 'true') {
    it('finds a Redis', () => {
      throw new Error(missing);
    });
  } else it.skip(`${what} (left out: ${missing})`, () => {});
};
