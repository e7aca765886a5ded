import type { Knex } from 'knex';
import { emptyOutcomeCounts, isOwnTarget, type JobState, type OutcomeCounts } from '../../contracts';
import { databaseProblem } from '../../jobs/database-errors';
import { reach } from '../../jobs/failpoint';
import { applySlice, type SliceContext } from '../../pipeline/apply/apply-slice';
import { SliceChanged } from '../../pipeline/apply/slice-changed';
import { SliceLedger } from '../../pipeline/apply/slice-ledger';
import { compileMatchBy } from '../../pipeline/match/compile-match-by';
import { documentIdPrefix } from '../../pipeline/plan/derived-ids';
import { fieldsToRead } from '../../pipeline/plan/fields-to-read';
import type { ImportPorts } from '../../pipeline/run-import';
import type { PlanRow } from '../../pipeline/types';
import { NO_GUARD, type RecordGuard } from '../../store/foreign/record-guard';
import type { WriteStamp } from '../../store/records/insert-records';
import { heldOf, insertHeldRows } from '../../store/jobs/held-row-store';
import { attemptOf, type JobRow } from '../../store/jobs/job-row';
import { advance, fence, readProgress, type Claim } from '../../store/jobs/lease';
import { insertOutcome } from '../../store/jobs/outcome-store';
import { readPlan } from '../../store/jobs/plan-store';
import { addInto } from './validate-job';
import { createCommitClock, type CommitClock } from './commit-clock';
import { createPermits } from './create-permits';
import type { EngineParts } from './engine-parts';
import { heldSince } from './held-since';
import { breatheAndRenew } from './renew-lease';
import { createReplans, type Replan } from './replan-slice';
import type { StopRule } from './stop-rule';
import { isTakenBack, takeBack, TakenBack } from './take-back';
import { withRetries } from './with-retries';

export const RUNNING: JobState[] = ['importing'];

/** A slice that is planned anew finds records that its stored plan did not know, and an import beside it may change those. What differs then is held. */
const MAX_REPLANS = 5;

/** What an import is to the engine: slices that commit with their outcome, under the lease. */
export const createImportPorts = (claim: Claim, job: JobRow, { parts, stop }: { parts: EngineParts; stop: StopRule }): ImportPorts => {
  const { database, config, tables, adminId = null, guard = NO_GUARD } = parts;
  // Planning a slice anew surveys the whole file first.
  const replans = createReplans(job, { ...parts, breathe: breatheAndRenew(claim, parts, RUNNING) });
  const onChanged = job.setting.onChangedSincePlan === 'replan' ? 'throw' : 'hold';
  const commit = createCommit(claim, job, { parts, stop });
  const permits = createPermits(parts);
  const context = { job: job.uid, permits, setting: job.setting, steps: compileMatchBy(job.setting), keyFields: fieldsToRead(job.setting) };
  const documents = documentsOf(job, guard);
  const contextIn = (trx: Knex.Transaction): Omit<SliceContext, 'onChanged'> => ({ ...context, writer: tables.writer(trx, { now: new Date(), adminId, job: job.uid, ...documents }) });
  const run = (ordinal: number, rows: PlanRow[], work: (trx: Knex.Transaction) => Promise<SliceLedger>): Promise<void> => withRetries(() => commit.run(ordinal, rows, work));
  const applyAnew = (ordinal: number, stored: PlanRow[], { replan, isLast }: { replan: Replan; isLast: boolean }): Promise<void> =>
    run(ordinal, stored, async (trx) => {
      const { rows, replanned } = await replan(trx);
      return applySlice(rows, { ...contextIn(trx), onChanged: isLast ? 'hold' : 'throw' }, replanned);
    });
  return {
    readPlan: (ordinal) => readPlan(database.knex(), attemptOf(job), ordinal),
    async apply(ordinal, rows) {
      let replan: Replan | null = null;
      for (let tries = 0; ; tries += 1) {
        try {
          if (replan === null) await run(ordinal, rows, (trx) => applySlice(rows, { ...contextIn(trx), onChanged }));
          else await applyAnew(ordinal, rows, { replan, isLast: tries >= MAX_REPLANS });
          return;
        } catch (error) {
          if (!(error instanceof SliceChanged)) throw error;
          replan ??= await replans(ordinal, rows);
        }
      }
    },
    fail: (ordinal, row, code) =>
      run(ordinal, [row], () => {
        const ledger = new SliceLedger([row]);
        ledger.fail(row.row, code);
        return Promise.resolve(ledger);
      }),
    goOn: (care) =>
      database.transaction(async (trx) => {
        await fence(trx, database.client, claim, { leaseMs: config.leaseMs, running: RUNNING });
        await advance(trx, claim, { crashes: care === null ? 0 : config.maxCrashes });
      }),
    isRefusal: (error) => databaseProblem(error) === 'refused',
    breathe: parts.breathe,
    nowMs: () => performance.now(),
    commitMs: commit.clock.lastMs,
  };
};

