import { MIDNIGHT, formatParts, isoDate } from './date-parts';
import { createPatternReader } from './date-pattern';
import { readDate, type DateReading } from './read-date';
import { createZoneClock } from './time-zone';
import type { Report, ValueCodec } from './value-codec';

const createReader = (dateFormat: string): ((text: string) => DateReading) =>
  dateFormat === 'auto' ? readDate : createPatternReader(dateFormat);

const reportUnread = (reading: 'ambiguous' | 'invalid', report: Report): undefined => {
  report('date.invalid', reading === 'ambiguous' ? { reason: 'ambiguous' } : {});
  return undefined;
};

/** Values are `YYYY-MM-DD`; a time of day in the cell is dropped. */
export const dateCodec: ValueCodec = {
  createParser: (_field, { dateFormat }) => {
    const read = createReader(dateFormat);
    return (text, report) => {
      const reading = read(text);
      return typeof reading === 'string' ? reportUnread(reading, report) : isoDate(reading.parts);
    };
  },
  format: (value, { dateFormat }) => {
    const [year = 0, month = 0, day = 0] = String(value).split('-').map(Number);
    return dateFormat === 'auto' ? String(value) : formatParts({ ...MIDNIGHT, year, month, day }, dateFormat);
  },
};

/** Values are ISO 8601 in UTC, `2024-01-31T08:30:00.000Z`. */
export const datetimeCodec: ValueCodec = {
  createParser: (_field, { dateFormat, timeZone }) => {
    const read = createReader(dateFormat);
    const clock = createZoneClock(timeZone);
    return (text, report) => {
      const reading = read(text);
      if (typeof reading === 'string') return reportUnread(reading, report);
      const { parts, offsetMinutes } = reading;
      const ms = offsetMinutes === null
        ? clock.toUtcMs(parts)
        : Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second, parts.millisecond) - offsetMinutes * 60_000;
      return new Date(ms).toISOString();
    };
  },
  format: (value, { dateFormat, timeZone }) =>
    dateFormat === 'auto' ? String(value) : formatParts(createZoneClock(timeZone).toLocal(Date.parse(String(value))), dateFormat),
};
