import type { Knex } from 'knex';
import { emptyUndoCounts } from '../../contracts';
import type { SliceLedger } from '../../pipeline/apply/slice-ledger';
import type { JobRow } from '../../store/jobs/job-row';
import { advance, type Claim } from '../../store/jobs/lease';

/** The run has ended itself: the next one takes back what it did. */
export class TakenBack extends Error {
  constructor(job: string) {
    super(`Job ${job} takes itself back`);
    this.name = 'TakenBack';
  }
}

/** `onError: all-or-nothing`: a row that was planned and could not be imported ends the run. */
export const isTakenBack = ({ setting }: JobRow, ledger: SliceLedger): boolean => setting.onError.policy === 'all-or-nothing' && ledger.deviations > 0;

/**
 * Turns an import into its own undo, in the transaction of the slice that failed: its outcome and the order to take
 * everything back commit together. `undoJob` begins the run for it and counts the rows that nobody came to. The counts
 * mark the order, should the job pause before that run has begun.
 */
export const takeBack = (trx: Knex.Transaction, claim: Claim): Promise<void> => advance(trx, claim, { state: 'undoing', reason: 'errors.all-or-nothing', undoCounts: emptyUndoCounts() });
