import { OperationError } from '../../contracts';
import type { PlanRow } from '../types';
import type { SliceContext } from './apply-slice';
import type { SliceLedger } from './slice-ledger';

/**
 * Asks again for what the plan was allowed: rights change, and so do the records that conditions look at. A field that may not be written any more, whatever
 * the record, ends the job, as every row would fare alike; a record that is out of reach since fails its own row.
 */
export const checkPermits = async (rows: PlanRow[], ledger: SliceLedger, { permits, setting }: Pick<SliceContext, 'permits' | 'setting'>): Promise<void> => {
  if (permits === null) return;
  permits.forget();
  await permits.prefetchRows(setting.target, rows);
  for (const row of rows) {
    if (permits.refusals(row, setting.target).length === 0) continue;
    if (permits.isLost(row, setting.target)) throw new OperationError('job.permission-withdrawn', 403, 'Fields that the plan writes may not be written any more');
    ledger.fail(row.row, 'record.not-allowed');
  }
};
