import { emptyOutcomeCounts, type IssueCode, type Outcome, type OutcomeCounts, type PlanKind } from '../../contracts';
import { OUTCOME_LETTER, type PlanRow, type SliceOutcome } from '../types';

const DEFAULT_OUTCOME: Record<PlanKind, Outcome> = {
  create: 'created', update: 'updated', merge: 'merged', delete: 'deleted', unchanged: 'unchanged', skip: 'skipped', hold: 'held', invalid: 'invalid',
};

/** Collects what becomes of a slice's rows. Every row ends with exactly one outcome: the plan's, unless something came between. */
export class SliceLedger {
  readonly #rows: PlanRow[];
  readonly #deviations = new Map<number, { outcome: Outcome; code: IssueCode }>();
  readonly organizations: SliceOutcome['organizations'] = { created: [], updated: [] };

  constructor(rows: PlanRow[]) {
    this.#rows = rows;
  }

  hold(row: number, code: IssueCode): void {
    this.#deviations.set(row, { outcome: 'held', code });
  }

  fail(row: number, code: IssueCode): void {
    this.#deviations.set(row, { outcome: 'failed', code });
  }

  /** Still to be done as planned. */
  stands(row: PlanRow): boolean {
    return !this.#deviations.has(row.row);
  }

  toOutcome(): SliceOutcome {
    const firstRow = this.#rows[0]?.row ?? 0;
    const hasGaps = this.#rows.some(({ row }, index) => row !== firstRow + index);
    return {
      firstRow,
      ...(hasGaps ? { rows: this.#rows.map(({ row }) => row) } : {}),
      letters: this.#rows.map((row) => OUTCOME_LETTER[this.#outcome(row)]).join(''),
      issues: Object.fromEntries([...this.#deviations].map(([row, { code }]) => [row, [{ code }]])),
      organizations: this.organizations,
    };
  }

  counts(): OutcomeCounts {
    const counts = emptyOutcomeCounts();
    for (const row of this.#rows) counts[this.#outcome(row)] += 1;
    counts.organizationsCreated = this.organizations.created.length;
    counts.organizationsUpdated = this.organizations.updated.length;
    return counts;
  }

  /** Issues that arose while importing; those of the plan are counted with the plan. */
  issueCounts(): Partial<Record<IssueCode, number>> {
    const counts: Partial<Record<IssueCode, number>> = {};
    for (const { code } of this.#deviations.values()) counts[code] = (counts[code] ?? 0) + 1;
    return counts;
  }

  #outcome(row: PlanRow): Outcome {
    return this.#deviations.get(row.row)?.outcome ?? DEFAULT_OUTCOME[row.kind];
  }
}
