import type { ResolvedSetting } from '../../contracts';
import type { MatchStep } from '../match/compile-match-by';
import type { SliceWriter } from '../ports';
import type { PlanRow } from '../types';
import { applyOrganizations } from './apply-organizations';
import { applyUpdates } from './apply-updates';
import { createRecords } from './create-records';
import { SliceLedger } from './slice-ledger';

export interface SliceContext {
  job: string;
  setting: ResolvedSetting;
  steps: MatchStep[];
  /** Fields that keys are made of and that updates compare. */
  keyFields: string[];
  writer: SliceWriter;
}

/**
 * Executes the stored plan of a slice's rows, inside the slice's transaction. Organizations first, then new records,
 * then updates: a row can only refer to records of earlier rows, so file order is kept for every record.
 */
export const applySlice = async (rows: PlanRow[], context: SliceContext): Promise<SliceLedger> => {
  const ledger = new SliceLedger(rows);
  const organizationIds = await applyOrganizations(rows, ledger, context);
  await createRecords(rows, { ledger, organizationIds }, context);
  await applyUpdates(rows, { ledger, organizationIds }, context);
  return ledger;
};

/** What the organizations step leaves for the other two. */
export interface SliceProgress {
  ledger: SliceLedger;
  /** documentId → database id of every organization that the slice links. */
  organizationIds: Map<string, number>;
}
