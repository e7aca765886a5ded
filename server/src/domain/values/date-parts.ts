/** A calendar date and a time of day without a zone. */
export interface DateParts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

export const MIDNIGHT = { hour: 0, minute: 0, second: 0, millisecond: 0 };

/** Databases agree on these years; `0001` is a typing error rather than a date. */
const FIRST_YEAR = 1000;
const LAST_YEAR = 9999;

export const isRealDate = ({ year, month, day, hour, minute, second }: DateParts): boolean => {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return false;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day <= lastDay && hour < 24 && minute < 60 && second < 60;
};

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

export const isoDate = ({ year, month, day }: DateParts): string => `${pad(year, 4)}-${pad(month)}-${pad(day)}`;

/** Only the tokens that DATE_TOKENS names; everything else in a pattern is literal. */
export const formatParts = (parts: DateParts, pattern: string): string =>
  pattern.replace(/YYYY|YY|MM|M|DD|D|HH|H|mm|ss/g, (token) => {
    switch (token) {
      case 'YYYY': return pad(parts.year, 4);
      case 'YY': return pad(parts.year % 100);
      case 'MM': return pad(parts.month);
      case 'M': return String(parts.month);
      case 'DD': return pad(parts.day);
      case 'D': return String(parts.day);
      case 'HH': return pad(parts.hour);
      case 'H': return String(parts.hour);
      case 'mm': return pad(parts.minute);
      default: return pad(parts.second);
    }
  });
