import { COUNTRY_ALIASES, COUNTRY_CODES } from './country-codes';
import { foldText } from './fold-text';
import type { ValueCodec } from './value-codec';

/** Longest name that is looked up; CLDR's longest is 50. */
const MAX_NAME = 80;
const LANGUAGES = ['en', 'fr', 'cs'] as const;

/** Folded name or code → alpha-2. Some 900 entries, 3 ms: built once per mapper. */
const readCountryNames = (): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  const add = (name: string, code: string): void => {
    const folded = foldText(name);
    if (!names.has(folded)) names.set(folded, code);
  };
  for (const code of COUNTRY_CODES) names.set(code.toLowerCase(), code);
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames([language], { type: 'region' });
    for (const code of COUNTRY_CODES) add(display.of(code) ?? code, code);
  }
  for (const [code, aliases] of Object.entries(COUNTRY_ALIASES)) for (const alias of aliases) add(alias, code);
  return names;
};

export const countryCodec: ValueCodec = {
  createParser: () => {
    const names = readCountryNames();
    return (text, report) => {
      const code = text.length > MAX_NAME ? undefined : (names.get(text.toLowerCase()) ?? names.get(foldText(text)));
      if (code === undefined) report('country.unknown');
      return code;
    };
  },
  format: String,
};
