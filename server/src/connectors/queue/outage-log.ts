interface Log {
  info(text: string): void;
  warn(text: string): void;
}

/** Tells of an outage once, however often it is met, and once of its end. No secrets: the address without user and password. */
export const createOutageLog = (log: Log, url: string) => {
  const { host } = new URL(url);
  let isOut = false;
  return {
    failed: (error: unknown): void => {
      if (isOut) return;
      isOut = true;
      log.warn(`external-contacts: Redis at ${host} does not answer as it should (${reasonOf(error)}). Jobs go on; workers find them by looking at the database.`);
    },
    works: (): void => {
      if (isOut) log.info(`external-contacts: Redis at ${host} is back`);
      isOut = false;
    },
  };
};

/** A code where there is one: messages of clients repeat commands. Redis' own errors begin with their code, as `WRONGPASS …`. */
const reasonOf = (error: unknown): string => {
  const { code, name, message } = error as { code?: unknown; name?: unknown; message?: unknown };
  if (typeof code === 'string') return code;
  const [word = ''] = String(message).split(' ');
  return /^[A-Z]{4,}$/u.test(word) ? word : String(name);
};
