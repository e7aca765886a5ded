import type { OnConflict, ResolvedSetting, RowIssue } from '../contracts';
import { compileMatchBy } from './match/compile-match-by';
import { recordDocumentIds } from './plan/derived-ids';
import { JobIndex } from './plan/job-index';
import { OrganizationBook } from './plan/organization-book';
import { planBlock, type BlockPlan } from './plan/plan-block';
import type { RowPlanner } from './plan/plan-row';
import { StateBook } from './plan/state-book';
import { fieldsToRead, organizationFields } from './plan/fields-to-read';
import type { PlanReader } from './ports';
import type { Candidate, ParsedRow } from './types';

export interface ValidationPorts extends PlanReader {
  readBlock(ordinal: number): Promise<ParsedRow[]>;
  readJournal(ordinal: number): Promise<Buffer>;
  /** Stores one block's plan and moves the cursor, in one fenced transaction. */
  savePlan(ordinal: number, plan: BlockPlan, journal: Buffer): Promise<void>;
  /** Lets timers and requests run; throws when this process has to stop. */
  breathe(): Promise<void>;
}

export interface ValidationTask {
  job: string;
  setting: ResolvedSetting;
  blockCount: number;
  /** The first block without a stored plan. */
  nextOrdinal: number;
  map(row: ParsedRow): Candidate;
  missingRequired(candidate: Candidate): RowIssue[];
}

/** Plans a file block by block, in file order. Writes nothing but the plan; goes on where an earlier worker stopped. */
export const runValidation = async (task: ValidationTask, ports: ValidationPorts): Promise<void> => {
  const index = new JobIndex();
  for (let ordinal = 0; ordinal < task.nextOrdinal; ordinal += 1) index.replay(await ports.readJournal(ordinal));
  const hits = new Map<string, number[]>();
  const planner = createPlanner(task, { ports, index, hits });
  // A block is stored while the next one is planned: compressing and the database's work cost no time of ours.
  let saving = Promise.resolve();
  try {
    for (let ordinal = task.nextOrdinal; ordinal < task.blockCount; ordinal += 1) {
      const rows = await ports.readBlock(ordinal);
      await ports.breathe();
      const plan = await planBlock(rows.map(task.map), planner, hits, ports);
      await saving;
      saving = ports.savePlan(ordinal, plan, index.takeJournal());
      // Its error is met at the next `await saving`; until then it must not count as nobody's.
      saving.catch(() => undefined);
      await ports.breathe();
    }
  } finally {
    // Whatever ends the loop, the job is not given back while a block is still being written.
    await Promise.allSettled([saving]);
  }
  await saving;
};

const createPlanner = (
  { job, setting, missingRequired }: ValidationTask,
  { ports, index, hits }: { ports: ValidationPorts; index: JobIndex; hits: Map<string, number[]> },
): RowPlanner => {
  const { target } = setting;
  const states = new StateBook({ target, reader: ports, index, fields: fieldsToRead(setting), sourceId: setting.externalSource?.id ?? null });
  return {
    documentIdOf: recordDocumentIds(job),
    target,
    setting,
    steps: compileMatchBy(setting),
    onConflict: new Map<string, OnConflict>(setting.fields.map(({ field, onConflict }) => [field, onConflict])),
    missingRequired,
    states,
    index,
    organizations: new OrganizationBook({ job, setting, reader: ports, index, fields: organizationFields(setting) }),
    sources: { hits: (hash) => hits.get(hash) ?? [], identitiesOf: (hash) => index.identitiesOf(hash), state: states.get },
  };
};

