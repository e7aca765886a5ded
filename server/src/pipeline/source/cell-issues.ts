import type { IssueCode, RowIssue } from '../../contracts';

/**
 * Characters that need a look: controls other than tab and line ends, U+2028 and U+2029, bidirectional controls, and U+FFFD.
 * Tested once on a whole block; only a block that has one pays for looking at its cells.
 */
export const SUSPICIOUS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffd]/;

const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/** U+FFFD that stands in the file itself: an earlier program has lost a character there. */
const CONTROLS = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufffd]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

export const findCellIssues = (cells: readonly string[]): RowIssue[] => {
  const issues: RowIssue[] = [];
  cells.forEach((cell, column) => {
    if (!SUSPICIOUS.test(cell)) return;
    const add = (code: IssueCode): void => void issues.push({ code, column });
    // PostgreSQL refuses U+0000; a row must fare the same on every database.
    if (cell.includes('\u0000')) add('cell.nul-byte');
    if (CONTROLS.test(cell)) add('cell.control-characters');
    if (BIDI.test(cell)) add('cell.bidi-control');
  });
  return issues;
};

/** Where decoding failed: the cells with a replacement character or half a surrogate pair. */
export const findUndecodable = (cells: readonly string[]): RowIssue[] => {
  const found = cells.flatMap((cell, column): RowIssue[] =>
    cell.includes('\ufffd') || LONE_SURROGATE.test(cell) ? [{ code: 'encoding.invalid', column }] : [],
  );
  return found.length > 0 ? found : [{ code: 'encoding.invalid' }];
};

export const hasLoneSurrogate = (text: string): boolean => LONE_SURROGATE.test(text);
