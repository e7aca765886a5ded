import { emptyOutcomeCounts, isOwnTarget, sumOutcomes, type JobState } from '../../contracts';
import { reach } from '../../jobs/failpoint';
import { runImport, type ImportTask } from '../../pipeline/run-import';
import { crashesHere } from '../../store/jobs/crashes';
import { attemptOf, type JobRow } from '../../store/jobs/job-row';
import { advance, fence, readProgress, type Claim } from '../../store/jobs/lease';
import { listOutcomes } from '../../store/jobs/outcome-store';
import { listPlans } from '../../store/jobs/plan-store';
import type { EngineParts } from './engine-parts';
import { createImportPorts, RUNNING } from './import-ports';
import { createStopRule } from './stop-rule';
import { TakenBack } from './take-back';
import { addInto } from './validate-job';

/** A whole block on servers; on SQLite the time budget decides first. */
const MAX_SLICE_ROWS = 2_000;
/** Each document that the application is asked about is followed by a query of Strapi's once the slice commits. */
const MAX_SLICE_DOCUMENTS = 100;

/** Runs a job's stored plan to its end, from the row where it stands; or, where all is to be or nothing, to the row that cannot be. */
export const importJob = async (claim: Claim, job: JobRow, parts: EngineParts): Promise<void> => {
  const { database, config } = parts;
  await database.transaction(async (trx) => {
    await fence(trx, database.client, claim, { leaseMs: config.leaseMs, running: ['queued', 'importing', 'paused'] });
    await advance(trx, claim, { state: 'importing', reason: null, importStartedMs: job.importStartedMs ?? Date.now() });
    reach('import.start.before-commit');
  });
  reach('import.started');
  const plans = await listPlans(database.knex(), attemptOf(job));
  const sliceMs = config.sliceMs ?? (database.client === 'sqlite' ? 120 : 1_000);
  const isOwn = isOwnTarget(job.target);
  const stop = await createStopRule(database, job, plans);
  stop.assertGoesOn();
  try {
    await runImport({ plans, nextRow: job.importRow, sliceMs, maxSliceRows: isOwn ? MAX_SLICE_ROWS : MAX_SLICE_DOCUMENTS, eachAlone: !isOwn, care: careOf(job, config.maxCrashes) }, createImportPorts(claim, job, { parts, stop }));
  } catch (error) {
    // What has been written goes out again as the job's next run.
    if (error instanceof TakenBack) return;
    throw error;
  }
  reach('import.finish.before-transaction');
  await finish(claim, job, parts);
  reach('import.finish.after-commit');
};

/** Workers have died at this place: its rows go one by one, and the one that has killed like this too is left out. */
const careOf = (job: JobRow, maxCrashes: number): ImportTask['care'] => {
  const crashes = crashesHere(job);
  if (crashes < maxCrashes) return null;
  return crashes === maxCrashes ? 'row-by-row' : 'past-the-first-row';
};

/** The ledger must add up, or the job is not completed. */
const finish = async (claim: Claim, job: JobRow, { database, config }: EngineParts): Promise<void> => {
  const outcomes = await listOutcomes(database.knex(), attemptOf(job));
  const own = emptyOutcomeCounts();
  for (const outcome of outcomes) addInto(own as unknown as Record<string, number>, outcome.counts);
  if (sumOutcomes(own) !== job.attemptRows) {
    throw new Error(`The ledger does not add up: ${job.attemptRows} rows, ${sumOutcomes(own)} outcomes`);
  }
  await database.transaction(async (trx) => {
    await fence(trx, database.client, claim, { leaseMs: config.leaseMs, running: RUNNING });
    // Of a retry, the rows that earlier runs are done with count too.
    const counts = job.attemptKind === 'retry' ? ((await readProgress(trx, claim)).outcomeCounts ?? own) : own;
    if (sumOutcomes(counts) !== job.rowCount) throw new Error(`The ledger does not add up: ${job.rowCount} rows, ${sumOutcomes(counts)} outcomes`);
    const state: JobState = counts.invalid + counts.failed + counts.held > 0 ? 'completed-with-errors' : 'completed';
    await advance(trx, claim, { state, outcomeCounts: counts, finishedMs: Date.now() });
    reach('import.finish.before-commit');
  });
};
