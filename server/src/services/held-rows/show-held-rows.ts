import { isOwnPath, notFound, type HeldRowDto, type ResolvedSetting } from '../../contracts';
import type { HeldRow } from '../../store/jobs/held-row-store';
import type { JobRow } from '../../store/jobs/job-row';
import { openStoredFile, type OpenFile } from '../files/read-rows';
import { openJobRows, type JobRecord, type OpenJobRows } from '../jobs/open-job-rows';
import type { DecideParts } from './decide-rows';

export interface HeldJob {
  job: JobRow;
  file: OpenFile;
  rows: OpenJobRows;
}

/** Held rows by their job, each job opened once. */
export const openHeldJobs = async (held: readonly HeldRow[], { database, store, fileStore }: DecideParts): Promise<Map<number, HeldJob>> => {
  const opened = new Map<number, HeldJob>();
  for (const jobId of new Set(held.map((row) => row.jobId))) {
    const job = await store.findById(jobId);
    const row = job === null ? null : await fileStore.findById(job.fileId);
    if (job === null || row === null) throw notFound('job');
    const file = await openStoredFile(fileStore, row);
    opened.set(jobId, { job, file, rows: await openJobRows(database, job, file) });
  }
  return opened;
};

/** The rows of the file behind held rows; each block is read once, as the job's next run reads it. */
export const readHeldCells = async (held: readonly HeldRow[], { job, file, rows }: HeldJob): Promise<Map<number, JobRecord>> => {
  const byOrdinal = new Map<number, Set<number>>();
  for (const { row } of held) {
    const ordinal = file.blockOfRow(row)?.ordinal;
    if (ordinal !== undefined) byOrdinal.set(ordinal, (byOrdinal.get(ordinal) ?? new Set()).add(row));
  }
  const found = new Map<number, JobRecord>();
  for (const [ordinal, wanted] of byOrdinal) {
    for (const record of await rows.readBlock(ordinal, () => job.attempt + 1)) if (wanted.has(record.row)) found.set(record.row, record);
  }
  return found;
};

export const showHeldRows = async (held: readonly HeldRow[], { withValues, parts }: { withValues: boolean; parts: DecideParts }): Promise<HeldRowDto[]> => {
  const jobs = await openHeldJobs(held, parts);
  const shown = new Map<number, HeldRowDto>();
  for (const [jobId, opened] of jobs) {
    const own = held.filter((row) => row.jobId === jobId);
    const cells = await readHeldCells(own, opened);
    const values = withValues ? await loadCandidates(own, opened.job, parts) : new Map<string, Record<string, unknown>>();
    for (const row of own) shown.set(row.id, toDto(withValues ? row : { ...row, candidates: [] }, { job: opened.job, record: cells.get(row.row), values }));
  }
  return held.flatMap(({ id }) => shown.get(id) ?? []);
};

/** By documentId, in one query a job: the fields that the job maps. A candidate that is gone since has no values. */
const loadCandidates = async (held: readonly HeldRow[], { target, setting }: JobRow, { tables }: DecideParts): Promise<Map<string, Record<string, unknown>>> => {
  const ids = [...new Set(held.flatMap(({ candidates }) => candidates.flatMap(({ id }) => (id === null ? [] : [id]))))];
  const records = ids.length === 0 ? [] : await tables.loadRecords(target, ids, shownFields(setting));
  return new Map(records.map(({ documentId, values }) => [documentId, values]));
};

/** Fields that stand in the record itself. */
const shownFields = ({ fields }: ResolvedSetting): string[] => [...new Set(fields.map(({ field }) => field))].filter((field) => isOwnPath(field) && field !== 'fullName');

const toDto = (held: HeldRow, { job, record, values }: { job: JobRow; record: JobRecord | undefined; values: ReadonlyMap<string, Record<string, unknown>> }): HeldRowDto => ({
  id: held.uid,
  job: { id: job.uid, name: job.name },
  row: held.row,
  line: held.line,
  target: held.target,
  code: held.code,
  cells: job.setting.fields.map(({ columnIndex, field }) => ({ column: field, value: record?.cells[columnIndex] ?? '' })),
  candidates: held.candidates.map(({ documentId, linkedBy }) => ({ record: documentId, linkedBy, values: values.get(documentId) ?? {} })),
  decision: held.decision,
  decidedBy: held.decidedBy?.name ?? null,
  decidedAt: held.decidedMs === null ? null : new Date(held.decidedMs).toISOString(),
  createdAt: new Date(held.createdMs).toISOString(),
});
