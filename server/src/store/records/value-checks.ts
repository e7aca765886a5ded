import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';

const LOCAL = /^[^\s@"(),:;<>[\\\]]+$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** One pass over each part, no backtracking: Strapi's own `email` check takes exponential time on hostile text. */
export const isEmail = (value: string): boolean => {
  const at = value.lastIndexOf('@');
  if (at < 1 || at > 64) return false;
  const local = value.slice(0, at);
  const labels = value.slice(at + 1).split('.');
  return LOCAL.test(local) && !local.startsWith('.') && !local.endsWith('.') && !local.includes('..') && labels.length > 1 && labels.every((label) => LABEL.test(label));
};

export const formatPhone = (value: string, country: string | null): string => {
  if (value.length > 64 || (country === null && !value.startsWith('+'))) return value;
  const parsed = parsePhoneNumberFromString(value, (country ?? undefined) as CountryCode | undefined);
  return parsed?.isPossible() === true && parsed.ext === undefined ? parsed.number : value;
};
