import { readNumber } from './read-number';
import type { Report, ValueCodec, ValueContext } from './value-codec';

const readOrReport = (text: string, { decimal }: ValueContext, report: Report): number | undefined => {
  const value = readNumber(text, decimal);
  if (typeof value === 'number') return value;
  report('number.invalid', value === 'ambiguous' ? { reason: 'ambiguous' } : {});
  return undefined;
};

export const integerCodec: ValueCodec = {
  createParser: ({ max = Number.MAX_SAFE_INTEGER }, context) => (text, report) => {
    const value = readOrReport(text, context, report);
    if (value === undefined) return undefined;
    if (Number.isInteger(value) && Math.abs(value) <= max) return value === 0 ? 0 : value;
    report('number.invalid', Number.isInteger(value) ? { max } : { reason: 'fraction' });
    return undefined;
  },
  format: String,
};

export const decimalCodec: ValueCodec = {
  createParser: (_field, context) => (text, report) => {
    const value = readOrReport(text, context, report);
    return value === 0 ? 0 : value;
  },
  format: (value, { decimal }) => {
    const text = String(value);
    const point = text.indexOf('.');
    // One more digit tells 1.2340 from a thousand and odd (see readNumber).
    const clear = point > 0 && /^\d{3}$/.test(text.slice(point + 1)) ? `${text}0` : text;
    return decimal === ',' ? clear.replace('.', ',') : clear;
  },
};
