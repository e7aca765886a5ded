import type { Dialect } from '../../contracts';
import { eraseOutcome, erasePlanRow, isAbout, withoutCandidates } from '../../pipeline/erasure/erase-rows';
import { maskRows } from '../../pipeline/source';
import type { PlanRow } from '../../pipeline/types';
import { loadBlock, type StoredBlock } from '../../store/blocks/block-store';
import { loadStoredRows, saveErased, type StoredRows } from '../../store/erasure/stored-rows';
import type { Database } from '../../store/sql/client';

/** Which of these rows, which name no record, are the person's. */
export type IsPersons = (block: StoredBlock, rows: ReadonlySet<number>) => number[];

export interface BlockOfJob {
  jobId: number;
  file: { id: number; dialect: Dialect };
  ordinal: number;
}

export interface ToErase {
  documents: ReadonlySet<string>;
  /** Rows of the file that are blank already, for whichever job; those of this block are added. */
  erased: Set<number>;
  isPersons: IsPersons;
}

/** Blanks what one block of a job has stored about these records. Gives how many rows that were. */
export const eraseInBlock = async (database: Database, { jobId, file, ordinal }: BlockOfJob, { documents, erased, isPersons }: ToErase): Promise<number> => {
  const stored = await loadStoredRows(database, { jobId, ordinal });
  const all = rowsOf(stored);
  for (const { row, erased: isErased } of all) if (isErased === true) erased.add(row);
  const open = all.filter(({ erased: isErased }) => isErased !== true);
  const nameless = new Set(open.filter(({ record }) => record === null).map(({ row }) => row));
  const block = nameless.size > 0 ? await loadBlock(database.knex(), file.id, ordinal) : null;
  const found = block === null ? [] : isPersons(block, nameless);
  const rows = new Set([...found, ...open.filter((row) => erased.has(row.row) || isAbout(row, documents)).map(({ row }) => row)]);
  if (rows.size === 0 && !open.some((row) => isCandidate(row, documents))) return 0;
  const bytes = block ?? (await loadBlock(database.knex(), file.id, ordinal));
  await saveErased(database, {
    jobId, fileId: file.id, rows: [...rows],
    stored: blank(stored, rows, documents),
    block: { ...bytes, bytes: maskRows(bytes, file.dialect, rows) },
  });
  for (const row of rows) erased.add(row);
  return rows.size;
};

/** The stored plans, and rows that were planned anew while they were imported. */
const rowsOf = ({ plans, outcomes }: StoredRows): PlanRow[] => [...plans.flatMap(({ rows }) => rows), ...outcomes.flatMap(({ slice }) => slice.replanned ?? [])];

const isCandidate = ({ candidates }: PlanRow, documents: ReadonlySet<string>): boolean => candidates?.some(({ documentId }) => documents.has(documentId)) ?? false;

const blank = ({ plans, outcomes }: StoredRows, rows: ReadonlySet<number>, documents: ReadonlySet<string>): StoredRows => ({
  plans: plans.map(({ id, rows: plan }) => ({ id, rows: plan.map((row) => (rows.has(row.row) ? erasePlanRow(row) : withoutCandidates(row, documents))) })),
  outcomes: outcomes.map(({ id, slice }) => ({ id, slice: eraseOutcome(slice, rows) })),
});
