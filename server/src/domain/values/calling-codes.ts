import { Metadata, getCountries, getCountryCallingCode } from 'libphonenumber-js/min';

/** What the fast path must know of one country calling code. */
export interface CallingCode {
  /** Possible lengths of the number after the calling code, of all countries that share it. */
  lengths: ReadonlySet<number>;
  /** What the library would strip or rewrite at the start of the number; null when nothing. */
  nationalPrefix: RegExp | null;
}

/** The library has this method and does not type it (source/metadata.js); a test compares both paths over all countries. */
interface NumberingPlan {
  possibleLengths(): readonly number[];
  nationalPrefixForParsing(): string | undefined;
}

/** A table of about 220 calling codes; takes some 2 ms, so it is built once per mapper, not per cell. */
export const readCallingCodes = (): ReadonlyMap<string, CallingCode> => {
  const codes = new Map<string, { lengths: Set<number>; nationalPrefix: RegExp | null }>();
  const metadata = new Metadata();
  for (const country of getCountries()) {
    metadata.selectNumberingPlan(country);
    const plan = metadata.numberingPlan as unknown as NumberingPlan;
    const code = String(getCountryCallingCode(country));
    const known = codes.get(code) ?? { lengths: new Set<number>(), nationalPrefix: mainPrefix(code) };
    for (const length of plan.possibleLengths()) known.lengths.add(length);
    codes.set(code, known);
  }
  return codes;
};

/** Of several countries that share a code, the library strips the prefix of the main one. */
const mainPrefix = (code: string): RegExp | null => {
  const metadata = new Metadata();
  (metadata.selectNumberingPlan as (plan: string) => void).call(metadata, code);
  const prefix = (metadata.numberingPlan as unknown as NumberingPlan).nationalPrefixForParsing();
  return prefix === undefined || prefix === '' ? null : new RegExp(`^(?:${prefix})`);
};

/** Calling codes have one to three digits, and none is the start of another. */
export const splitCallingCode = (digits: string, codes: ReadonlyMap<string, CallingCode>): { code: CallingCode; national: string } | null => {
  for (let length = 1; length <= 3; length += 1) {
    const code = codes.get(digits.slice(0, length));
    if (code !== undefined) return { code, national: digits.slice(length) };
  }
  return null;
};
