import type { ResolvedSetting } from '../../contracts';
import type { MatchStep } from '../match/compile-match-by';
import type { WritePermits } from '../plan/write-permits';
import type { SliceWriter } from '../ports';
import type { PlanRow } from '../types';
import { checkChanges } from './check-changes';
import { checkCreates } from './check-creates';
import { checkPermits } from './check-permits';
import { checkOrganizations } from './organizations';
import { SliceChanged } from './slice-changed';
import { SliceLedger, type Replanned } from './slice-ledger';
import { writeSlice, type CheckedSlice } from './write-slice';

export interface SliceContext {
  job: string;
  setting: ResolvedSetting;
  steps: MatchStep[];
  /** Fields that keys are made of and that updates compare. */
  keyFields: string[];
  writer: SliceWriter;
  /** What whoever is behind the job may write now; null: all that an import writes. */
  permits: WritePermits | null;
  /** Whether a row that is not as planned is held, or the slice is taken back to be planned again. */
  onChanged: 'hold' | 'throw';
}

/**
 * Executes the plan of a slice's rows, inside the slice's transaction. First everything is checked, then written: a row
 * that is held writes nothing. `replanned` are those of the rows that do not stand in the stored plan.
 */
export const applySlice = async (rows: PlanRow[], context: SliceContext, replanned: readonly Replanned[] = []): Promise<SliceLedger> => {
  const ledger = new SliceLedger(rows, replanned);
  await checkPermits(rows, ledger, context);
  const checked = await checkSlice(rows, ledger, context);
  const { firstDeviation } = ledger;
  if (firstDeviation !== null && context.onChanged === 'throw') throw new SliceChanged(firstDeviation);
  await writeSlice(checked, ledger, context);
  return ledger;
};

/**
 * Until nothing more is held: a row that goes may take along rows that build on it, and leave an organization without
 * the name that only it gave. Nearly always one round.
 */
const checkSlice = async (rows: PlanRow[], ledger: SliceLedger, context: SliceContext): Promise<CheckedSlice> => {
  for (;;) {
    const before = ledger.deviations;
    const organizations = await checkOrganizations(rows, ledger, context);
    await checkCreates(rows, ledger, context);
    const changes = await checkChanges(rows, ledger, context);
    if (ledger.deviations === before) {
      return { organizations, changes, creates: rows.filter((row) => row.kind === 'create' && ledger.stands(row)) };
    }
  }
};
