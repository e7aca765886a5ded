import { linkRow } from '../match/link-row';
import { prepareRow } from '../match/prepare-row';
import { NO_GUARD } from '../match/shared-guard';
import { gainedIds } from '../plan/gained-ids';
import { recordKeys, stateOfStored, type RecordState } from '../plan/record-state';
import type { KeyHit, NewRecord } from '../ports';
import type { Candidate, PlanRow } from '../types';
import type { SliceContext, SliceProgress } from './apply-slice';
import { SliceConflict } from './slice-conflict';

/** Inserts the records that the plan creates, after looking their keys up once more. */
export const createRecords = async (rows: PlanRow[], { ledger, organizationIds }: SliceProgress, context: SliceContext): Promise<void> => {
  const planned = rows
    .filter((row) => row.kind === 'create' && ledger.stands(row))
    .map((row): Planned => ({ row, record: newRecord(row, organizationIds, context) }));
  if (planned.length === 0) return;
  const changed = await matchedSince(planned, context);
  const changing = firstChanges(rows.filter((row) => row.kind === 'update' && ledger.stands(row)));
  for (const [{ row }, ids] of changed) {
    // An earlier row of the slice may take the identifier off the record that has it: updates are written after creates.
    if (ids.some((id) => (changing.get(id) ?? row.row) < row.row)) throw new SliceConflict(row.row);
    ledger.hold(row.row, 'plan.changed-since');
  }
  await context.writer.insertRecords(context.setting.target, planned.filter((each) => !changed.has(each)).map(({ record }) => record));
};

interface Planned {
  row: PlanRow;
  record: NewRecord;
}

/** Record id → the first row that updates it. */
const firstChanges = (updates: PlanRow[]): Map<number, number> => {
  const first = new Map<number, number>();
  for (const { row, record } of updates) if (record !== null && record.id !== null && !first.has(record.id)) first.set(record.id, row);
  return first;
};

const newRecord = (row: PlanRow, organizationIds: Map<string, number>, { setting }: SliceContext): NewRecord => {
  const values = row.values ?? {};
  const externalIds = gainedIds(row, setting);
  return {
    documentId: row.record?.documentId ?? '',
    values,
    externalIds,
    organizationId: row.organization === null ? null : (organizationIds.get(row.organization.documentId) ?? null),
    keys: recordKeys(setting, { values, externalIds }),
  };
};

/**
 * Rows whose keys find records now that they did not find when planned, with these records' ids. One set query over the
 * keys; what this job wrote itself (a row may share an identifier that it is not matched by) does not count.
 */
const matchedSince = async (planned: Planned[], context: SliceContext): Promise<Map<Planned, number[]>> => {
  const { setting, steps, writer, job } = context;
  const found = await writer.findKeys(setting.target, [...new Set(planned.flatMap(({ record }) => record.keys.map(({ hash }) => hash)))]);
  if (found.length === 0) return new Map();
  const records = await writer.lockRecords(setting.target, [...new Set(found.map(({ recordId }) => recordId))], context.keyFields);
  const states = new Map<number, RecordState>();
  for (const record of records) if (record.lastJob !== job) states.set(-record.id, stateOfStored(setting, record));
  const owners = new Map<string, KeyHit[]>();
  for (const hit of found) if (states.has(-hit.recordId)) owners.set(hit.hash, [...(owners.get(hit.hash) ?? []), hit]);
  const hits = (hash: string): KeyHit[] => owners.get(hash) ?? [];
  const state = (identity: number): RecordState | undefined => states.get(identity);
  const sources = { hits, state, identitiesOf: () => [], survivorOf: (identity: number) => identity, isDistinct: () => false };
  const changed = new Map<Planned, number[]>();
  for (const each of planned) {
    if (!each.record.keys.some(({ hash }) => owners.has(hash))) continue;
    const prepared = prepareRow(asCandidate(each.row), { steps, setting, guard: NO_GUARD });
    const ignored = new Set(each.row.ignored);
    const looked = { ...sources, hits: (hash: string) => (ignored.has(hash) ? [] : hits(hash)) };
    const { links } = linkRow(prepared, each.row.organization?.documentId ?? null, { steps, sources: looked, guard: NO_GUARD, mode: 'update-first' });
    const ids = [...prepared.unique.flatMap(({ hash }) => hits(hash).map(({ recordId }) => recordId)), ...links.map((link) => -link.state.identity)];
    if (ids.length > 0) changed.set(each, ids);
  }
  return changed;
};

/** A planned row gives back the identifiers of the candidate that it was made from. */
const asCandidate = (row: PlanRow): Candidate => ({
  row: row.row,
  line: row.line,
  values: row.values ?? {},
  externalId: row.externalId,
  externalIds: row.otherIds ?? [],
  organization: null,
  issues: [],
  empty: false,
  action: null,
});
