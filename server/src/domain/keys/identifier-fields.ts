import type { Target } from '../../contracts';
import { contactKeys, organizationKeys, type RecordKey } from './record-keys';

/** Further fields by which records may be found, as an integrator's configuration names them. */
export type IdentifierFields = Record<Target, readonly string[]>;

/** All keys of a record: those of its own fields, and those of the identifier fields. */
export type KeysOf = (target: Target, record: Record<string, unknown>) => RecordKey[];

export const NO_IDENTIFIERS: IdentifierFields = { contacts: [], organizations: [] };

export const createKeysOf = (identifiers: IdentifierFields = NO_IDENTIFIERS): KeysOf => (target, record) =>
  target === 'contacts' ? contactKeys(record, identifiers.contacts) : organizationKeys(record, identifiers.organizations);
