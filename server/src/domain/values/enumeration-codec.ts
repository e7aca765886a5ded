import { foldText } from './fold-text';
import type { ValueCodec } from './value-codec';

/** Other words for our own enumeration values, by value; an integrator's values need the setting's `values`. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  customer: ['client', 'cliente', 'zákazník', 'end user'],
  operator: ['opérateur', 'operátor', 'agent'],
  external: ['externe', 'externí'],
  internal: ['interne', 'interní'],
};

const MAX_VALUE = 255;

export const enumerationCodec: ValueCodec = {
  createParser: ({ values }) => {
    const allowed = values ?? [];
    const exact = new Set(allowed);
    const folded = new Map<string, string>();
    const add = (word: string, value: string): void => {
      if (!folded.has(foldText(word))) folded.set(foldText(word), value);
    };
    for (const value of allowed) folded.set(value.toLowerCase(), value);
    for (const value of allowed) add(value, value);
    for (const value of allowed) for (const word of Object.hasOwn(WORDS, value) ? (WORDS[value] ?? []) : []) add(word, value);
    return (text, report) => {
      const value = exact.has(text) ? text : text.length > MAX_VALUE ? undefined : (folded.get(text.toLowerCase()) ?? folded.get(foldText(text)));
      if (value === undefined) report('enumeration.unknown', { allowed: allowed.slice(0, 20).join(', ') });
      return value;
    };
  },
  format: String,
};
