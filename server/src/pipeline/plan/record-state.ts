import type { Target } from '../../contracts';
import { contactKeys, organizationKeys, type RecordKey, type StoredExternalId } from '../../domain/keys';
import type { StoredRecord } from '../ports';
import type { FieldChange, RecordRef } from '../types';

/**
 * A record as it stands after the rows planned so far: what the database has, changed by earlier rows of the file.
 * `identity` names it within a job: minus its database id, or the number of the row that creates it.
 */
export interface RecordState {
  identity: number;
  ref: RecordRef;
  createdMs: number;
  values: Record<string, unknown>;
  externalIds: StoredExternalId[];
  organization: string | null;
  /** The last row of this job that creates or changes it. */
  lastRow: number | null;
  /** Hashes of all its keys, computed when first asked for. */
  hashes(): ReadonlySet<string>;
}

type Facts = Omit<RecordState, 'hashes'>;

const keysOf = (target: Target, values: Record<string, unknown>, externalIds: StoredExternalId[]): RecordKey[] =>
  (target === 'contacts' ? contactKeys : organizationKeys)({ ...values, externalIds });

export const recordKeys = (target: Target, state: Pick<RecordState, 'values' | 'externalIds'>): RecordKey[] =>
  keysOf(target, state.values, state.externalIds);

const withHashes = (target: Target, facts: Facts): RecordState => {
  let hashes: Set<string> | null = null;
  return {
    ...facts,
    hashes: () => (hashes ??= new Set(keysOf(target, facts.values, facts.externalIds).map((key) => key.hash))),
  };
};

export const stateOfStored = (target: Target, record: StoredRecord): RecordState =>
  withHashes(target, {
    identity: -record.id,
    ref: { documentId: record.documentId, id: record.id },
    createdMs: record.createdMs,
    values: record.values,
    externalIds: record.externalIds,
    organization: record.organization,
    lastRow: null,
  });

export interface CreatedFacts {
  row: number;
  documentId: string;
  values: Record<string, unknown>;
  externalIds: StoredExternalId[];
  organization: string | null;
}

export const stateOfCreated = (target: Target, created: CreatedFacts): RecordState =>
  withHashes(target, {
    identity: created.row,
    ref: { documentId: created.documentId, id: null },
    createdMs: Number.MAX_SAFE_INTEGER,
    values: created.values,
    externalIds: created.externalIds,
    organization: created.organization,
    lastRow: created.row,
  });

/** The state after one more row: its changes, an external ID that it adds, an organization that it sets. */
export const changedState = (
  target: Target,
  state: RecordState,
  change: { row: number; changes: FieldChange[]; externalId: StoredExternalId | null; organization: string | null },
): RecordState => {
  const values = { ...state.values };
  for (const [field, , after] of change.changes) values[field] = after;
  return withHashes(target, {
    identity: state.identity,
    ref: state.ref,
    createdMs: state.createdMs,
    values,
    externalIds: change.externalId === null ? state.externalIds : [...state.externalIds, change.externalId],
    organization: change.organization ?? state.organization,
    lastRow: change.row,
  });
};
