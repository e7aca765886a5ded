import { findMatch } from '../match/find-match';
import { recordKeys, stateOfStored, type RecordState } from '../plan/record-state';
import { uniqueHashes } from '../plan/plan-row';
import type { NewRecord } from '../ports';
import type { Candidate, PlanRow } from '../types';
import type { SliceContext, SliceProgress } from './apply-slice';

/** Inserts the records that the plan creates, after looking their keys up once more. */
export const createRecords = async (rows: PlanRow[], { ledger, organizationIds }: SliceProgress, context: SliceContext): Promise<void> => {
  const planned = rows.filter((row) => row.kind === 'create' && ledger.stands(row));
  if (planned.length === 0) return;
  for (const row of await matchedSince(planned, context)) ledger.hold(row.row, 'plan.changed-since');
  const records = planned.filter((row) => ledger.stands(row)).map((row) => newRecord(row, organizationIds, context));
  await context.writer.insertRecords(context.setting.target, records);
};

const newRecord = (row: PlanRow, organizationIds: Map<string, number>, { setting }: SliceContext): NewRecord => {
  const values = row.values ?? {};
  const externalIds = row.externalId === null || setting.externalSource === null ? [] : [{ source: setting.externalSource.id, value: row.externalId }];
  return {
    documentId: row.record?.documentId ?? '',
    values,
    externalIds,
    organizationId: row.organization === null ? null : (organizationIds.get(row.organization.documentId) ?? null),
    keys: recordKeys(setting.target, { values, externalIds }),
  };
};

/**
 * Rows whose keys find a record now that they did not find when planned. One set query; what this job wrote itself
 * (a row may share an identifier that it is not matched by) does not count.
 */
const matchedSince = async (planned: PlanRow[], context: SliceContext): Promise<PlanRow[]> => {
  const { setting, steps, writer, job } = context;
  const candidates = planned.map((row) => ({ row, candidate: asCandidate(row) }));
  const hashes = new Set<string>();
  for (const { candidate } of candidates) {
    for (const step of steps) for (const { hash } of step.trials(candidate)) hashes.add(hash);
    for (const { hash } of uniqueHashes(candidate, setting)) hashes.add(hash);
  }
  const found = await writer.findKeys(setting.target, [...hashes]);
  if (found.length === 0) return [];
  const records = await writer.lockRecords(setting.target, [...new Set(found.map(({ recordId }) => recordId))], context.keyFields);
  const states = new Map<number, RecordState>();
  for (const record of records) if (record.lastJob !== job) states.set(-record.id, stateOfStored(setting.target, record));
  const hits = (hash: string): number[] => found.filter((hit) => hit.hash === hash && states.has(-hit.recordId)).map(({ recordId }) => recordId);
  const sources = { hits, identityOf: () => 0, state: (identity: number) => states.get(identity) };
  return candidates
    .filter(({ row, candidate }) =>
      uniqueHashes(candidate, setting).some(({ hash }) => hits(hash).length > 0) ||
      findMatch(candidate, row.organization?.documentId ?? null, steps, sources) !== null)
    .map(({ row }) => row);
};

/** A planned row gives back the identifiers of the candidate that it was made from. */
const asCandidate = (row: PlanRow): Candidate => ({
  row: row.row,
  line: row.line,
  values: row.values ?? {},
  externalId: row.externalId,
  organization: null,
  issues: [],
  empty: false,
});
