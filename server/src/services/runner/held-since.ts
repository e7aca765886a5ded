import { outcomeAt, type PlanRow, type SliceOutcome } from '../../pipeline/types';
import type { HeldRowDraft } from '../../store/jobs/held-row-store';

/** Rows that the import holds because the database has changed since the plan; those that the plan holds are asked about already. */
export const heldSince = (rows: readonly PlanRow[], outcome: SliceOutcome): HeldRowDraft[] =>
  rows
    .filter((row) => row.kind !== 'hold' && outcomeAt(outcome, row.row) === 'held')
    .map(({ row, line, record, matchedBy, keyHash }) => ({
      row,
      line,
      code: outcome.issues[row]?.[0]?.code ?? 'plan.changed-since',
      candidates: record === null || record.id === null ? [] : [{ ...record, linkedBy: matchedBy === null ? [] : [matchedBy], keyHash: keyHash ?? '' }],
    }));
