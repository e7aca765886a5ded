const HOOK = Symbol.for('external-contacts.failpoint');

/**
 * A named place where a crash test may strike: before and after each commit. Nothing listens in production; a test
 * process preloads a function under the symbol that kills the process or throws.
 */
export const reach = (name: string): void => {
  (globalThis as { [HOOK]?: (name: string) => void })[HOOK]?.(name);
};
