import { LIST_SEPARATOR } from '../../contracts';

/** The items of a text: trimmed, without blanks, and without doubles (compared without case; the first is kept). */
export const splitList = (text: string, separator: string = LIST_SEPARATOR): string[] => distinct(text.split(separator));

export const joinList = (items: readonly string[]): string => items.join(LIST_SEPARATOR);

/** The keys of related records in a field's value: exact, none twice. */
export const splitKeys = (value: unknown): string[] => (typeof value !== 'string' ? [] : [...new Set(value.split(LIST_SEPARATOR).map((key) => key.trim()))].filter((key) => key !== ''));

/**
 * A list field's value extended by a row's: what the record has, in its order, then what is new. `before` is what the
 * record stores: anything but text counts as no items. Gives `before` itself where nothing is new, so that nothing changes.
 */
export const extendList = (before: unknown, given: string): string => {
  const known = typeof before === 'string' ? before : '';
  const had = splitList(known);
  const items = distinct([...had, ...splitList(given)]);
  return items.length === had.length ? known : joinList(items);
};

const distinct = (items: readonly string[]): string[] => {
  const byFolded = new Map<string, string>();
  for (const item of items) {
    const text = item.trim();
    const folded = text.normalize('NFC').toLowerCase();
    if (text !== '' && !byFolded.has(folded)) byFolded.set(folded, text);
  }
  return [...byFolded.values()];
};
