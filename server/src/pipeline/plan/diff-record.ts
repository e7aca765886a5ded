import type { RowIssue, Value } from '../../contracts';
import { extendList } from '../../domain/values';
import type { FieldChange } from '../types';
import { FILE_WINS, type FieldRules } from './field-rules';
import { isBlank, sameValue } from './same-value';

/** What a row changes on a record, field by field, under the fields' conflict rules. */
export const diffRecord = (current: Record<string, unknown>, given: Record<string, Value | null>, rules: FieldRules): FieldChange[] => {
  const changes: FieldChange[] = [];
  for (const field in given) {
    const before = current[field] ?? null;
    const rule = rules.get(field) ?? FILE_WINS;
    const after = rule.extends && typeof given[field] === 'string' ? extendList(before, given[field]) : (given[field] ?? null);
    if (sameValue(before, after)) continue;
    // An organization that many rows extend has no row to refuse: its list stays as far as it fits.
    if (rule.extends && rule.maxLength !== null && String(after).length > rule.maxLength) continue;
    // `existing` keeps whatever an existing record says; `fill` writes only where it says nothing.
    if (rule.onConflict === 'existing' || (rule.onConflict === 'fill' && !isBlank(before))) continue;
    if (rule.refusalStands === true && before === false && after === true) continue;
    changes.push([field, before, after]);
  }
  return changes;
};

/** Consents that have been refused, and that the row would turn into a yes where no import may: such a row is refused. */
export const refusedConsents = (current: Record<string, unknown>, given: Record<string, Value | null>, rules: FieldRules): RowIssue[] =>
  Object.entries(given).flatMap(([field, value]): RowIssue[] =>
    value === true && current[field] === false && rules.get(field)?.refusalStands === true ? [{ code: 'consent.refusal-stands', params: { field } }] : []);

/** Lists that the row's values would make longer than their column: such a row is refused, on every database alike. */
export const overlongLists = (current: Record<string, unknown>, given: Record<string, Value | null>, rules: FieldRules): { field: string; maxLength: number }[] =>
  Object.entries(given).flatMap(([field, value]) => {
    const rule = rules.get(field);
    if (rule === undefined || !rule.extends || rule.maxLength === null || typeof value !== 'string') return [];
    return extendList(current[field] ?? null, value).length > rule.maxLength ? [{ field, maxLength: rule.maxLength }] : [];
  });
