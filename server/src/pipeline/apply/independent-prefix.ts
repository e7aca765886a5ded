import type { PlanRow, RecordRef } from '../types';

/** The records that a row writes: its own, and those that it merges away. */
export const recordsOf = ({ record, merge }: Pick<PlanRow, 'record' | 'merge'>): RecordRef[] =>
  record === null ? [] : merge === undefined ? [record] : [record, ...merge.losers];

/** Rows that need their records to themselves: what they move or remove cannot be told apart from what a neighbour writes. */
const isExclusive = ({ kind }: PlanRow): boolean => kind === 'merge' || kind === 'delete';

export const writes = ({ kind }: PlanRow): boolean => kind === 'create' || kind === 'update' || kind === 'merge' || kind === 'delete';

/**
 * As many of the rows, from the first, as one slice may hold: no row that merges or deletes meets another row of its
 * slice on one record. Rows that only create and update may share records: they are written once. Where the application is asked about each row
 * (`isAlone`: `writes`), no two share one, so that each is answered for itself.
 */
export const independentPrefix = (rows: PlanRow[], isAlone: (row: PlanRow) => boolean = isExclusive): PlanRow[] => {
  if (!rows.some(isAlone)) return rows;
  const touched = new Set<string>();
  const exclusive = new Set<string>();
  for (const [index, row] of rows.entries()) {
    if (!writes(row)) continue;
    const documentIds = recordsOf(row).map(({ documentId }) => documentId);
    const alone = isAlone(row);
    if (documentIds.some((id) => exclusive.has(id) || (alone && touched.has(id)))) return rows.slice(0, index);
    for (const id of documentIds) (alone ? exclusive : touched).add(id);
  }
  return rows;
};
