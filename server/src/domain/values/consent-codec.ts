import { foldText } from './fold-text';
import type { ValueCodec } from './value-codec';

/** What the source system writes, and what a French or Czech spreadsheet makes of it when it opens such a file. */
const YES: ReadonlySet<string> = new Set(['true', 't', 'vrai', 'pravda']);
const NO: ReadonlySet<string> = new Set(['false', 'f', 'faux', 'nepravda']);
/** Words for "unknown": a blank cell keeps what is there, so clearing needs a word. */
const CLEARED: ReadonlySet<string> = new Set(['vide', 'empty', 'prazdne']);

const MAX_WORD = 10;

/** Stricter than a boolean: a wrong guess about what somebody has agreed to is worse than an error. */
export const consentCodec: ValueCodec = {
  createParser: () => (text, report) => {
    const word = text.length > MAX_WORD ? '' : text.toLowerCase();
    if (YES.has(word)) return true;
    if (NO.has(word)) return false;
    report('consent.invalid');
    return undefined;
  },
  format: (value) => (value === true ? 'TRUE' : 'FALSE'),
};

export const clearsConsent = (text: string): boolean => text.length <= MAX_WORD && CLEARED.has(foldText(text));
