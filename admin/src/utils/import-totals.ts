import type { OutcomeCounts } from '../../../server/src/contracts';

export interface ImportTotals {
  imported: number;
  notImported: number;
  unchanged: number;
}

/** The three numbers of the report: what was written, what was not, and what needed no writing (DESIGN.md §3, rule 2). */
export const toImportTotals = (outcome: OutcomeCounts): ImportTotals => ({
  imported: outcome.created + outcome.updated + outcome.merged,
  notImported: outcome.invalid + outcome.failed + outcome.held + outcome.skipped + outcome.notProcessed,
  unchanged: outcome.unchanged,
});
