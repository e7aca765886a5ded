import { emptyUndoCounts, type IssueCode, type UndoCounts, type UndoResult } from '../../contracts';
import type { UndoSlice } from '../types';
import type { UndoPart } from './undo-work';

type UndoIssueCode = Extract<IssueCode, `undo.${string}`>;

export interface UndoFinding {
  row: number;
  record: string | null;
  field: string | null;
  result: UndoResult;
  code: UndoIssueCode;
}

/** What becomes of a part's rows. A row without an entry had changed nothing. */
export class UndoLedger {
  readonly #results = new Map<number, UndoResult>();
  readonly findings: UndoFinding[] = [];
  readonly counts: UndoCounts = emptyUndoCounts();

  reverse(row: number): void {
    if (!this.#results.has(row)) this.#results.set(row, 'reversed');
  }

  keep(row: number, code: UndoIssueCode, about: { record: string | null; field?: string }): void {
    // What cannot be taken back weighs more than what was kept.
    if (this.#results.get(row) !== 'cannot') this.#results.set(row, 'kept');
    this.#note('kept', row, code, about);
  }

  cannot(row: number, code: UndoIssueCode, about: { record: string | null; field?: string }): void {
    this.#results.set(row, 'cannot');
    this.#note('cannot', row, code, about);
  }

  /** An organization that the row names; the row's own result is that of its record. */
  keepOrganization(row: number, code: UndoIssueCode, about: { record: string; field?: string }): void {
    this.counts.organizationsKept += 1;
    this.#note('kept', row, code, { record: about.record, field: about.field === undefined ? 'organization' : `organization.${about.field}` });
  }

  #note(result: UndoResult, row: number, code: UndoIssueCode, { record, field }: { record: string | null; field?: string }): void {
    this.findings.push({ row, record, field: field ?? null, result, code });
  }

  /** Counts of all rows; call it once, when every row is done. */
  totals(): UndoCounts {
    const counts = { ...this.counts };
    for (const result of this.#results.values()) counts[result] += 1;
    return counts;
  }

  toSlice({ attempt, rows }: Pick<UndoPart, 'attempt' | 'rows'>): UndoSlice {
    const inFileOrder = rows.map(({ row }) => row).reverse();
    const issues: UndoSlice['issues'] = {};
    for (const { row, code, field } of this.findings) (issues[row] ??= []).push({ code, ...(field === null ? {} : { field }) });
    return { attempt, firstRow: inFileOrder[0] ?? 0, rows: inFileOrder, results: inFileOrder.map((row) => this.#results.get(row) ?? null), issues };
  }
}
