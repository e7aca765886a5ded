import type { DateParts } from './date-parts';

export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

export interface ZoneClock {
  toUtcMs(local: DateParts): number;
  toLocal(utcMs: number): DateParts;
}

/** Wall-clock time in a zone ↔ UTC. A time that a clock change skips is moved on, one that it repeats is the first. */
export const createZoneClock = (timeZone: string): ZoneClock => {
  const formatter = new Intl.DateTimeFormat('en-GB', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  const toLocal = (utcMs: number): DateParts => {
    const parts: Record<string, number> = {};
    for (const { type, value } of formatter.formatToParts(utcMs)) parts[type] = Number(value);
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
    return { year, month, day, hour, minute, second, millisecond: ((utcMs % 1000) + 1000) % 1000 };
  };
  const toUtcMs = (local: DateParts): number => {
    const wall = utcMsOf(local);
    const offsetAt = (utcMs: number): number => utcMsOf(toLocal(utcMs)) - utcMs;
    // The larger offset gives the earlier of two instants; it is checked, and otherwise the other one holds.
    const [early, late] = [offsetAt(wall - 86_400_000), offsetAt(wall + 86_400_000)];
    const first = wall - Math.max(early, late);
    return offsetAt(first) === Math.max(early, late) ? first : wall - Math.min(early, late);
  };
  return { toUtcMs, toLocal };
};

export const utcMsOf = ({ year, month, day, hour, minute, second, millisecond }: DateParts): number =>
  Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
