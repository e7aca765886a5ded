import { isOwnTarget } from '../../contracts';
import { ShuttingDown } from '../../jobs/control-errors';
import { mapCorrected } from '../../pipeline/corrections/apply-corrections';
import { prepareBlock, type PreparedBlock } from '../../pipeline/plan/prepare-block';
import type { Candidate, ParsedRow } from '../../pipeline/types';
import { createJobStore } from '../../store/jobs/job-store';
import { beginPrepared, findPlannedNow, storePrepared, type PlannedNow } from '../../store/jobs/prepared-store';
import type { JobRow } from '../../store/jobs/job-row';
import { openJobRows, type OpenJobRows } from '../jobs/open-job-rows';
import type { EngineParts } from './engine-parts';

/** Behind the cursor stand the block that is planned now and the one that is stored meanwhile: nobody is ahead of whoever plans there. */
export const LEAD = 2;
/** So far ahead, and no farther: some MB in the database, and as much as is planned in the time in which a lane sleeps. */
const WINDOW = 32;

/** As stored. Two versions of the plugin may read a cell in two ways: what another one has made ready is not taken. */
export interface StoredPrepared {
  version: string;
  block: PreparedBlock;
}

interface Opened {
  run: PlannedNow;
  job: JobRow;
  file: OpenJobRows;
  map(row: ParsedRow): Candidate;
}

/**
 * Makes one block ready of a plan that another worker makes; false when there is none to make ready. It decides nothing and holds no lease: what it
 * leaves undone, or does twice, is done by whoever plans. Only the order of blocks is that worker's.
 */
export const createPlanHelper = (parts: EngineParts): ((only?: string) => Promise<boolean>) => {
  const { database, tables, owner, version } = parts;
  const jobs = createJobStore(database);
  let opened: Opened | null = null;

  const open = async (run: PlannedNow): Promise<Opened | null> => {
    if (opened?.run.uid === run.uid && opened.run.generation === run.generation) return opened;
    const job = await jobs.find(run.uid);
    // Rows of foreign types are few, and refer to records that whoever plans looks up.
    if (job === null || !isOwnTarget(job.target)) return null;
    const file = await openJobRows(database, job, await parts.openFile(job.fileId));
    const map = parts.createMapper(job.setting, file.columns);
    opened = { run, job, file, map: (row) => mapCorrected(row, map) };
    return opened;
  };
  const help = async (run: PlannedNow): Promise<boolean> => {
    const plan = await open(run);
    const from = run.planCursor + LEAD;
    if (plan === null || from >= plan.file.blockCount) return false;
    const ordinal = await beginPrepared(database, run, { from, before: Math.min(plan.file.blockCount, from + WINDOW) });
    if (ordinal === null) return false;
    const { job, file, map } = plan;
    const block = await prepareBlock(await file.readBlock(ordinal), { setting: job.setting, map, breathe: parts.breathe }, tables);
    await storePrepared(database, run, { ordinal, prepared: { version, block } satisfies StoredPrepared });
    return true;
  };
  return async (only) => {
    try {
      for (const run of await findPlannedNow(database, owner)) if ((only === undefined || run.uid === only) && (await help(run))) return true;
      return false;
    } catch (error) {
      if (error instanceof ShuttingDown) return false;
      throw error;
    }
  };
};
