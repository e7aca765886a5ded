import type { Report } from './value-codec';

/** Latin letters and punctuation that need no second look: composed, no controls. Four cells in five. */
const PLAIN = /^[\x20-\x7e\u00a1-\u02ff]*$/;
/** C0 and C1 controls but tab and line ends, which a quoted cell may well hold. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** Marks that change the reading order of what stands after them (Unicode UAX 9); they can make a text look like another. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** NFC, without control characters; bidirectional controls are kept and flagged, since they are part of some languages. */
export const cleanText = (text: string, report: Report): string => {
  if (PLAIN.test(text)) return text;
  let clean = text.normalize('NFC');
  const stripped = clean.replace(CONTROL, '');
  if (stripped.length !== clean.length) report('cell.control-characters');
  clean = stripped.trim();
  if (BIDI.test(clean)) report('cell.bidi-control');
  return clean;
};

/** Counts characters as databases do (code points), but only where UTF-16 units leave it open. */
export const isLongerThan = (text: string, max: number | null): boolean => {
  if (max === null || text.length <= max) return false;
  if (text.length > max * 2) return true;
  let count = 0;
  for (const _ of text) count += 1;
  return count > max;
};

/** `4.41E+11`: a long number that a spreadsheet rewrote; its last digits are lost. */
export const isExcelNumber = (text: string): boolean => text.length < 32 && /^-?\d(?:[.,]\d{1,20})?[eE]\+\d{1,3}$/.test(text);
