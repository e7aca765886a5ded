import { mapAndBreathe } from './map-and-breathe';
import { compileMatchBy } from './match/compile-match-by';
import { createPlanner, type PlanTask } from './plan/create-planner';
import { JobIndex } from './plan/job-index';
import { planBlock, type BlockPlan } from './plan/plan-block';
import { surveyFile } from './plan/survey-file';
import type { PlanReader } from './ports';
import type { Candidate, ParsedRow } from './types';

export interface ValidationPorts extends PlanReader {
  /** The rows of a block that this run plans, as they are to be read: corrected. */
  readBlock(ordinal: number): Promise<ParsedRow[]>;
  /** The same rows mapped, where another worker has made them ready; null: nobody has. Asked for in order. */
  takePrepared?(ordinal: number): Promise<Candidate[] | null>;
  /** A block of the whole file, in the same form: rows that a retry leaves alone tell too who shares an identifier. */
  readSurveyBlock(ordinal: number): Promise<ParsedRow[]>;
  readJournal(ordinal: number): Promise<Buffer>;
  /** Stores one block's plan and moves the cursor, in one fenced transaction. */
  savePlan(ordinal: number, plan: BlockPlan, journal: Buffer): Promise<void>;
  /** Lets timers and requests run; throws when this process has to stop. */
  breathe(): Promise<void>;
}

export interface ValidationTask extends PlanTask {
  blockCount: number;
  /** Of the whole file. */
  surveyBlockCount: number;
  /** The first block without a stored plan. */
  nextOrdinal: number;
  map(row: ParsedRow): Candidate;
  /** Maps only the columns that tell who is meant (`keyColumns`); cheaper for a first pass. */
  mapKeys?(row: ParsedRow): Candidate;
}

const readAndMap = async (ordinal: number, { map }: ValidationTask, { readBlock, breathe }: ValidationPorts): Promise<Candidate[]> => {
  const rows = await readBlock(ordinal);
  await breathe();
  return mapAndBreathe(rows, map, breathe);
};

/** Plans a file block by block, in file order. Writes nothing but the plan; goes on where an earlier worker stopped. */
export const runValidation = async (task: ValidationTask, ports: ValidationPorts): Promise<void> => {
  const index = new JobIndex();
  for (let ordinal = 0; ordinal < task.nextOrdinal; ordinal += 1) index.replay(await ports.readJournal(ordinal));
  const survey = await surveyFile(
    { ...task, blockCount: task.surveyBlockCount, steps: compileMatchBy(task.setting), mapKeys: task.mapKeys ?? task.map },
    { readBlock: ports.readSurveyBlock, breathe: ports.breathe },
  );
  const { planner, finds } = createPlanner(task, { reader: ports, survey, index });
  // A block is stored while the next one is planned: compressing and the database's work cost no time of ours.
  let saving = Promise.resolve();
  try {
    for (let ordinal = task.nextOrdinal; ordinal < task.blockCount; ordinal += 1) {
      const candidates = (await ports.takePrepared?.(ordinal)) ?? (await readAndMap(ordinal, task, ports));
      const plan = await planBlock(candidates, planner, { finds, reader: ports, breathe: ports.breathe });
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
