import { emptyOutcomeCounts, type IssueCode, type Outcome, type OutcomeCounts, type PlanKind, type RowIssue } from '../../contracts';
import { OUTCOME_LETTER, type PlanRow, type RowBefore, type SliceOutcome } from '../types';

const DEFAULT_OUTCOME: Record<PlanKind, Outcome> = {
  create: 'created', update: 'updated', merge: 'merged', delete: 'deleted', unchanged: 'unchanged', skip: 'skipped', hold: 'held', invalid: 'invalid',
};

/** A row whose stored plan was not run. */
export interface Replanned {
  stored: PlanRow;
  fresh: PlanRow;
}

/** Collects what becomes of a slice's rows. Every row ends with exactly one outcome: the plan's, unless something came between. */
export class SliceLedger {
  readonly #rows: PlanRow[];
  readonly #replanned: readonly Replanned[];
  readonly #deviations = new Map<number, { outcome: 'held' | 'failed'; code: IssueCode; params?: RowIssue['params'] }>();
  readonly #before: Record<number, RowBefore> = {};
  readonly organizations: SliceOutcome['organizations'] = { created: [], updated: [] };

  /** `rows` are what is run; those of them that are not the stored plan's stand in `replanned` too. */
  constructor(rows: PlanRow[], replanned: readonly Replanned[] = []) {
    this.#rows = rows;
    this.#replanned = replanned;
  }

  hold(row: number, code: IssueCode): void {
    this.#deviations.set(row, { outcome: 'held', code });
  }

  fail(row: number, code: IssueCode, params?: RowIssue['params']): void {
    this.#deviations.set(row, { outcome: 'failed', code, ...(params === undefined ? {} : { params }) });
    // What was noted of it was not done.
    delete this.#before[row];
  }

  /** Still to be done as planned. */
  stands(row: PlanRow): boolean {
    return !this.#deviations.has(row.row);
  }

  /** How many rows are not done as planned. */
  get deviations(): number {
    return this.#deviations.size;
  }

  /** The first of them, in file order. */
  get firstDeviation(): number | null {
    return this.#rows.find((row) => !this.stands(row))?.row ?? null;
  }

  /** What was run: the stored plan's rows, and in place of some of them what was planned anew. */
  get rows(): readonly PlanRow[] {
    return this.#rows;
  }

  get replanned(): PlanRow[] {
    return this.#replanned.map(({ fresh }) => fresh);
  }

  /** Notes what undo needs of a row beyond its plan. */
  remember(row: number, before: RowBefore): void {
    if (Object.keys(before).length > 0) this.#before[row] = { ...this.#before[row], ...before };
  }

  toOutcome(): SliceOutcome {
    const rows = this.#rows.map(({ row }) => row);
    const [firstRow = 0] = rows;
    return {
      firstRow,
      letters: this.#rows.map((row) => OUTCOME_LETTER[this.#outcome(row)]).join(''),
      ...(rows.every((row, index) => row === firstRow + index) ? {} : { rows }),
      ...(Object.keys(this.#before).length === 0 ? {} : { before: this.#before }),
      ...(this.#replanned.length === 0 ? {} : { replanned: this.replanned }),
      issues: this.#issues(),
      organizations: this.organizations,
    };
  }

  counts(): OutcomeCounts {
    const counts = emptyOutcomeCounts();
    for (const row of this.#rows) {
      const outcome = this.#outcome(row);
      counts[outcome] += 1;
      if (outcome === 'merged') counts.recordsMergedAway += row.merge?.losers.length ?? 0;
    }
    counts.organizationsCreated = this.organizations.created.length;
    counts.organizationsUpdated = this.organizations.updated.length;
    return counts;
  }

  /**
   * Issues that arose while importing. Those of the stored plan are counted with the plan: of rows that were planned anew
   * they are taken off again, so that plan and outcome together count what is shown.
   */
  issueCounts(): Partial<Record<IssueCode, number>> {
    const counts: Partial<Record<IssueCode, number>> = {};
    const add = (issues: readonly RowIssue[], by: number): void => {
      for (const { code } of issues) counts[code] = (counts[code] ?? 0) + by;
    };
    for (const issues of Object.values(this.#issues())) add(issues, 1);
    for (const { stored, fresh } of this.#replanned) {
      add(fresh.issues, 1);
      add(stored.issues, -1);
    }
    return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
  }

  #issues(): SliceOutcome['issues'] {
    const issues: SliceOutcome['issues'] = {};
    for (const { row } of this.replanned) issues[row] = [{ code: 'plan.replanned' }];
    for (const [row, { code, params }] of this.#deviations) issues[row] = [...(issues[row] ?? []), params === undefined ? { code } : { code, params }];
    return issues;
  }

  #outcome(row: PlanRow): Outcome {
    return this.#deviations.get(row.row)?.outcome ?? DEFAULT_OUTCOME[row.kind];
  }
}
