import type { OnConflict, Value } from '../../contracts';
import type { FieldChange } from '../types';
import { isBlank, sameValue } from './same-value';

/** What a row changes on a record, field by field, under the fields' conflict rules. */
export const diffRecord = (
  current: Record<string, unknown>,
  given: Record<string, Value | null>,
  onConflict: ReadonlyMap<string, OnConflict>,
): FieldChange[] => {
  const changes: FieldChange[] = [];
  for (const field in given) {
    const before = current[field] ?? null;
    const after = given[field] ?? null;
    if (sameValue(before, after)) continue;
    const rule = onConflict.get(field) ?? 'file';
    // `existing` keeps whatever an existing record says; `fill` writes only where it says nothing.
    if (rule === 'existing' || (rule === 'fill' && !isBlank(before))) continue;
    changes.push([field, before, after]);
  }
  return changes;
};
