import type { Dialect } from '../../contracts';
import { eraseOutcome, erasePlanRow, isAbout, withoutCandidates } from '../../pipeline/erasure/erase-rows';
import { maskRows } from '../../pipeline/source';
import type { PlanRow } from '../../pipeline/types';
import { loadBlock, type BlockInfo } from '../../store/blocks/block-store';
import { loadStoredRows, saveErased, type StoredRows } from '../../store/erasure/stored-rows';
import type { Database } from '../../store/sql/client';

/** Which of these rows, which name no record, are the person's. */
export type FindByKeys = (ordinal: number, rows: readonly PlanRow[]) => Promise<number[]>;

export interface BlockOfJob {
  jobId: number;
  file: { id: number; dialect: Dialect };
  block: BlockInfo;
}

/** Blanks what one block of a job has stored about these records. Gives how many rows that were. */
export const eraseInBlock = async (database: Database, { jobId, file, block }: BlockOfJob, { documents, findByKeys }: { documents: ReadonlySet<string>; findByKeys: FindByKeys }): Promise<number> => {
  const stored = await loadStoredRows(database, { jobId, ordinal: block.ordinal });
  const open = rowsOf(stored).filter(({ erased }) => erased !== true);
  const found = await findByKeys(block.ordinal, open.filter(({ record }) => record === null));
  const rows = new Set([...open.filter((row) => isAbout(row, documents)).map(({ row }) => row), ...found]);
  if (rows.size === 0 && !open.some((row) => isCandidate(row, documents))) return 0;
  const bytes = await loadBlock(database.knex(), file.id, block.ordinal);
  await saveErased(database, {
    jobId, fileId: file.id, rows: [...rows],
    stored: blank(stored, rows, documents),
    block: { ...bytes, bytes: maskRows(bytes, file.dialect, rows) },
  });
  return rows.size;
};

/** The stored plans, and rows that were planned anew while they were imported. */
const rowsOf = ({ plans, outcomes }: StoredRows): PlanRow[] => [...plans.flatMap(({ rows }) => rows), ...outcomes.flatMap(({ slice }) => slice.replanned ?? [])];

const isCandidate = ({ candidates }: PlanRow, documents: ReadonlySet<string>): boolean => candidates?.some(({ documentId }) => documents.has(documentId)) ?? false;

const blank = ({ plans, outcomes }: StoredRows, rows: ReadonlySet<number>, documents: ReadonlySet<string>): StoredRows => ({
  plans: plans.map(({ id, rows: plan }) => ({ id, rows: plan.map((row) => (rows.has(row.row) ? erasePlanRow(row) : withoutCandidates(row, documents))) })),
  outcomes: outcomes.map(({ id, slice }) => ({ id, slice: eraseOutcome(slice, rows) })),
});
