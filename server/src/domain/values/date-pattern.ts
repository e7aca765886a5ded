import { MIDNIGHT, isRealDate } from './date-parts';
import type { DateReading } from './read-date';

const TOKEN = /YYYY|YY|MM|M|DD|D|HH|H|mm|ss/g;
const DIGITS: Readonly<Record<string, string>> = {
  YYYY: '(\\d{4})', YY: '(\\d{2})', MM: '(\\d{2})', M: '(\\d{1,2})', DD: '(\\d{2})', D: '(\\d{1,2})', HH: '(\\d{2})', H: '(\\d{1,2})', mm: '(\\d{2})', ss: '(\\d{2})',
};
const MAX_PATTERN = 40;

/** A pattern must name year, month and day once each; all but the tokens is punctuation. */
export const isDatePattern = (pattern: string): boolean => {
  const tokens: readonly string[] = pattern.match(TOKEN) ?? [];
  const kinds = tokens.map((token) => token.charAt(0));
  const literal = pattern.replace(TOKEN, '');
  return (
    pattern.length <= MAX_PATTERN && new Set(kinds).size === kinds.length && ['Y', 'M', 'D'].every((kind) => kinds.includes(kind)) &&
    (kinds.includes('m') ? kinds.includes('H') : !kinds.includes('s')) && /^[\s\p{P}Th]*$/u.test(literal)
  );
};

/** The pattern, compiled: one anchored expression of bounded repeats. */
export const createPatternReader = (pattern: string): ((text: string) => DateReading) => {
  const tokens: readonly string[] = pattern.match(TOKEN) ?? [];
  const literals = pattern.split(TOKEN).map((part) => part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  const source = tokens.map((token, index) => `${literals[index] ?? ''}${DIGITS[token] ?? ''}`).join('') + (literals[tokens.length] ?? '');
  const expression = new RegExp(`^${source}$`);
  return (text) => {
    const match = text.length > MAX_PATTERN * 2 ? null : expression.exec(text);
    if (match === null) return 'invalid';
    const at = (kind: string): number | undefined => {
      const index = tokens.findIndex((token) => token.startsWith(kind));
      return index < 0 ? undefined : Number(match[index + 1]);
    };
    const year = at('Y') ?? 0;
    const parts = {
      ...MIDNIGHT,
      year: tokens.includes('YY') ? centuryOf(year) : year,
      month: at('M') ?? 0,
      day: at('D') ?? 0,
      hour: at('H') ?? 0,
      minute: at('m') ?? 0,
      second: at('s') ?? 0,
    };
    return isRealDate(parts) ? { parts, offsetMinutes: null } : 'invalid';
  };
};

/** As POSIX strptime does: 69–99 are the last century. */
const centuryOf = (year: number): number => (year >= 69 ? 1900 + year : 2000 + year);
