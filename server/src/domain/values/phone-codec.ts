import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import { readCallingCodes, splitCallingCode, type CallingCode } from './calling-codes';
import { cleanText, isExcelNumber, isLongerThan } from './clean-text';
import type { ValueCodec } from './value-codec';

/** Longer text is no number; the library's expressions never see it. */
const MAX_NUMBER_TEXT = 64;
const E164 = /^\+[1-9]\d{6,14}$/;
const INTERNATIONAL = /^\+[\d ()./\u00a0-]+$/;
const SEPARATORS = /[ ()./\u00a0-]/g;

/**
 * Gives E.164, or null. A number counts when its length is possible for its calling code: whether a carrier has
 * assigned it yet is not our business. A number with an extension has no E.164 form, since the extension would be lost.
 */
export const createPhoneNormaliser = (defaultCountry: string | null): ((text: string) => string | null) => {
  const codes = readCallingCodes();
  const country = asCountry(defaultCountry);
  return (text) => {
    if (text.length > MAX_NUMBER_TEXT) return null;
    if (INTERNATIONAL.test(text)) {
      const fast = normaliseInternational(text, codes);
      if (fast !== null) return fast;
    }
    return normaliseByLibrary(text, country, codes);
  };
};

const asCountry = (code: string | null): CountryCode | undefined => {
  const upper = code?.toUpperCase();
  return upper !== undefined && isSupportedCountry(upper) ? upper : undefined;
};

/**
 * `+420 777 123 456` needs no library (measured 2026-11: 0.3 to 0.5 µs instead of 3 to 5), as long as it would neither strip nor
 * rewrite anything. null means "ask the library", not "no number".
 */
const normaliseInternational = (text: string, codes: ReadonlyMap<string, CallingCode>): string | null => {
  const number = E164.test(text) ? text : text.replace(SEPARATORS, '');
  if (!E164.test(number)) return null;
  const split = splitCallingCode(number.slice(1), codes);
  if (split === null || !split.code.lengths.has(split.national.length)) return null;
  return split.code.nationalPrefix?.test(split.national) ? null : number;
};

const normaliseByLibrary = (text: string, country: CountryCode | undefined, codes: ReadonlyMap<string, CallingCode>): string | null => {
  const parsed = parsePhoneNumberFromString(text, { extract: false, ...(country === undefined ? {} : { defaultCountry: country }) });
  if (parsed === undefined || parsed.ext !== undefined || !E164.test(parsed.number)) return null;
  const lengths = codes.get(parsed.countryCallingCode)?.lengths;
  const possible = lengths === undefined ? parsed.isPossible() : lengths.has(parsed.nationalNumber.length);
  return possible ? parsed.number : null;
};

export const phoneCodec: ValueCodec = {
  createParser: ({ maxLength }, { defaultCountry }) => {
    const normalise = createPhoneNormaliser(defaultCountry);
    return (text, report) => {
      const clean = cleanText(text, report);
      const number = normalise(clean);
      if (number !== null) return number;
      if (clean === '') return undefined;
      if (isLongerThan(clean, maxLength)) {
        report('text.too-long', { max: maxLength ?? 0 });
        return undefined;
      }
      if (isExcelNumber(clean)) report('cell.excel-number');
      report('phone.not-normalised');
      return clean;
    };
  },
  format: String,
};
