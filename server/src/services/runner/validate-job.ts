import { emptyOutcomeCounts, emptyPlanCounts, type JobState, type PlanCounts } from '../../contracts';
import { reach } from '../../jobs/failpoint';
import type { BlockPlan } from '../../pipeline/plan/plan-block';
import { keyColumns } from '../../pipeline/plan/fields-to-read';
import { runValidation, type ValidationPorts } from '../../pipeline/run-validation';
import type { PlanRow } from '../../pipeline/types';
import type { JobRow } from '../../store/jobs/job-row';
import { attemptOf } from '../../store/jobs/job-row';
import { advance, fence, type Claim } from '../../store/jobs/lease';
import { insertPlan, listPlans, packPlan, planHash, readJournal, readPlan } from '../../store/jobs/plan-store';
import type { OpenFile } from '../files/read-rows';
import type { EngineParts } from './engine-parts';

const RUNNING: JobState[] = ['new', 'validating', 'paused'];
/** Decoded plans of earlier blocks that are kept for rows which meet rows of the same file. */
const MAX_CACHED_PLANS = 2;

/** Plans a job's whole file, then waits for a person, queues the import, or ends. */
export const validateJob = async (claim: Claim, job: JobRow, parts: EngineParts): Promise<void> => {
  await inFence(claim, parts, async (trx) => {
    await advance(trx, claim, { state: 'validating', reason: null, validateStartedMs: job.validateStartedMs ?? Date.now() });
    reach('validate.start.before-commit');
  });
  reach('validate.started');
  const file = await parts.openFile(job.fileId);
  await runValidation(
    {
      job: job.uid,
      setting: job.setting,
      blockCount: file.blockCount,
      nextOrdinal: job.planCursor,
      map: parts.createMapper(job.setting, file.columns),
      mapKeys: parts.createMapper(keyColumns(job.setting), file.columns),
      allFields: parts.fieldsOf(job.target),
      missingRequired: parts.missingRequired(job.setting),
    },
    await createPorts(claim, { job, file, parts }),
  );
  reach('validate.finish.before-transaction');
  await finish(claim, job, { parts, sha256: file.sha256 });
  reach('validate.finish.after-commit');
};

const inFence = (claim: Claim, { database, config }: EngineParts, work: Parameters<EngineParts['database']['transaction']>[0]): Promise<unknown> =>
  database.transaction(async (trx) => {
    await fence(trx, database.client, claim, { leaseMs: config.leaseMs, running: RUNNING });
    await work(trx);
  });

const createPorts = async (claim: Claim, { job, file, parts }: { job: JobRow; file: OpenFile; parts: EngineParts }): Promise<ValidationPorts> => {
  const { database, tables, breathe } = parts;
  const starts: { ordinal: number; firstRow: number }[] = await listPlans(database.knex(), attemptOf(job));
  const cache = new Map<number, PlanRow[]>();
  const remember = (ordinal: number, rows: PlanRow[]): PlanRow[] => {
    cache.set(ordinal, rows);
    for (const oldest of cache.keys()) if (cache.size > MAX_CACHED_PLANS) cache.delete(oldest);
    return rows;
  };
  const unsaved = new Map<number, PlanRow[]>();
  let renewedMs = Date.now();
  /** A block whose rows repeat rows from all over the file reads hundreds of plans: longer than a lease, and no less alive. */
  const readEarlier = async (ordinal: number): Promise<PlanRow[]> => {
    await breathe();
    if (Date.now() - renewedMs > parts.config.leaseMs / 3) {
      await inFence(claim, parts, () => Promise.resolve());
      renewedMs = Date.now();
    }
    return remember(ordinal, await readPlan(database.knex(), attemptOf(job), ordinal));
  };
  return {
    findKeys: tables.findKeys,
    findDistinctions: () => Promise.resolve([]),
    loadRecords: tables.loadRecords,
    readBlock: file.readBlock,
    breathe,
    readJournal: (ordinal) => readJournal(database.knex(), attemptOf(job), ordinal),
    readPlan: async (ordinal) => unsaved.get(ordinal) ?? cache.get(ordinal) ?? readEarlier(ordinal),
    ordinalOfRow: (row) => starts.findLast(({ firstRow }) => firstRow <= row)?.ordinal ?? 0,
    savePlan: async (ordinal, plan, journal) => {
      // The next block is planned meanwhile, and may follow these rows before they are stored.
      unsaved.set(ordinal, plan.rows);
      starts.push({ ordinal, firstRow: plan.rows[0]?.row ?? 0 });
      await savePlan(claim, { ordinal, plan, journal }, { job, parts });
      renewedMs = Date.now();
      remember(ordinal, plan.rows);
      unsaved.delete(ordinal);
    },
  };
};

const savePlan = async (
  claim: Claim,
  { ordinal, plan, journal }: { ordinal: number; plan: BlockPlan; journal: Buffer },
  { job, parts }: { job: JobRow; parts: EngineParts },
): Promise<void> => {
  const packed = await packPlan(ordinal, plan, journal);
  reach('plan.block.before-transaction');
  await inFence(claim, parts, async (trx) => {
    reach('plan.block.after-fence');
    await insertPlan(trx, attemptOf(job), packed);
    reach('plan.block.after-insert');
    await advance(trx, claim, { planCursor: ordinal + 1, plannedRows: (plan.rows.at(-1)?.row ?? 0) });
    reach('plan.block.before-commit');
  });
  reach('plan.block.after-commit');
};

const finish = async (claim: Claim, job: JobRow, { parts, sha256 }: { parts: EngineParts; sha256: string }): Promise<void> => {
  const plans = await listPlans(parts.database.knex(), attemptOf(job));
  const planCounts = emptyPlanCounts();
  const issueCounts: Record<string, number> = {};
  for (const plan of plans) {
    addInto(planCounts as unknown as Record<string, number>, plan.counts);
    addInto(issueCounts, plan.issueCounts);
  }
  const rowCount = plans.reduce((sum, plan) => sum + plan.rowCount, 0);
  const nowMs = Date.now();
  const state = nextState(job, rowCount, planCounts);
  await inFence(claim, parts, async (trx) => {
    await advance(trx, claim, {
      state,
      rowCount,
      planCounts,
      issueCounts,
      planHash: planHash(job.settingHash, sha256, plans),
      validatedMs: nowMs,
      ...(state === 'queued' ? { queuedMs: nowMs } : {}),
      ...(state === 'completed' ? { finishedMs: nowMs, outcomeCounts: emptyOutcomeCounts() } : {}),
    });
    reach('validate.finish.before-commit');
  });
};

/** A test run always stops here; a file without rows has nothing to wait for. */
const nextState = (job: JobRow, rowCount: number, counts: PlanCounts): JobState => {
  if (rowCount === 0) return 'completed';
  if (job.test || job.start === 'wait') return 'validated';
  return job.start === 'always' || counts.invalid + counts.hold === 0 ? 'queued' : 'validated';
};

export const addInto = (sums: Record<string, number>, counts: Record<string, number>): void => {
  for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
};
