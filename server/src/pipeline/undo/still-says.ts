import { isDefined } from '../../contracts';
import { isBlank } from '../plan/same-value';

/** Whether a stored value is the one that an import wrote; the databases give lists and JSON back as text. */
export const stillSays = (stored: unknown, written: unknown): boolean => {
  if (isBlank(stored) || isBlank(written)) return isBlank(stored) && isBlank(written);
  return stored === written || asText(stored) === asText(written);
};

const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

/** The first field of which a record says something else than was written on an empty one; null when it is as it was. */
export const editedField = (values: Record<string, unknown>, written: Record<string, unknown>, empty: Record<string, unknown>): string | null => {
  for (const field in empty) if (!stillSays(values[field], isBlank(written[field]) ? empty[field] : written[field])) return field;
  // Of fields that an administrator has defined, only those that say something are told.
  for (const field in values) if (isDefined(field) && isBlank(written[field]) && !isBlank(values[field])) return field;
  for (const field in written) if (!(field in empty) && !stillSays(values[field], written[field])) return field;
  return null;
};
