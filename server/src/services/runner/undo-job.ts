import { emptyOutcomeCounts, emptyUndoCounts, sumOutcomes, type JobState, type UndoCounts } from '../../contracts';
import { createKeysOf } from '../../domain/keys';
import { databaseProblem } from '../../jobs/database-errors';
import { reach } from '../../jobs/failpoint';
import { runUndo, type ImportedSlice, type UndoPorts } from '../../pipeline/undo/run-undo';
import { UndoLedger } from '../../pipeline/undo/undo-ledger';
import { undoPart } from '../../pipeline/undo/undo-part';
import type { UndoContext, UndoPart } from '../../pipeline/undo/undo-work';
import { beginAttempt, listAttempts } from '../../store/jobs/attempt-store';
import { closeAllHeldRows } from '../../store/jobs/held-row-store';
import type { JobPatch, JobRow } from '../../store/jobs/job-row';
import { advance, fence, readUndoProgress, type Claim } from '../../store/jobs/lease';
import { listOutcomes, readOutcomes } from '../../store/jobs/outcome-store';
import { readPlan } from '../../store/jobs/plan-store';
import type { Connection } from '../../store/sql/client';
import { insertUndoSlice, readUndoPosition } from '../../store/undo';
import type { EngineParts } from './engine-parts';
import { addInto } from './validate-job';
import { withRetries } from './with-retries';

const RUNNING: JobState[] = ['undoing'];
const SLICES = { firstSliceRows: 500, maxSliceRows: 2_000 };

/**
 * Takes a job's import back, from where an earlier worker stopped. Whoever asked had the right to; nobody is asked
 * again while it runs, because half an undo is worse than either.
 */
export const undoJob = async (claim: Claim, job: JobRow, parts: EngineParts): Promise<void> => {
  const { database, config } = parts;
  const slices = await listImportedSlices(database.knex(), job);
  await start(claim, job, { parts, rows: slices.reduce((sum, { rowCount }) => sum + rowCount, 0) });
  reach('undo.start.after-commit');
  const adminId = await adminOf(job, parts);
  const position = await readUndoPosition(database.knex(), job.id);
  const sliceMs = config.sliceMs ?? (database.client === 'sqlite' ? 120 : 1_000);
  await runUndo({ slices, position, sliceMs, ...SLICES }, createPorts(claim, job, { parts, adminId }));
  reach('undo.finish.before-transaction');
  await finish(claim, job, parts);
  reach('undo.finish.after-commit');
};

/** The slices of all runs that imported something, in the order in which they were imported. */
export const listImportedSlices = async (connection: Connection, { id, attempt: last }: Pick<JobRow, 'id' | 'attempt'>): Promise<ImportedSlice[]> => {
  const slices: ImportedSlice[] = [];
  for (let attempt = 1; attempt <= last; attempt += 1) {
    for (const slice of await listOutcomes(connection, { jobId: id, attempt })) slices.push({ ...slice, attempt });
  }
  return slices;
};

export const undoContext = ({ uid, setting }: JobRow): UndoContext => ({
  job: uid,
  target: setting.target,
  setting,
  keysOf: createKeysOf(setting.identifiers),
});

/** A job that takes itself back (all or nothing) has no run for it yet, and rows that nobody has looked at. */
const start = (claim: Claim, job: JobRow, { parts: { database, config }, rows }: { parts: EngineParts; rows: number }): Promise<void> =>
  database.transaction(async (trx) => {
    await fence(trx, database.client, claim, { leaseMs: config.leaseMs, running: ['undoing', 'paused'] });
    const isNew = job.attemptKind !== 'undo';
    if (isNew) await beginAttempt(trx, { ...job, state: 'failed', finishedMs: Date.now() }, { kind: 'undo', actor: job.actor, rowCount: rows });
    await closeAllHeldRows(trx, { id: job.id, attempt: isNew ? job.attempt + 1 : job.attempt });
    const begun: JobPatch = { undoRow: job.undoRow ?? rows, undoCounts: job.undoCounts ?? emptyUndoCounts(), attemptRows: rows, queuedMs: job.undoRow === null ? Date.now() : job.queuedMs };
    const asAttempt: JobPatch = isNew ? { attemptKind: 'undo', attempt: job.attempt + 1, outcomeCounts: withRest(job) } : {};
    await advance(trx, claim, { state: 'undoing', ...(job.state === 'paused' ? { reason: ownReason(job) } : {}), ...begun, ...asAttempt });
    reach('undo.start.before-commit');
  });

