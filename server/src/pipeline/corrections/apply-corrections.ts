import { assertNever, type RowIssue } from '../../contracts';
import type { RowDecision } from '../match/prepare-row';
import { findCellIssues } from '../source/cell-issues';
import type { Candidate, ParsedRow } from '../types';

export type { RowDecision };

/**
 * One correction of a job's rows. `attempt`: the first run that reads it. Rows that an earlier run has done with are
 * shown, and checked, as they were then.
 */
export type Correction = { attempt: number } & (
  | { kind: 'cell'; row: number; columnIndex: number; /** null: the row ends before this cell. */ value: string | null }
  | { kind: 'everywhere'; columnIndex: number; from: string; to: string }
  | { kind: 'exclude'; row: number }
  | { kind: 'decision'; row: number; decision: RowDecision }
);
export type RowCorrection = Exclude<Correction, { kind: 'everywhere' }>;

export type Everywhere = Extract<Correction, { kind: 'everywhere' }>;
/** By column, then by the folded text that they replace: a row is looked up, however many thousand values were corrected. */
export type EverywhereIndex = ReadonlyMap<number, ReadonlyMap<string, readonly Everywhere[]>>;

/** The corrections of some rows, in the order in which they were made: a later one wins. */
export interface Corrections {
  everywhere: EverywhereIndex;
  byRow: ReadonlyMap<number, RowCorrection[]>;
}

export const NO_CORRECTIONS: Corrections = { everywhere: new Map(), byRow: new Map() };

/** A row as the job reads it. */
export type Corrected<Row extends ParsedRow> = Row & {
  /** The cells as they stand in the file, where some differ; else absent. */
  original?: string[];
  excluded?: true;
  decision?: RowDecision;
};

/** Values are compared as the rules of a setting are: trimmed, without case. */
const folded = (cell: string): string => cell.trim().toLowerCase();

/** Lays what a person has corrected over a parsed row. `columnCount`: of the header, which a whole row must have. */
export const applyCorrections = <Row extends ParsedRow>(row: Row, corrections: Corrections, { attempt, columnCount }: { attempt: number; columnCount: number }): Corrected<Row> => {
  const everywhere = findEverywhere(row.cells, corrections.everywhere, attempt);
  const own = (corrections.byRow.get(row.row) ?? []).filter((each) => each.attempt <= attempt);
  if (everywhere.length === 0 && own.length === 0) return row;
  const cells = [...row.cells];
  for (const { columnIndex, to } of everywhere) cells[columnIndex] = to;
  const marks: { excluded?: true; decision?: RowDecision } = {};
  let isMended = false;
  for (const each of own) {
    switch (each.kind) {
      case 'cell':
        setCell(cells, each.columnIndex, each.value);
        isMended = true;
        // Whoever corrects a row that was left out wants it back.
        delete marks.excluded;
        break;
      case 'exclude':
        marks.excluded = true;
        break;
      case 'decision':
        marks.decision = each.decision;
        break;
      default:
        assertNever(each);
    }
  }
  const isSame = cells.length === row.cells.length && cells.every((cell, index) => cell === row.cells[index]);
  if (isSame) return { ...row, ...marks };
  return { ...row, cells, original: row.cells, issues: remainingIssues(row, cells, { columnCount, isMended }), ...marks };
};

export const indexEverywhere = (corrections: readonly Everywhere[]): EverywhereIndex => {
  const index = new Map<number, Map<string, Everywhere[]>>();
  for (const correction of corrections) {
    const column = index.get(correction.columnIndex) ?? new Map<string, Everywhere[]>();
    index.set(correction.columnIndex, column);
    const from = folded(correction.from);
    column.set(from, [...(column.get(from) ?? []), correction]);
  }
  return index;
};

/** Of each column the correction of every such value that meets this row, the latest of several; compared with the file's own cell. */
const findEverywhere = (cells: readonly string[], index: EverywhereIndex, attempt: number): Everywhere[] => {
  const found: Everywhere[] = [];
  for (const [columnIndex, column] of index) {
    const cell = cells[columnIndex];
    const latest = cell === undefined ? undefined : column.get(folded(cell))?.findLast((each) => each.attempt <= attempt);
    if (latest !== undefined) found.push(latest);
  }
  return found;
};

const setCell = (cells: string[], index: number, value: string | null): void => {
  if (value === null) {
    cells.length = Math.min(cells.length, index);
    return;
  }
  while (cells.length < index) cells.push('');
  cells[index] = value;
};

/**
 * What is still wrong with the row's bytes and structure. A corrected cell is judged anew; a quote that is never closed
 * was seen by whoever corrected the row.
 */
const remainingIssues = (row: ParsedRow, cells: string[], { columnCount, isMended }: { columnCount: number; isMended: boolean }): RowIssue[] => {
  const isCorrected = (column: number): boolean => cells[column] !== row.cells[column];
  const kept = row.issues.filter(({ code, column }) => {
    if (code === 'row.column-count') return cells.length !== columnCount;
    return column === undefined ? !isMended : !isCorrected(column);
  });
  return [...kept, ...findCellIssues(cells).filter(({ column }) => column !== undefined && isCorrected(column))];
};

/** Maps a row as the job reads it: of one that was left out nothing is read. */
export const mapCorrected = (row: Corrected<ParsedRow>, map: (row: ParsedRow) => Candidate): Candidate =>
  row.excluded === true
    ? { row: row.row, line: row.line, values: {}, externalId: null, organization: null, issues: [{ code: 'row.excluded' }], empty: true, action: null }
    : map(row);
