import { emptyOutcomeCounts, sumOutcomes, type JobState, type OutcomeCounts } from '../../contracts';
import { databaseProblem } from '../../jobs/database-errors';
import { reach } from '../../jobs/failpoint';
import { applySlice } from '../../pipeline/apply/apply-slice';
import { SliceLedger } from '../../pipeline/apply/slice-ledger';
import { compileMatchBy } from '../../pipeline/match/compile-match-by';
import { fieldsToRead } from '../../pipeline/plan/fields-to-read';
import { runImport, type ImportPorts } from '../../pipeline/run-import';
import type { PlanRow } from '../../pipeline/types';
import { insertHeldRows } from '../../store/jobs/held-row-store';
import { attemptOf, type JobRow } from '../../store/jobs/job-row';
import { advance, fence, readProgress, type Claim } from '../../store/jobs/lease';
import { insertOutcome, listOutcomes } from '../../store/jobs/outcome-store';
import { listPlans, readPlan } from '../../store/jobs/plan-store';
import type { EngineParts } from './engine-parts';
import { heldSince } from './held-since';
import { withRetries } from './with-retries';
import { addInto } from './validate-job';

const RUNNING: JobState[] = ['importing'];
/** A whole block on servers; on SQLite the time budget decides first. */
const MAX_SLICE_ROWS = 2_000;

/** Runs a job's stored plan to its end, from the row where it stands. */
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
  await runImport({ plans, nextRow: job.importRow, sliceMs, maxSliceRows: MAX_SLICE_ROWS }, createPorts(claim, job, parts));
  reach('import.finish.before-transaction');
  await finish(claim, job, parts);
  reach('import.finish.after-commit');
};

const createPorts = (claim: Claim, job: JobRow, parts: EngineParts): ImportPorts => {
  const { database, tables, config, adminId = null } = parts;
  const context = { job: job.uid, setting: job.setting, steps: compileMatchBy(job.setting), keyFields: fieldsToRead(job.setting) };
  let counts: OutcomeCounts = job.outcomeCounts ?? emptyOutcomeCounts();
  let issueCounts = job.issueCounts;

  /** One slice: its writes, its outcome and the cursor commit together. Locks the job's row, then the records it changes. */
  const commit = async (ordinal: number, rows: PlanRow[], work: (slice: Parameters<Parameters<typeof database.transaction>[0]>[0]) => Promise<SliceLedger>) => {
    const [nextCounts, nextIssues] = await database.transaction(async (trx) => {
      await fence(trx, database.client, claim, { leaseMs: config.leaseMs, running: RUNNING });
      reach('import.slice.after-fence');
      // The try before was committed, and only the answer was lost with the connection.
      const progress = await readProgress(trx, claim);
      if (progress.importRow > (rows[0]?.row ?? 0)) return [progress.outcomeCounts ?? counts, progress.issueCounts] as const;
      const ledger = await work(trx);
      reach('import.slice.after-apply');
      const sums = { ...counts };
      addInto(sums, ledger.counts());
      const issues = { ...issueCounts };
      addInto(issues as Record<string, number>, ledger.issueCounts() as Record<string, number>);
      const outcome = ledger.toOutcome();
      await insertHeldRows(trx, job, heldSince(rows, outcome));
      await insertOutcome(trx, { ...attemptOf(job), ordinal, outcome, counts: ledger.counts(), issueCounts: ledger.issueCounts() });
      reach('import.slice.after-outcome');
      await advance(trx, claim, { importRow: (rows.at(-1)?.row ?? 0) + 1, outcomeCounts: sums, issueCounts: issues });
      reach('import.slice.before-commit');
      return [sums, issues] as const;
    });
    reach('import.slice.after-commit');
    [counts, issueCounts] = [nextCounts, nextIssues];
  };

  return {
    readPlan: (ordinal) => readPlan(database.knex(), attemptOf(job), ordinal),
    apply: (ordinal, rows) =>
      withRetries(() => commit(ordinal, rows, (trx) => applySlice(rows, { ...context, writer: tables.writer(trx, { now: new Date(), adminId, job: job.uid }) }))),
    fail: (ordinal, row) =>
      withRetries(() =>
        commit(ordinal, [row], () => {
          const ledger = new SliceLedger([row]);
          ledger.fail(row.row, 'database.refused');
          return Promise.resolve(ledger);
        }),
      ),
    isRefusal: (error) => databaseProblem(error) === 'refused',
    breathe: parts.breathe,
    nowMs: () => performance.now(),
  };
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
