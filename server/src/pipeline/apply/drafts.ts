import { stateOfCreated, stateOfStored, type RecordState } from '../plan/record-state';
import type { StoredRecord } from '../ports';
import type { PlanRow, RecordRef } from '../types';
import type { SliceContext } from './apply-slice';
import { recordsOf } from './independent-prefix';
import { createdRecord } from './row-values';

/** A record that the slice changes: as it was, and as it is after the rows checked so far. */
export interface Draft {
  before: StoredRecord;
  /** An earlier row of the slice creates it: it has no database id until it is written. */
  isNew: boolean;
  state: RecordState;
  changed: Set<string>;
}

/** Changes records that are there. */
export const isChange = ({ kind }: PlanRow): boolean => kind === 'update' || kind === 'merge' || kind === 'delete';

/** Locks and reads the records of these rows in one query; those that the slice itself creates are made up from their rows. */
export const loadDrafts = async (rows: PlanRow[], context: SliceContext): Promise<Map<string, Draft>> => {
  const { writer, setting, keyFields } = context;
  const changes = rows.filter(isChange);
  const refs = changes.flatMap(recordsOf);
  const drafts = newDrafts(rows, new Set(refs.map(({ documentId }) => documentId)), context);
  const ids = await idsOf(refs.filter(({ documentId }) => !drafts.has(documentId)), context);
  const fields = [...new Set([...keyFields, 'mergedInto', ...changes.flatMap((row) => row.changes.map(([field]) => field))])];
  const records = await writer.lockRecords(setting.target, ids, fields);
  for (const record of records) {
    drafts.set(record.documentId, { before: record, isNew: false, state: stateOfStored(setting, record), changed: new Set<string>() });
  }
  return drafts;
};

const newDrafts = (rows: PlanRow[], wanted: ReadonlySet<string>, context: SliceContext): Map<string, Draft> => {
  const drafts = new Map<string, Draft>();
  for (const row of rows) {
    if (row.kind !== 'create' || row.record === null || !wanted.has(row.record.documentId)) continue;
    const { documentId } = row.record;
    const organization = row.organization?.documentId ?? null;
    const facts = { documentId, ...createdRecord(row, context), organization };
    const state = stateOfCreated(context.setting, { row: row.row, ...facts });
    drafts.set(documentId, { before: { id: 0, createdMs: state.createdMs, lastJob: context.job, ...facts }, isNew: true, state: { ...state, lastRow: null }, changed: new Set() });
  }
  return drafts;
};

const idsOf = async (refs: RecordRef[], { writer, setting }: SliceContext): Promise<number[]> => {
  const unknown = refs.flatMap(({ id, documentId }) => (id === null ? [documentId] : []));
  const made = unknown.length === 0 ? new Map<string, number>() : await writer.idsOfDocuments(setting.target, [...new Set(unknown)]);
  const ids = refs.map(({ id, documentId }) => id ?? made.get(documentId) ?? 0);
  return [...new Set(ids)].filter((id) => id > 0);
};

/** Another job, or a person, has merged it into another record since. */
export const isMergedAway = ({ before }: Draft): boolean => typeof before.values['mergedInto'] === 'string' && before.values['mergedInto'] !== '';
