import { assertNever, badRequest, type CellRule, type Fix } from '../../../contracts';
import { guardFormula, hasReportColumns } from '../../../domain/values';
import type { Correction } from '../../../pipeline/corrections/apply-corrections';
import { columnLabels } from '../../../pipeline/source';

/** What a fix is resolved against. */
export interface FixedFile {
  columns: readonly string[];
  rowCount: number;
  /** The first run that reads the corrections. */
  attempt: number;
}

/** Resolves columns and rows of what a person asked for. Throws `fix.column-unknown` and `fix.row-unknown` with all that are unknown. */
export const resolveFixes = (fixes: readonly Fix[], file: FixedFile): Correction[] => {
  const { attempt, rowCount } = file;
  const indexOf = createColumnFinder(file.columns);
  const encode = cellEncoder(file.columns);
  assertAll('fix.row-unknown', 'rows', fixes.flatMap(rowsOf).filter((row) => !Number.isSafeInteger(row) || row < 1 || row > rowCount));
  assertAll('fix.column-unknown', 'columns', fixes.flatMap((fix) => ('column' in fix && indexOf(fix.column) === null ? [fix.column] : [])));
  const excluded = new Set(fixes.flatMap((fix) => (fix.kind === 'exclude' ? fix.rows : [])));
  return fixes.flatMap((fix): Correction[] => {
    switch (fix.kind) {
      case 'cell':
        return [{ kind: 'cell', attempt, row: fix.row, columnIndex: indexOf(fix.column) ?? 0, value: encode(fix.value) }];
      case 'everywhere':
        return [{ kind: 'everywhere', attempt, columnIndex: indexOf(fix.column) ?? 0, from: encode(fix.from), to: encode(fix.to) }];
      case 'exclude':
        // Each row once, where it is first named.
        return fix.rows.flatMap((row) => (excluded.delete(row) ? [{ kind: 'exclude', attempt, row }] : []));
      default:
        return assertNever(fix);
    }
  });
};

/** In a file that is one of our reports every cell carries our guard, which is taken away when it is read. */
export const cellEncoder = (columns: readonly string[]): ((cell: string) => string) => (hasReportColumns(columns) ? guardFormula : (cell) => cell);

/** The `everywhere` fixes as a setting's rules: they name the column by its header. */
export const rulesOf = (fixes: readonly Fix[], columns: readonly string[]): CellRule[] => {
  const indexOf = createColumnFinder(columns);
  return fixes.flatMap((fix) => (fix.kind === 'everywhere' ? [{ column: columns[indexOf(fix.column) ?? 0] ?? '', from: fix.from, to: fix.to }] : []));
};

const rowsOf = (fix: Fix): number[] => (fix.kind === 'cell' ? [fix.row] : fix.kind === 'exclude' ? fix.rows : []);

/** A header's text, the label under which a repeated or blank one is shown (`Email (2)`), or the index from 0. */
const createColumnFinder = (columns: readonly string[]): ((column: string | number) => number | null) => {
  const labels = columnLabels(columns);
  return (column) => {
    if (typeof column === 'number') return Number.isInteger(column) && column >= 0 && column < columns.length ? column : null;
    const wanted = column.trim();
    // A header that stands there twice means neither of the two.
    const [first, second] = columns.flatMap((name, index) => (name === wanted ? [index] : []));
    if (first !== undefined && second === undefined) return first;
    const labelled = first === undefined ? labels.indexOf(wanted) : -1;
    return labelled < 0 ? null : labelled;
  };
};

const assertAll = (code: string, name: string, unknown: readonly (string | number)[]): void => {
  if (unknown.length > 0) throw badRequest(code, `The file has no such ${name}`, { [name]: [...new Set(unknown)].slice(0, 100) });
};
