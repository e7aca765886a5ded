import { badRequest } from '../contracts';

/** Our deepest body, a setting with a column's words, has five levels. Walkers that recurse die at some thousands. */
const MAX_DEPTH = 20;

/**
 * PostgreSQL stores neither U+0000 nor half a surrogate pair, and answers with an error of its own; a value must fare
 * the same on every database.
 */
export const isStorable = (text: string): boolean => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);

/** Checks every key and text of a parsed query or body. With a list of its own, because depth is what it guards against. */
export const assertStorable = (given: unknown, what: 'query' | 'body'): void => {
  const refuse = (rule: string) => badRequest(`${what}.invalid`, `The ${what} has text or nesting that cannot be stored`, { rule });
  const waiting: [unknown, number][] = [[given, 0]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [value, depth] = next;
    if (typeof value === 'string' && !isStorable(value)) throw refuse('characters');
    if (typeof value !== 'object' || value === null) continue;
    if (depth === MAX_DEPTH) throw refuse('depth');
    for (const [key, part] of Object.entries(value)) {
      if (!isStorable(key)) throw refuse('characters');
      waiting.push([part, depth + 1]);
    }
  }
};
