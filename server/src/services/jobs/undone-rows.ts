import type { RowIssue, UndoResult } from '../../contracts';
import type { JobRow } from '../../store/jobs/job-row';
import type { Database } from '../../store/sql/client';
import { readUndoSlices } from '../../store/undo';

/** What an undo did with a row, and why. */
export interface UndoneRow {
  result: UndoResult | null;
  issues: RowIssue[];
}

/** Row → what the undo did with it; rows that had changed nothing are absent. Of a row that several runs changed, the worst stands. */
export const readUndoneRows = async (database: Database, job: JobRow, rows: readonly number[]): Promise<Map<number, UndoneRow>> => {
  const [first] = rows;
  if (first === undefined || job.undoCounts === null) return new Map();
  const undone = new Map<number, UndoneRow>();
  for (const slice of await readUndoSlices(database.knex(), job.id, { fromRow: first, toRow: rows.at(-1) ?? first })) {
    for (const [index, row] of slice.rows.entries()) {
      const result = worse(undone.get(row)?.result ?? null, slice.results[index] ?? null);
      const issues = (slice.issues[row] ?? []).map(({ code, field }): RowIssue => ({ code, ...(field === undefined ? {} : { params: { field } }) }));
      if (result !== null || issues.length > 0) undone.set(row, { result, issues: [...(undone.get(row)?.issues ?? []), ...issues] });
    }
  }
  return undone;
};

const RANK = [null, 'reversed', 'kept', 'cannot'] as const;
const worse = (left: UndoResult | null, right: UndoResult | null): UndoResult | null => (RANK.indexOf(left) >= RANK.indexOf(right) ? left : right);
