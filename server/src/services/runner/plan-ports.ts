import type { JobState } from '../../contracts';
import { reach } from '../../jobs/failpoint';
import type { BlockPlan } from '../../pipeline/plan/plan-block';
import { findPreparedKeys, noteHashes, type PreparedBlock } from '../../pipeline/plan/prepare-block';
import type { ValidationPorts } from '../../pipeline/run-validation';
import type { PlanRow } from '../../pipeline/types';
import { findDistinctions, hasDistinctions } from '../../store/distinction-store';
import { closeHeldRows, heldOf, insertHeldRows } from '../../store/jobs/held-row-store';
import { attemptOf, type JobRow } from '../../store/jobs/job-row';
import { advance, fence, type Claim } from '../../store/jobs/lease';
import { insertPlan, listPlans, packPlan, readJournal, readPlan } from '../../store/jobs/plan-store';
import { dropPrepared, readPrepared, type PlanningRun } from '../../store/jobs/prepared-store';
import type { OpenJobRows } from '../jobs/open-job-rows';
import type { RetryBlock, RetryRows } from '../jobs/retry-rows';
import type { EngineParts } from './engine-parts';
import { LEAD, type StoredPrepared } from './help-plan';
import { breatheAndRenew } from './renew-lease';

const RUNNING: JobState[] = ['new', 'validating', 'paused'];
/** Decoded plans of earlier blocks that are kept for rows which meet rows of the same file. */
const MAX_CACHED_PLANS = 2;
const MAX_TAKEN = 4;

/** A validation that a worker holds. */
export interface Validation {
  claim: Claim;
  job: JobRow;
  parts: EngineParts;
  rows: OpenJobRows;
  /** Blocks of the file that this run plans, in order. The engine counts them from 0. */
  ordinals: readonly number[];
  /** The rows of a retry; null: all. */
  retry: RetryRows | null;
}

export const inFence = ({ claim, parts: { database, config } }: Pick<Validation, 'claim' | 'parts'>, work: Parameters<EngineParts['database']['transaction']>[0]): Promise<unknown> =>
  database.transaction(async (trx) => {
    await fence(trx, database.client, claim, { leaseMs: config.leaseMs, running: RUNNING });
    await work(trx);
  });

/** Names this run to those who make its blocks ready. */
export const runOf = ({ claim }: Pick<Validation, 'claim'>): PlanningRun => ({ jobId: claim.jobId, generation: claim.generation });

export const createPlanPorts = async (validation: Validation): Promise<ValidationPorts> => {
  const { job, parts, rows: file, ordinals, retry } = validation;
  const { database, tables } = parts;
  const starts: { ordinal: number; firstRow: number; rowCount: number }[] = await listPlans(database.knex(), attemptOf(job));
  let plannedRows = starts.reduce((sum, { rowCount }) => sum + rowCount, 0);
  // Nobody decides on this job while it runs; what is decided on others meanwhile counts from the next run on.
  const isDistinguished = await hasDistinctions(database.knex(), job.target);
  const cache = new Map<number, PlanRow[]>();
  const remember = (ordinal: number, rows: PlanRow[]): PlanRow[] => {
    cache.set(ordinal, rows);
    for (const oldest of cache.keys()) if (cache.size > MAX_CACHED_PLANS) cache.delete(oldest);
    return rows;
  };
  let prepared: PreparedBlock | null = null;
  const unsaved = new Map<number, PlanRow[]>();
  const taken = new Map<number, RetryBlock>();
  // Between two stored blocks the whole file is surveyed first, and a block whose rows repeat rows from all over the file reads hundreds of plans.
  const breathe = breatheAndRenew(validation.claim, parts, RUNNING);
  const readEarlier = async (ordinal: number): Promise<PlanRow[]> => {
    await breathe();
    return remember(ordinal, await readPlan(database.knex(), attemptOf(job), ordinal));
  };
  const ordinalAt = (place: number): number => ordinals[place] ?? place;
  return {
    findKeys: (target, hashes) => (prepared === null ? tables.findKeys(target, hashes) : findPreparedKeys(prepared, tables)(target, hashes)),
    findDistinctions: (target, hashes) => (isDistinguished && hashes.length > 0 ? findDistinctions(database, target, hashes) : Promise.resolve([])),
    loadRecords: tables.loadRecords,
    findReferences: tables.findReferences,
    async readBlock(place) {
      const ordinal = ordinalAt(place);
      const all = await file.readBlock(ordinal);
      if (retry === null) return all;
      const block = await retry.readBlock(ordinal);
      taken.set(ordinal, block);
      // Of what is planned, at most two blocks are not stored yet.
      for (const oldest of taken.keys()) if (taken.size > MAX_TAKEN) taken.delete(oldest);
      return all.filter(({ row }) => block.rows.has(row));
    },
    async takePrepared(place) {
      // Nobody makes ready what is planned at once, nor the few rows of a retry.
      const stored = retry !== null || place < LEAD ? null : await readPrepared<StoredPrepared>(database, runOf(validation), place);
      prepared = stored?.version === parts.version ? stored.block : null;
      if (prepared !== null) noteHashes(prepared, job.setting);
      return prepared?.candidates ?? null;
    },
    readSurveyBlock: (ordinal) => file.readBlock(ordinal),
    breathe,
    readJournal: (place) => readJournal(database.knex(), attemptOf(job), ordinalAt(place)),
    readPlan: async (ordinal) => unsaved.get(ordinal) ?? cache.get(ordinal) ?? readEarlier(ordinal),
    ordinalOfRow: (row) => starts.findLast(({ firstRow }) => firstRow <= row)?.ordinal ?? 0,
    savePlan: async (place, plan, journal) => {
      const ordinal = ordinalAt(place);
      // The next block is planned meanwhile, and may follow these rows before they are stored.
      unsaved.set(ordinal, plan.rows);
      if (plan.rows.length > 0) starts.push({ ordinal, firstRow: plan.rows[0]?.row ?? 0, rowCount: plan.rows.length });
      plannedRows += plan.rows.length;
      await savePlan(validation, { ordinal, plan, journal, before: taken.get(ordinal)?.before, plannedRows });
      remember(ordinal, plan.rows);
      unsaved.delete(ordinal);
      taken.delete(ordinal);
    },
  };
};

interface PlannedBlock {
  ordinal: number;
  plan: BlockPlan;
  journal: Buffer;
  before: RetryBlock['before'] | undefined;
  /** Rows planned so far, this block's among them. */
  plannedRows: number;
}

/** Locks the job's row: the plan, the rows that it holds, and the cursor behind it are there together or not at all. */
const savePlan = async (validation: Validation, { ordinal, plan, journal, before, plannedRows }: PlannedBlock): Promise<void> => {
  const { claim, job } = validation;
  const packed = await packPlan(ordinal, plan, journal, before);
  reach('plan.block.before-transaction');
  await inFence(validation, async (trx) => {
    reach('plan.block.after-fence');
    // Of a block in which a retry has nothing to do, only the cursor tells.
    if (plan.rows.length > 0) await insertPlan(trx, attemptOf(job), packed);
    if (job.attempt > 1) await closeHeldRows(trx, job, plan.rows.map(({ row }) => row));
    // A test run waits for nobody.
    if (!job.test) await insertHeldRows(trx, job, heldOf(plan.rows));
    reach('plan.block.after-insert');
    if (job.attempt === 1) await dropPrepared(trx, runOf(validation), ordinal);
    await advance(trx, claim, { planCursor: ordinal + 1, plannedRows });
    reach('plan.block.before-commit');
  });
  reach('plan.block.after-commit');
};
