import type { Transform } from '../../contracts';

/** `last-name-first` says how a full name is split, and changes no text. */
type TextTransform = Exclude<Transform, 'last-name-first'>;

const TRANSFORM: Readonly<Record<TextTransform, (text: string) => string>> = {
  trim: (text) => text.trim(),
  collapse: (text) => text.replace(/\s+/g, ' '),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  // First letter of each word: `jean-pierre o'neil` → `Jean-Pierre O'Neil`.
  capitalise: (text) => text.toLowerCase().replace(/(^|[\s\p{Pd}'’])(\p{L})/gu, (_match, before: string, letter: string) => before + letter.toUpperCase()),
  // ITU-T E.164 numbers as most of Europe dials them.
  'international-00': (text) => text.replace(/^00(?=[1-9])/, '+'),
};

/** The setting's transforms as one function, in their order; null where there is nothing to do. */
export const createTransform = (transforms: readonly Transform[]): ((text: string) => string) | null => {
  // Cells are trimmed before anything else, so `trim` alone is nothing.
  const steps = transforms.filter((name): name is TextTransform => name !== 'trim' && name !== 'last-name-first').map((name) => TRANSFORM[name]);
  return steps.length === 0 ? null : (text) => steps.reduce((value, step) => step(value), text);
};
