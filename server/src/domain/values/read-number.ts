/** Longer text is no number that a double could hold; it also bounds the expressions below. */
const MAX_NUMBER_TEXT = 40;
const EXPONENT = /[eE][+-]?\d{1,3}$/;
const SPACES = /[\s\u00a0\u202f']/g;

export type NumberReading = number | 'ambiguous' | 'invalid';

/**
 * `1 234,56`, `1,234.56`, `1'234.5`, `1.5E+6`. With `auto`, the last of two different signs is the decimal one; one sign
 * alone before exactly three digits (`1.234`) could be either, and is not guessed.
 */
export const readNumber = (text: string, decimal: 'auto' | '.' | ','): NumberReading => {
  if (text.length > MAX_NUMBER_TEXT) return 'invalid';
  const exponent = EXPONENT.exec(text)?.[0] ?? '';
  const mantissa = text.slice(0, text.length - exponent.length).replace(/^\u2212/, '-').replace(SPACES, '');
  const sign = decimal === 'auto' ? findDecimalSign(mantissa) : decimal;
  if (sign === 'ambiguous') return 'ambiguous';
  const plain = withoutGroups(mantissa, sign);
  if (plain === null) return 'invalid';
  const value = Number(plain + exponent);
  return Number.isFinite(value) ? value : 'invalid';
};

const findDecimalSign = (text: string): '.' | ',' | 'ambiguous' => {
  const dot = text.lastIndexOf('.');
  const comma = text.lastIndexOf(',');
  if (dot >= 0 && comma >= 0) return dot > comma ? '.' : ',';
  const sign = dot >= 0 ? '.' : ',';
  const at = Math.max(dot, comma);
  if (at < 0) return '.';
  if (text.indexOf(sign) !== at) return sign === '.' ? ',' : '.';
  return /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text) ? 'ambiguous' : sign;
};

/** Thousands must stand in threes, or `1,2,3` would be 123. */
const withoutGroups = (text: string, decimal: '.' | ','): string | null => {
  const [whole = '', fraction, ...rest] = text.split(decimal);
  if (rest.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction))) return null;
  const group = decimal === '.' ? ',' : '.';
  const digits = whole.includes(group) ? groupedDigits(whole, group) : whole;
  if (digits === null || !/^[+-]?\d*$/.test(digits) || (!/\d/.test(digits) && fraction === undefined)) return null;
  return fraction === undefined ? digits : `${digits}.${fraction}`;
};

const groupedDigits = (whole: string, group: string): string | null => {
  const [first = '', ...others] = whole.split(group);
  return /^[+-]?\d{1,3}$/.test(first) && others.every((part) => /^\d{3}$/.test(part)) ? first + others.join('') : null;
};
