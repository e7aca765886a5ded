import type { JobState } from '../../contracts';
import { fence, type Claim } from '../../store/jobs/lease';
import type { EngineParts } from './engine-parts';

/** `breathe` for work that commits nothing and may outlast a lease: it renews the lease each third of its time. */
export const breatheAndRenew = (claim: Claim, { database, config, breathe }: EngineParts, running: JobState[]): (() => Promise<void>) => {
  let renewedMs = Date.now();
  return async () => {
    await breathe();
    if (Date.now() - renewedMs <= config.leaseMs / 3) return;
    renewedMs = Date.now();
    // Locks the job's row for this one statement.
    await database.transaction((trx) => fence(trx, database.client, claim, { leaseMs: config.leaseMs, running }));
  };
};
