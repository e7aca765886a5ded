import type { Hit, Trial } from '../match/compile-match-by';
import { recordKeys, stateOfStored, type RecordState } from '../plan/record-state';
import { uniqueHashes } from '../plan/unique-hashes';
import type { Candidate, PlanRow } from '../types';
import type { SliceContext } from './apply-slice';
import { isChange } from './drafts';
import { recordsOf } from './independent-prefix';
import { createdRecord } from './row-values';
import { SliceConflict } from './slice-conflict';
import type { SliceLedger } from './slice-ledger';

/** Looks up once more what the plan creates. Rows whose keys find records now that they did not find when planned are held. */
export const checkCreates = async (rows: PlanRow[], ledger: SliceLedger, context: SliceContext): Promise<void> => {
  const planned = rows.filter((row) => row.kind === 'create' && ledger.stands(row));
  if (planned.length === 0) return;
  const changed = await matchedSince(planned, context);
  const changing = firstChanges(rows.filter((row) => isChange(row) && ledger.stands(row)));
  for (const [row, ids] of changed) {
    // An earlier row of the slice may take the identifier off the record that has it: changes are written after creates.
    if (ids.some((id) => (changing.get(id) ?? row.row) < row.row)) throw new SliceConflict(row.row);
    ledger.hold(row.row, 'plan.changed-since');
  }
};

/** Record id → the first row that changes it. */
const firstChanges = (changes: PlanRow[]): Map<number, number> => {
  const first = new Map<number, number>();
  for (const row of changes) for (const { id } of recordsOf(row)) if (id !== null && !first.has(id)) first.set(id, row.row);
  return first;
};

/**
 * The rows whose keys find records that they did not find before, with these records' ids. One set query over the keys;
 * what this job wrote itself (a row may share an identifier that it is not matched by) does not count.
 */
const matchedSince = async (planned: PlanRow[], context: SliceContext): Promise<Map<PlanRow, number[]>> => {
  const { setting, writer, job, keyFields } = context;
  const hashesOf = new Map(planned.map((row) => [row, recordKeys(setting, createdRecord(row, context)).map(({ hash }) => hash)]));
  const found = await writer.findKeys(setting.target, [...new Set([...hashesOf.values()].flat())]);
  if (found.length === 0) return new Map();
  const records = await writer.lockRecords(setting.target, [...new Set(found.map(({ recordId }) => recordId))], keyFields);
  const states = new Map<number, RecordState>();
  for (const record of records) if (record.lastJob !== job) states.set(record.id, stateOfStored(setting, record));
  const hits = new Map<string, StoredHit[]>();
  for (const { hash, recordId, field, alias } of found) {
    const state = states.get(recordId);
    if (state !== undefined) hits.set(hash, [...(hits.get(hash) ?? []), { id: recordId, state, alias: alias ? field : null }]);
  }
  const changed = new Map<PlanRow, number[]>();
  for (const row of planned) {
    if (!(hashesOf.get(row) ?? []).some((hash) => hits.has(hash))) continue;
    const ids = matches(row, hits, context);
    if (ids.length > 0) changed.set(row, ids);
  }
  return changed;
};

interface StoredHit extends Hit {
  id: number;
}

/** Records that have an identifier of the row's that is unique, or that it would be matched by. */
const matches = (row: PlanRow, hits: Map<string, StoredHit[]>, { setting, steps }: SliceContext): number[] => {
  const candidate = asCandidate(row);
  const ignored = new Set(row.ignored);
  const organization = row.organization?.documentId ?? null;
  const unique = uniqueHashes(candidate, setting).flatMap(({ hash }) => (hits.get(hash) ?? []).map(({ id }) => id));
  const found = (trial: Trial, accepts: (hit: Hit) => boolean): number[] =>
    ignored.has(trial.hash) ? [] : (hits.get(trial.hash) ?? []).filter(accepts).map(({ id }) => id);
  const matched = steps.flatMap((step) => step.trials(candidate).flatMap((trial) => found(trial, (hit) => step.accepts(candidate, hit, trial, organization))));
  return [...new Set([...unique, ...matched])];
};

/** A planned row gives back the identifiers of the candidate that it was made from. */
const asCandidate = (row: PlanRow): Candidate => ({
  row: row.row, line: row.line, values: row.values ?? {}, externalId: row.externalId, externalIds: row.otherIds ?? [], organization: null, issues: [], empty: false, action: null,
});
