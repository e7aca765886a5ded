const HOOK = Symbol.for('external-contacts.failpoint');

/** Calls back at each pass of a named failpoint in this process, until the returned function is called. */
export const onFailpoint = (name: string, strike: () => void): (() => void) => {
  const holder = globalThis as { [HOOK]?: (reached: string) => void };
  holder[HOOK] = (reached) => {
    if (reached === name) strike();
  };
  return () => {
    delete holder[HOOK];
  };
};
