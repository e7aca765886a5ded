const MAX_LENGTH = 255;
const FALLBACK = 'upload.csv';

/** A name to show: no path, no control or bidirectional characters. Never used to store or open anything. */
export const displayName = (name: string): string => {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/gu, '').trim();
  // Cut between characters, not inside a surrogate pair.
  return [...clean].slice(0, MAX_LENGTH).join('') || FALLBACK;
};