/** Of a foreign type, what its documents are written with; nothing otherwise. */
const documentsOf = ({ uid, target, setting }: JobRow, guard: RecordGuard): Pick<WriteStamp, 'documents' | 'isOwn'> => {
  if (isOwnTarget(target)) return {};
  const prefix = documentIdPrefix(uid);
  return { isOwn: (documentId) => documentId.startsWith(prefix), documents: { target, guard, publish: setting.publish, locale: setting.identifiers.foreign?.locale ?? null } };
};

interface Commit {
  run(ordinal: number, rows: PlanRow[], work: (trx: Knex.Transaction) => Promise<SliceLedger>): Promise<void>;
  clock: CommitClock;
}

/** One slice: its writes, its outcome and the cursor commit together. Locks the job's row, then the records it changes. */
const createCommit = (claim: Claim, job: JobRow, { parts, stop }: { parts: EngineParts; stop: StopRule }): Commit => {
  const { database, config } = parts;
  let counts: OutcomeCounts = job.outcomeCounts ?? emptyOutcomeCounts();
  let issueCounts = job.issueCounts;
  const clock = createCommitClock();
  const run: Commit['run'] = async (ordinal, rows, work) => {
    const done = await database.transaction(async (trx) => {
      await fence(trx, database.client, claim, { leaseMs: config.leaseMs, running: RUNNING });
      reach('import.slice.after-fence');
      // The try before was committed, and only the answer was lost with the connection.
      const progress = await readProgress(trx, claim);
      if (progress.importRow > (rows[0]?.row ?? 0)) return { sums: progress.outcomeCounts ?? counts, issues: progress.issueCounts, ledger: null, takenBack: false };
      const ledger = await work(trx);
      reach('import.slice.after-apply');
      const sums = { ...counts };
      addInto(sums, ledger.counts());
      const issues = { ...issueCounts };
      addInto(issues as Record<string, number>, ledger.issueCounts() as Record<string, number>);
      const outcome = ledger.toOutcome();
      await insertHeldRows(trx, job, [...heldSince(ledger.rows, outcome), ...heldOf(ledger.replanned)]);
      await insertOutcome(trx, { ...attemptOf(job), ordinal, outcome, counts: ledger.counts(), issueCounts: ledger.issueCounts() });
      reach('import.slice.after-outcome');
      const next = { importRow: (rows.at(-1)?.row ?? 0) + 1, outcomeCounts: sums, issueCounts: issues };
      await advance(trx, claim, next);
      const takenBack = isTakenBack(job, ledger);
      if (takenBack) await takeBack(trx, claim);
      reach('import.slice.before-commit');
      clock.begin();
      return { sums, issues, ledger, takenBack };
    });
    clock.end();
    reach('import.slice.after-commit');
    [counts, issueCounts] = [done.sums, done.issues];
    if (done.takenBack) throw new TakenBack(job.uid);
    if (done.ledger !== null) stop.count(rows, done.ledger.counts());
    stop.assertGoesOn();
  };
  return { run, clock };
};
