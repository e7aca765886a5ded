import type { Target } from '../../contracts';
import { hashKey } from './hash-key';
import { normaliseName } from './normalise';

/**
 * The name by which people tell records apart: first and last name of a contact, the name of an organization; null where there is none. Records of a
 * foreign type are told apart by their keys alone.
 */
export const displayName = (target: Target, values: Record<string, unknown>): string | null => {
  if (target === 'contacts') return normaliseName(`${text(values['firstName'])} ${text(values['lastName'])}`);
  return target === 'organizations' ? normaliseName(text(values['name'])) : null;
};

/** Hash of that name; records without a name share one. */
export const nameHash = (target: Target, values: Record<string, unknown>): string => hashKey('displayName', displayName(target, values) ?? '');

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
