import type { Target } from '../../contracts';
import { contactKeys, organizationKeys, type RecordKey } from './record-keys';

/** Further fields by which records may be found, as an integrator's configuration names them. */
export type IdentifierFields = Record<Target, readonly string[]>;

/** All keys of a record: those of its own fields, and those of the identifier fields. */
export type KeysOf = (target: Target, record: Record<string, unknown>) => RecordKey[];

export const NO_IDENTIFIERS: IdentifierFields = { contacts: [], organizations: [] };

export const createKeysOf = (identifiers: IdentifierFields = NO_IDENTIFIERS): KeysOf => (target, record) =>
  keysOfRecord({ target, values: record, externalIds: record['externalIds'] }, identifiers);

/** The same for a record whose external IDs stand beside its values, as a run has it. */
export const keysOfRecord = (
  { target, values, externalIds }: { target: Target; values: Record<string, unknown>; externalIds: unknown },
  identifiers: IdentifierFields = NO_IDENTIFIERS,
): RecordKey[] => (target === 'contacts' ? contactKeys(values, externalIds, identifiers.contacts) : organizationKeys(values, externalIds, identifiers.organizations));
