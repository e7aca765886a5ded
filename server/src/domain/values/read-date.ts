import { MIDNIGHT, isRealDate, type DateParts } from './date-parts';

export type DateReading = { parts: DateParts; offsetMinutes: number | null } | 'ambiguous' | 'invalid';

const MAX_DATE_TEXT = 40;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const YEAR_LAST = /^(\d{1,2})(\. ?|[-/])(\d{1,2})(?:\. ?|[-/])(\d{4})$/;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?(?: ?(Z|z|[+-]\d{2}:?\d{2}))?$/;

/**
 * Without a pattern: ISO 8601, `20240131`, `31. 1. 2024`. With slashes or dashes either part may be the month; when both
 * could be (`03/04/2024`) nothing is guessed, and the setting's `dateFormat` must say.
 */
export const readDate = (text: string): DateReading => {
  if (text.length > MAX_DATE_TEXT) return 'invalid';
  const cut = timeStart(text);
  const date = readDay(cut < 0 ? text : text.slice(0, cut).trimEnd());
  if (typeof date === 'string') return date;
  const time = cut < 0 ? { ...MIDNIGHT, offsetMinutes: null } : readTime(text.slice(cut + 1).trimStart());
  if (time === null) return 'invalid';
  const { offsetMinutes, ...clock } = time;
  const parts = { ...date, ...clock };
  return isRealDate(parts) ? { parts, offsetMinutes } : 'invalid';
};

/** Where the date ends: at a T, or at the space before the hour (`31. 1. 2024 8:30` has three). */
const timeStart = (text: string): number => {
  const colon = text.indexOf(':');
  if (colon < 0) return -1;
  return Math.max(text.lastIndexOf(' ', colon), text.lastIndexOf('T', colon), text.lastIndexOf('t', colon));
};

const readDay = (text: string): Pick<DateParts, 'year' | 'month' | 'day'> | 'ambiguous' | 'invalid' => {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return { year: Number(yearFirst[1]), month: Number(yearFirst[3]), day: Number(yearFirst[4]) };
  const compact = COMPACT.exec(text);
  if (compact) return { year: Number(compact[1]), month: Number(compact[2]), day: Number(compact[3]) };
  const yearLast = YEAR_LAST.exec(text);
  if (!yearLast) return 'invalid';
  const [first, second, year] = [Number(yearLast[1]), Number(yearLast[3]), Number(yearLast[4])];
  // Dots mean day first in every country that writes them.
  if (yearLast[2]?.startsWith('.') || first > 12 || first === second) return { year, month: second, day: first };
  return second > 12 ? { year, month: first, day: second } : 'ambiguous';
};

const readTime = (text: string): (typeof MIDNIGHT & { offsetMinutes: number | null }) | null => {
  const match = TIME.exec(text);
  if (!match) return null;
  const offset = readOffset(match[5]);
  if (offset === 'invalid') return null;
  return {
    hour: Number(match[1]),
    minute: Number(match[2]),
    second: Number(match[3] ?? 0),
    millisecond: Number((match[4] ?? '').padEnd(3, '0').slice(0, 3)),
    offsetMinutes: offset,
  };
};

const readOffset = (text: string | undefined): number | null | 'invalid' => {
  if (text === undefined) return null;
  if (text.toUpperCase() === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  if (minutes > 14 * 60) return 'invalid';
  return text.startsWith('-') ? -minutes : minutes;
};
