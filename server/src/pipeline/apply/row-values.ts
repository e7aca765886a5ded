import { gainedIds, missingIds } from '../plan/gained-ids';
import type { RecordState } from '../plan/record-state';
import type { PlanRow } from '../types';
import type { SliceContext } from './apply-slice';

/** What a row that creates a record gives it. */
export const createdRecord = (row: PlanRow, { setting }: Pick<SliceContext, 'setting'>): Pick<RecordState, 'values' | 'externalIds'> => ({
  values: row.values ?? {},
  externalIds: gainedIds(row, setting),
});

/** A record's values and external IDs once the row is done. */
export const afterRow = (
  row: PlanRow,
  { values, externalIds }: Pick<RecordState, 'values' | 'externalIds'>,
  { setting }: Pick<SliceContext, 'setting'>,
): Pick<RecordState, 'values' | 'externalIds'> => ({
  values: { ...values, ...Object.fromEntries(row.changes.map(([field, , after]) => [field, after])) },
  externalIds: [...externalIds, ...missingIds(gainedIds(row, setting), externalIds)],
});