/** Only a job that was stopped in the middle of importing undoes itself; one that a person takes back has ended before. */
const ownReason = ({ finishedMs }: JobRow): string | null => (finishedMs === null ? 'errors.all-or-nothing' : null);

const withRest = (job: JobRow) => {
  const counts = job.outcomeCounts ?? emptyOutcomeCounts();
  return { ...counts, notProcessed: job.rowCount - (sumOutcomes(counts) - counts.notProcessed) };
};

/** Whose name stands in `updatedBy` of what is put back. */
const adminOf = async (job: JobRow, { database }: EngineParts): Promise<number | null> => {
  const actor = (await listAttempts(database.knex(), job.id)).findLast(({ kind }) => kind === 'undo')?.actor;
  return actor?.kind === 'admin' ? Number(actor.id) : null;
};

const createPorts = (claim: Claim, job: JobRow, { parts, adminId }: { parts: EngineParts; adminId: number | null }): UndoPorts => {
  const { database, undoTables, config } = parts;
  const context = undoContext(job);

  /** One part: what is put back, what became of its rows, and the cursor commit together. Locks the job's row, then the records. */
  const commit = async (part: UndoPart, work: (trx: Parameters<Parameters<typeof database.transaction>[0]>[0]) => Promise<UndoLedger>): Promise<void> => {
    await database.transaction(async (trx) => {
      await fence(trx, database.client, claim, { leaseMs: config.leaseMs, running: RUNNING });
      reach('undo.slice.after-fence');
      const progress = await readUndoProgress(trx, claim);
      // The try before was committed, and only the answer was lost with the connection.
      if (progress.undoRow !== null && progress.undoRow <= part.rowsLeft) return;
      const ledger = await work(trx);
      reach('undo.slice.after-apply');
      const counts = ledger.totals();
      await insertUndoSlice(trx, job.id, { slice: ledger.toSlice(part), counts });
      const sums: UndoCounts = { ...(progress.undoCounts ?? emptyUndoCounts()) };
      addInto(sums, counts);
      await advance(trx, claim, { undoRow: part.rowsLeft, undoCounts: sums });
      reach('undo.slice.before-commit');
    });
    reach('undo.slice.after-commit');
  };

  return {
    readPlan: ({ attempt, ordinal }) => readPlan(database.knex(), { jobId: job.id, attempt }, ordinal),
    readOutcomes: ({ attempt, ordinal }) => readOutcomes(database.knex(), { jobId: job.id, attempt }, ordinal),
    undo: (part) => withRetries(() => commit(part, (trx) => undoPart(part, undoTables.store(trx, { now: new Date(), adminId, job: job.uid }), context))),
    keep: (part) => withRetries(() => commit(part, () => Promise.resolve(refused(part)))),
    isRefusal: (error) => databaseProblem(error) === 'refused',
    breathe: parts.breathe,
    nowMs: () => performance.now(),
    isEnough: () => false,
  };
};

/** Something in the application holds on to the record in a way that only its database knows. */
const refused = ({ rows }: UndoPart): UndoLedger => {
  const ledger = new UndoLedger();
  for (const { row, plan } of rows) ledger.keep(row, 'undo.referenced', { record: plan.record?.documentId ?? null });
  return ledger;
};

const finish = (claim: Claim, job: JobRow, { database, config }: EngineParts): Promise<void> =>
  database.transaction(async (trx) => {
    await fence(trx, database.client, claim, { leaseMs: config.leaseMs, running: RUNNING });
    await advance(trx, claim, { state: 'undone', reason: ownReason(job), undoRow: null, finishedMs: Date.now() });
    reach('undo.finish.before-commit');
  });
