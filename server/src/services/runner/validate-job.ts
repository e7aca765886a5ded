import { emptyOutcomeCounts, emptyPlanCounts, type Blocker, type JobState, type OutcomeCounts, type PlanCounts } from '../../contracts';
import { reach } from '../../jobs/failpoint';
import { mapCorrected } from '../../pipeline/corrections/apply-corrections';
import { keyColumns } from '../../pipeline/plan/fields-to-read';
import { runValidation } from '../../pipeline/run-validation';
import type { Candidate, ParsedRow } from '../../pipeline/types';
import { listAttempts } from '../../store/jobs/attempt-store';
import { findDecisions } from '../../store/jobs/correction-store';
import { attemptOf, type JobPatch, type JobRow } from '../../store/jobs/job-row';
import { advance, type Claim } from '../../store/jobs/lease';
import { listPlans, planHash, type PlanBlockInfo } from '../../store/jobs/plan-store';
import { dropEarlierPrepared, dropPrepared } from '../../store/jobs/prepared-store';
import { openJobRows } from '../jobs/open-job-rows';
import { planBlockers } from '../jobs/plan-blockers';
import { findRetryRows, lessBefore } from '../jobs/retry-rows';
import type { EngineParts } from './engine-parts';
import { createPermits } from './create-permits';
import { createPlanPorts, inFence, runOf, type Validation } from './plan-ports';

/** Plans what a job's run has to do, then waits for a person, queues the import, or ends. */
export const validateJob = async (claim: Claim, job: JobRow, parts: EngineParts): Promise<void> => {
  await inFence({ claim, parts }, async (trx) => {
    await dropEarlierPrepared(trx, runOf({ claim }));
    await advance(trx, claim, { state: 'validating', reason: null, validateStartedMs: job.validateStartedMs ?? Date.now() });
    reach('validate.start.before-commit');
  });
  reach('validate.started');
  try {
    await planFile(claim, job, parts);
  } finally {
    // Cells of people, which nobody reads any more. Where the database is away, the next run of the job drops them, or its retention.
    await dropPrepared(parts.database.knex(), runOf({ claim })).catch(() => undefined);
  }
};

const planFile = async (claim: Claim, job: JobRow, parts: EngineParts): Promise<void> => {
  const validation = await open(claim, job, parts);
  const { rows, ordinals } = validation;
  const correctly = (map: (row: ParsedRow) => Candidate) => (row: ParsedRow) => mapCorrected(row, map);
  await runValidation(
    {
      job: job.uid,
      setting: job.setting,
      blockCount: ordinals.length,
      surveyBlockCount: rows.blockCount,
      nextOrdinal: ordinals.filter((ordinal) => ordinal < job.planCursor).length,
      map: correctly(parts.createMapper(job.setting, rows.columns)),
      mapKeys: correctly(parts.createMapper(keyColumns(job.setting), rows.columns)),
      allFields: parts.fieldsOf(job.target),
      missingRequired: parts.missingRequired(job.setting),
      decisions: await findDecisions(parts.database.knex(), job),
      mayDelete: parts.mayDelete ?? false,
      permits: createPermits(parts),
    },
    await createPlanPorts(validation),
  );
  reach('validate.finish.before-transaction');
  await finish(validation);
  reach('validate.finish.after-commit');
};

const open = async (claim: Claim, job: JobRow, parts: EngineParts): Promise<Validation> => {
  const file = await parts.openFile(job.fileId);
  const rows = await openJobRows(parts.database, job, file);
  const retry = job.attemptKind === 'retry' ? await findRetryRows(parts.database, job, { file, attempt: job.attempt }) : null;
  const ordinals = retry?.ordinals ?? Array.from({ length: file.blockCount }, (_, ordinal) => ordinal);
  return { claim, job, parts, rows, ordinals, retry };
};

const finish = async (validation: Validation): Promise<void> => {
  const { claim, job, parts, rows } = validation;
  const plans = await listPlans(parts.database.knex(), attemptOf(job));
  const plan = addUp(plans);
  const totals = await totalsOf(validation, plans, plan);
  const blockers = planBlockers(plan.counts, job.setting, plan.rowCount);
  const nowMs = Date.now();
  const state = nextState(job, plan.rowCount, { counts: plan.counts, blockers });
  await inFence(validation, async (trx) => {
    await dropPrepared(trx, runOf(validation));
    await advance(trx, claim, {
      state,
      attemptRows: plan.rowCount,
      planCounts: plan.counts,
      blockers,
      planHash: planHash(job.settingHash, rows.sha256, plans),
      validatedMs: nowMs,
      ...totals,
      ...(state === 'queued' ? { queuedMs: nowMs } : {}),
      ...(state === 'completed' ? { finishedMs: nowMs, outcomeCounts: emptyOutcomeCounts() } : {}),
    });
    reach('validate.finish.before-commit');
  });
};

const addUp = (plans: readonly PlanBlockInfo[]): { rowCount: number; counts: PlanCounts; issues: Record<string, number> } => {
  const counts = emptyPlanCounts();
  const issues: Record<string, number> = {};
  for (const plan of plans) {
    addInto(counts as unknown as Record<string, number>, plan.counts);
    addInto(issues, plan.issueCounts);
  }
  return { rowCount: plans.reduce((sum, plan) => sum + plan.rowCount, 0), counts, issues };
};

/**
 * The job's counts from here on. Of a retry: what all runs before it have left, less the rows that it does anew; its
 * import then adds up to all rows again.
 */
const totalsOf = async ({ job, parts, retry }: Validation, plans: readonly PlanBlockInfo[], { rowCount, issues }: { rowCount: number; issues: Record<string, number> }): Promise<JobPatch> => {
  if (retry === null) return { rowCount, issueCounts: issues, outcomeCounts: null };
  const left = (await listAttempts(parts.database.knex(), job.id)).find(({ number }) => number === job.attempt - 1)?.counts;
  let outcomeCounts: OutcomeCounts = left?.outcome ?? emptyOutcomeCounts();
  let issueCounts = left?.issues ?? {};
  for (const { before } of plans) {
    if (before === undefined) continue;
    outcomeCounts = lessBefore(outcomeCounts, before.outcomes);
    issueCounts = lessBefore(issueCounts, before.issues);
  }
  addInto(issueCounts as Record<string, number>, issues);
  return { outcomeCounts, issueCounts };
};

/** A test run always stops here; a file without rows has nothing to wait for; a plan that would be refused waits, whatever `start` says. */
const nextState = (job: JobRow, rowCount: number, { counts, blockers }: { counts: PlanCounts; blockers: readonly Blocker[] }): JobState => {
  if (rowCount === 0 && job.attempt === 1) return 'completed';
  if (job.test || job.start === 'wait' || blockers.length > 0) return 'validated';
  return job.start === 'always' || counts.invalid + counts.hold === 0 ? 'queued' : 'validated';
};

export const addInto = (sums: Record<string, number>, counts: Record<string, number>): void => {
  for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
};
