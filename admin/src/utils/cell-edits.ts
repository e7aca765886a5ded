import type { Fix } from '../../../server/src/contracts';

/** A cell that a person corrected on the screen and has not sent yet. */
export interface CellEdit {
  column: string | number;
  from: string;
  to: string;
  /** In every row where this column says the same. */
  everywhere: boolean;
}

/** What is sent: cells that say what they said before are no corrections. */
export const toFixes = (row: number, edits: readonly CellEdit[]): Fix[] =>
  edits
    .filter(({ from, to }) => from !== to)
    .map(({ column, from, to, everywhere }) => (everywhere ? { kind: 'everywhere', column, from, to } : { kind: 'cell', row, column, value: to }));
