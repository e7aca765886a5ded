import type { ForeignKeys, Target } from '../../contracts';
import { foreignKeys } from './foreign-keys';
import { contactKeys, organizationKeys, type RecordKey } from './record-keys';

/** Further fields by which records may be found, as an integrator's configuration names them. */
export interface IdentifierFields {
  contacts: readonly string[];
  organizations: readonly string[];
  /** Of a foreign type: all fields by which its records are found. */
  foreign?: ForeignKeys;
}

/** All keys of a record: those of its own fields, and those of the identifier fields. */
export type KeysOf = (target: Target, record: Record<string, unknown>) => RecordKey[];

export const NO_IDENTIFIERS: IdentifierFields = { contacts: [], organizations: [] };

/** The integrator's fields of a target; of a foreign type, all that identify. */
export const identifiersOf = (target: Target, identifiers: IdentifierFields): readonly string[] =>
  target === 'contacts' || target === 'organizations' ? identifiers[target] : (identifiers.foreign?.fields ?? []);

export const createKeysOf = (identifiers: IdentifierFields = NO_IDENTIFIERS): KeysOf => (target, record) =>
  keysOfRecord({ target, values: record, externalIds: record['externalIds'] }, identifiers);

/** The same for a record whose external IDs stand beside its values, as a run has it. */
export const keysOfRecord = (
  { target, values, externalIds }: { target: Target; values: Record<string, unknown>; externalIds: unknown },
  identifiers: IdentifierFields = NO_IDENTIFIERS,
): RecordKey[] => {
  if (target === 'contacts') return contactKeys(values, externalIds, identifiers.contacts);
  if (target === 'organizations') return organizationKeys(values, externalIds, identifiers.organizations);
  return identifiers.foreign === undefined ? [] : foreignKeys(values, identifiers.foreign);
};
