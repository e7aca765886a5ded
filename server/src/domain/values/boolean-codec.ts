import type { ValueCodec } from './value-codec';

/** English, French, Czech, and what machines write. */
const TRUE = ['true', 't', 'yes', 'y', '1', 'oui', 'o', 'vrai', 'ano', 'a', 'pravda', 'on', 'x'];
const FALSE = ['false', 'f', 'no', 'n', '0', 'non', 'faux', 'ne', 'nepravda', 'off'];
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([...TRUE.map((word) => [word, true] as const), ...FALSE.map((word) => [word, false] as const)]);

export const booleanCodec: ValueCodec = {
  createParser: () => (text, report) => {
    const value = text.length > 10 ? undefined : BOOLEANS.get(text.toLowerCase());
    if (value === undefined) report('boolean.invalid');
    return value;
  },
  format: String,
};
