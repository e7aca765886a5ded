import type { ResolvedSetting } from '../../contracts';
import { keysOfRecord, nameHash, type RecordKey, type StoredExternalId } from '../../domain/keys';
import type { StoredRecord } from '../ports';
import type { FieldChange, RecordRef } from '../types';

/** What a record's keys depend on, beside the record. */
export type KeyContext = Pick<ResolvedSetting, 'target' | 'identifiers'>;

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
  /** Keys of records that earlier rows merged into it: hash → the field that had it there. */
  aliases: ReadonlyMap<string, string>;
  /** Under `inFileDuplicates: combine`: fields that earlier rows of the file gave it. */
  given: ReadonlySet<string> | null;
  /** The last row of this job that creates or changes it. */
  lastRow: number | null;
  /** Hashes of all its keys, computed when first asked for. */
  hashes(): ReadonlySet<string>;
  /** Hash of its name, computed when first asked for. */
  nameHash(): string;
}

type Facts = Omit<RecordState, 'hashes' | 'nameHash'>;

const NO_ALIASES: ReadonlyMap<string, string> = new Map();

const keysOf = ({ target, identifiers }: KeyContext, values: Record<string, unknown>, externalIds: StoredExternalId[]): RecordKey[] =>
  keysOfRecord({ target, values, externalIds }, identifiers);

export const recordKeys = (context: KeyContext, state: Pick<RecordState, 'values' | 'externalIds'>): RecordKey[] =>
  keysOf(context, state.values, state.externalIds);

const withHashes = (context: KeyContext, facts: Facts): RecordState => {
  let hashes: Set<string> | null = null;
  let name: string | null = null;
  // Each by its name: spreading them took a tenth of the time of planning a new record.
  return {
    identity: facts.identity,
    ref: facts.ref,
    createdMs: facts.createdMs,
    values: facts.values,
    externalIds: facts.externalIds,
    organization: facts.organization,
    aliases: facts.aliases,
    given: facts.given,
    lastRow: facts.lastRow,
    hashes: () => (hashes ??= new Set(keysOf(context, facts.values, facts.externalIds).map((key) => key.hash))),
    nameHash: () => (name ??= nameHash(context.target, facts.values)),
  };
};

export const stateOfStored = (context: KeyContext, record: StoredRecord): RecordState =>
  withHashes(context, {
    identity: -record.id,
    ref: { documentId: record.documentId, id: record.id },
    createdMs: record.createdMs,
    values: record.values,
    externalIds: record.externalIds,
    organization: record.organization,
    aliases: NO_ALIASES,
    given: null,
    lastRow: null,
  });

export interface CreatedFacts {
  row: number;
  documentId: string;
  values: Record<string, unknown>;
  externalIds: StoredExternalId[];
  organization: string | null;
  given?: readonly string[] | undefined;
}

export const stateOfCreated = (context: KeyContext, created: CreatedFacts): RecordState =>
  withHashes(context, {
    identity: created.row,
    ref: { documentId: created.documentId, id: null },
    createdMs: Number.MAX_SAFE_INTEGER,
    values: created.values,
    externalIds: created.externalIds,
    organization: created.organization,
    aliases: NO_ALIASES,
    given: created.given === undefined ? null : new Set(created.given),
    lastRow: created.row,
  });

/** What one more row does to a record. */
export interface StateChange {
  row: number;
  changes: FieldChange[];
  /** External IDs that it adds. */
  externalIds: readonly StoredExternalId[];
  organization: string | null;
  aliases?: readonly { hash: string; field: string }[] | undefined;
  given?: readonly string[] | undefined;
}

/** The state after one more row: its changes, external IDs and aliases that it adds, an organization that it sets. */
export const changedState = (context: KeyContext, state: RecordState, change: StateChange): RecordState => {
  const values = { ...state.values };
  for (const [field, , after] of change.changes) values[field] = after;
  return withHashes(context, {
    identity: state.identity,
    ref: state.ref,
    createdMs: state.createdMs,
    values,
    externalIds: change.externalIds.length === 0 ? state.externalIds : [...state.externalIds, ...change.externalIds],
    organization: change.organization ?? state.organization,
    aliases: change.aliases === undefined || change.aliases.length === 0 ? state.aliases : new Map([...state.aliases, ...change.aliases.map(({ hash, field }) => [hash, field] as const)]),
    given: change.given === undefined ? state.given : new Set([...(state.given ?? []), ...change.given]),
    lastRow: change.row,
  });
};

