import { applyCorrections, indexEverywhere, type Corrected } from '../../pipeline/corrections/apply-corrections';
import { findCorrections, hasCorrections } from '../../store/jobs/correction-store';
import type { JobRow } from '../../store/jobs/job-row';
import type { Database } from '../../store/sql/client';
import type { FileRecord, OpenFile } from '../files/read-rows';

export type JobRecord = Corrected<FileRecord>;

/** A job's file as the job reads it: with what people have corrected laid over the cells. */
export interface OpenJobRows extends Omit<OpenFile, 'readBlock'> {
  /**
   * A block's rows, contiguous and in file order. `attemptOfRow`: as which run a row is read; the job's present one by
   * default. Rows that were done before a correction was made are read without it.
   */
  readBlock(ordinal: number, attemptOfRow?: (row: number) => number): Promise<JobRecord[]>;
}

/** Asks once whether there are corrections at all: most jobs have none, and read as fast as before. Nothing is corrected while a job runs. */
export const openJobRows = async (database: Database, job: Pick<JobRow, 'id' | 'attempt'>, file: OpenFile): Promise<OpenJobRows> => {
  const isCorrected = await hasCorrections(database.knex(), job.id);
  return {
    ...file,
    readBlock: async (ordinal, attemptOfRow = () => job.attempt) => {
      const rows = await file.readBlock(ordinal);
      const [first, last] = [rows[0], rows.at(-1)];
      if (!isCorrected || first === undefined || last === undefined) return rows;
      const found = await findCorrections(database.knex(), job.id, { from: first.row, to: last.row });
      const corrections = { ...found, everywhere: indexEverywhere(found.everywhere) };
      return rows.map((row) => applyCorrections(row, corrections, { attempt: attemptOfRow(row.row), columnCount: file.columns.length }));
    },
  };
};
