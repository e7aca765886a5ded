import { mayView, type Viewer } from '../../access';
import { actorKey } from '../../contracts';
import type { FileRow } from '../../store/files';
import type { JobStore } from '../../store/jobs/job-store';
import type { FileHistory } from './file-dto';
import { readRows, type BlockReader } from './read-rows';

export interface HistoryParts {
  jobs: Pick<JobStore, 'find' | 'findImportsOf'>;
  store: BlockReader;
}

/** What is said of a file when it is uploaded again: what was imported from the same bytes, and whose errors.csv it is. */
export const fileHistory = async (file: FileRow, viewer: Viewer, parts: HistoryParts): Promise<Omit<FileHistory, 'presets'>> => {
  const imports = await parts.jobs.findImportsOf(file.sha256, { limit: 5, ...(viewer.all ? {} : { actorKey: actorKey(viewer.actor) }) });
  return {
    importedBefore: imports.flatMap(({ uid, name, importStartedMs, createdMs, outcomeCounts }) =>
      outcomeCounts === null ? [] : [{ job: uid, name, at: new Date(importStartedMs ?? createdMs).toISOString(), outcome: outcomeCounts }],
    ),
    reportOf: await reportOf(file, viewer, parts),
  };
};

const JOB_ID = /^j[0-9a-f]{32}$/u;

/** By its first row: every row of a report names its job. */
const reportOf = async (file: FileRow, viewer: Viewer, { jobs, store }: HistoryParts): Promise<string | null> => {
  const place = (name: string): number => file.columns.findIndex((column) => column.trim().toLowerCase() === name);
  const at = place('import:job');
  // results.csv has the column too, and no reasons.
  if (at < 0 || place('import:message') < 0) return null;
  const [first] = await readRows(store, file, { from: 1, limit: 1 });
  const named = first?.cells[at]?.trim() ?? '';
  // A cell holds anything, also what PostgreSQL takes for no text at all.
  const job = JOB_ID.test(named) ? await jobs.find(named) : null;
  return job !== null && mayView(viewer, actorKey(job.actor)) ? job.uid : null;
};
