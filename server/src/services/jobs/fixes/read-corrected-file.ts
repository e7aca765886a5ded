import { badRequest, ROW_REFUSALS, type JobFixesDto, type RowRefusal } from '../../../contracts';
import { hasReportColumns, isReportColumn, undoFormulaGuard } from '../../../domain/values';
import type { Correction } from '../../../pipeline/corrections/apply-corrections';
import type { OpenFile } from '../../files/read-rows';
import { cellEncoder } from './resolve-fixes';

/** A row of the job as it is now: its cells with all corrections so far, and whether it may still be corrected. */
export interface FixableRow {
  cells: readonly string[];
  isDone: boolean;
}

export interface CorrectedFileContext {
  /** uid of the job. */
  job: string;
  columns: readonly string[];
  attempt: number;
  /** null: the job has no such row. Asked in the corrected file's order, which is mostly that of the rows. */
  findRow(row: number): Promise<FixableRow | null>;
}

export interface CorrectedFile {
  corrections: Correction[];
  rows: number;
  refused: JobFixesDto['refused'];
}

/** More than a person corrects; a file changed throughout is imported as one of its own. */
const MAX_CELLS = 200_000;
const MAX_SHOWN = 100;

/**
 * Reads a corrected errors.csv: rows find their job and row by our columns; only rows and cells that differ become
 * corrections. Throws `fix.not-a-report` for a file without these columns.
 */
export const readCorrectedFile = async (file: OpenFile, context: CorrectedFileContext): Promise<CorrectedFile> => {
  const place = (name: string): number => file.columns.findIndex((column) => column.trim().toLowerCase() === name);
  const [jobAt, rowAt] = [place('import:job'), place('import:row')];
  if (jobAt < 0 || rowAt < 0) throw badRequest('fix.not-a-report', 'The file has no columns import:job and import:row: it is no errors.csv');
  const columns = pairColumns(file.columns, context.columns);
  const refused: JobFixesDto['refused'] = { counts: Object.fromEntries(ROW_REFUSALS.map((reason) => [reason, 0])) as Record<RowRefusal, number>, first: [] };
  const seen = new Set<number>();
  const result: CorrectedFile = { corrections: [], rows: 0, refused };
  for (let ordinal = 0; ordinal < file.blockCount; ordinal += 1) {
    for (const { line, cells } of await file.readBlock(ordinal)) {
      const row = Number(cells[rowAt]);
      const found = cells[jobAt]?.trim() === context.job && Number.isSafeInteger(row) ? await context.findRow(row) : null;
      const reason = refusalOf({ isOurs: cells[jobAt]?.trim() === context.job, isRepeated: seen.has(row), found });
      if (reason !== null || found === null) {
        note(refused, { line, row: Number.isSafeInteger(row) ? row : null, reason: reason ?? 'row-unknown' });
        continue;
      }
      seen.add(row);
      const changed = changedCells(cells, found.cells, { columns, header: file.columns.length, context });
      if (changed.length === 0) continue;
      result.rows += 1;
      for (const { columnIndex, value } of changed) result.corrections.push({ kind: 'cell', attempt: context.attempt, row, columnIndex, value });
      if (result.corrections.length > MAX_CELLS) throw badRequest('fix.too-many', `More than ${MAX_CELLS} cells differ: import the file by itself`, { max: MAX_CELLS });
    }
  }
  return result;
};

const refusalOf = ({ isOurs, isRepeated, found }: { isOurs: boolean; isRepeated: boolean; found: FixableRow | null }): RowRefusal | null => {
  if (!isOurs) return 'other-job';
  if (found === null) return 'row-unknown';
  if (isRepeated) return 'row-repeated';
  return found.isDone ? 'row-done' : null;
};

const note = (refused: JobFixesDto['refused'], row: JobFixesDto['refused']['first'][number]): void => {
  refused.counts[row.reason] += 1;
  if (refused.first.length < MAX_SHOWN) refused.first.push(row);
};

/** Which column of the corrected file is which of the job's: by name, the nth of a name with the nth; columns may have been moved or left out. */
const pairColumns = (corrected: readonly string[], columns: readonly string[]): { from: number; to: number }[] => {
  const undo = hasReportColumns(columns) ? undoFormulaGuard : (text: string): string => text;
  const free = columns.flatMap((name, to) => (isReportColumn(name) ? [] : [{ name: undo(name), to }]));
  return corrected.flatMap((column, from) => {
    if (isReportColumn(column)) return [];
    const wanted = undoFormulaGuard(column);
    const at = free.findIndex(({ name }) => name === wanted);
    const [found] = at < 0 ? [] : free.splice(at, 1);
    return found === undefined ? [] : [{ from, to: found.to }];
  });
};

interface Pairing {
  columns: readonly { from: number; to: number }[];
  /** Columns of the corrected file: what comes after them was too much in the original row already. */
  header: number;
  context: CorrectedFileContext;
}

const changedCells = (given: readonly string[], now: readonly string[], { columns, header, context }: Pairing): { columnIndex: number; value: string | null }[] => {
  const encode = cellEncoder(context.columns);
  const decode = hasReportColumns(context.columns) ? undoFormulaGuard : (cell: string): string => cell;
  const width = context.columns.length;
  const changed: { columnIndex: number; value: string | null }[] = [];
  const compare = (columnIndex: number, cell: string): void => {
    const value = undoFormulaGuard(cell);
    if (sameText(value, decode(now[columnIndex] ?? ''))) return;
    changed.push({ columnIndex, value: encode(value) });
  };
  for (const { from, to } of columns) compare(to, given[from] ?? '');
  const surplus = given.slice(header);
  if (surplus.every((cell) => cell.trim() === '')) {
    if (now.length > width) changed.push({ columnIndex: width, value: null });
  } else surplus.forEach((cell, index) => compare(width + index, cell));
  // Whoever filled in a row that is too short has said what its cells are, down to the last.
  if (changed.length > 0 && now.length < width && !changed.some(({ columnIndex }) => columnIndex >= width - 1)) changed.push({ columnIndex: width - 1, value: '' });
  return changed;
};

/** A spreadsheet writes line ends within cells in its own way. */
const sameText = (left: string, right: string): boolean => left === right || left.replace(/\r\n?/gu, '\n') === right.replace(/\r\n?/gu, '\n');
