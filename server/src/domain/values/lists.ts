/** Lists stand as text, their values joined by this (tags, websites, tickers of an organization). */
export const LIST_SEPARATOR = ';';

const split = (text: string): string[] => text.split(LIST_SEPARATOR).map((item) => item.trim()).filter((item) => item !== '');

/** What a list says with further values: the order is kept, and no value stands twice, whatever its case. */
export const extendList = (before: unknown, given: string): string => {
  const found = new Map<string, string>();
  for (const item of [...(typeof before === 'string' ? split(before) : []), ...split(given)]) {
    if (!found.has(item.toLowerCase())) found.set(item.toLowerCase(), item);
  }
  return [...found.values()].join(LIST_SEPARATOR);
};
