import type { Knex } from 'knex';
import type { UndoCounts } from '../../contracts';
import type { UndoSlice } from '../../pipeline/types';
import { packJson, unpackJson } from '../jobs/compress';
import { TABLES } from '../models';
import type { Connection } from '../sql/client';

/** Rows of `attempt` from `row` on, and those of all later attempts, are taken back. */
export interface UndoPosition {
  attempt: number;
  row: number;
}

export const insertUndoSlice = async (trx: Knex.Transaction, jobId: number, { slice, counts }: { slice: UndoSlice; counts: UndoCounts }): Promise<void> => {
  await trx(TABLES.undoSlices).insert({
    job_id: jobId, attempt: slice.attempt, first_row: slice.firstRow, last_row: slice.rows.at(-1) ?? slice.firstRow,
    data: await packJson(slice), counts: JSON.stringify(counts),
  });
};

/** Where an undo stands; null before its first slice. */
export const readUndoPosition = async (connection: Connection, jobId: number): Promise<UndoPosition | null> => {
  const last = (await connection(TABLES.undoSlices).where({ job_id: jobId }).orderBy([{ column: 'attempt' }, { column: 'first_row' }]).first('attempt', 'first_row')) as
    | { attempt: number; first_row: number }
    | undefined;
  return last === undefined ? null : { attempt: Number(last.attempt), row: Number(last.first_row) };
};

/** What the undo did with the rows from `fromRow` to `toRow` (both included), in all attempts. */
export const readUndoSlices = async (connection: Connection, jobId: number, { fromRow, toRow }: { fromRow: number; toRow: number }): Promise<UndoSlice[]> => {
  const rows = (await connection(TABLES.undoSlices)
    .select('data')
    .where({ job_id: jobId })
    .where('first_row', '<=', toRow)
    .where('last_row', '>=', fromRow)
    .orderBy([{ column: 'attempt' }, { column: 'first_row' }])) as { data: Buffer }[];
  return Promise.all(rows.map(({ data }) => unpackJson<UndoSlice>(data)));
};
