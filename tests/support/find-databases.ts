import { DATABASE_KINDS, findUnavailable } from './databases';

/**
 * Jest's global setup of the integration project. Jest needs to know while it collects tests whether a server is there, and cannot
 * wait then; so the answer is left in the environment, which its workers inherit.
 */
export default async (): Promise<void> => {
  for (const kind of DATABASE_KINDS) {
    const reason = await findUnavailable(kind);
    if (reason !== null) process.env[`TEST_WITHOUT_${kind.toUpperCase()}`] = reason;
  }
};
