import { isOwnTarget, type FieldDescriptor, type RowIssue, type Target, type Value } from '../../contracts';
import { NAMING_FIELDS } from './contact-fields';
import { missingForeign } from './foreign-missing';

interface GivenValues {
  values: Readonly<Record<string, Value | null>>;
  externalId: string | null;
}

/**
 * What a row lacks to create a record (updates need nothing). A contact needs something that identifies or names the
 * person; `params.field` names the attribute, or `name` for that rule.
 */
export const missingRequired = ({ values, externalId }: GivenValues, target: Target, catalogue: readonly FieldDescriptor[]): RowIssue[] => {
  if (!isOwnTarget(target)) return missingForeign({ values }, catalogue);
  const isGiven = (field: string): boolean => values[field] !== undefined && values[field] !== null && values[field] !== '';
  const issues: RowIssue[] = catalogue
    .filter((field) => field.required && !isGiven(field.path))
    .map((field) => ({ code: 'required.missing', params: { field: field.path } }));
  if (target === 'contacts' && externalId === null && !NAMING_FIELDS.some(isGiven)) {
    issues.push({ code: 'required.missing', params: { field: 'name' } });
  }
  return issues;
};
