import type { FieldDescriptor, RowIssue, Value } from '../../contracts';
import { DOCUMENT_ID } from './foreign-catalogue';

/** What a row of a foreign type lacks to create a record. A documentId that names no record creates none: Strapi gives them. */
export const missingForeign = ({ values }: { values: Readonly<Record<string, Value | null>> }, catalogue: readonly FieldDescriptor[]): RowIssue[] => {
  const isGiven = (path: string): boolean => values[path] !== undefined && values[path] !== null && values[path] !== '';
  if (isGiven(DOCUMENT_ID)) return [{ code: 'record.unknown', params: { field: DOCUMENT_ID } }];
  const sayers = new Map<string, string[]>();
  // Any key of a required relation will do.
  for (const { path, required, reference } of catalogue) {
    if (!required) continue;
    const attribute = reference?.attribute ?? path;
    sayers.set(attribute, [...(sayers.get(attribute) ?? []), path]);
  }
  return [...sayers].filter(([, paths]) => !paths.some(isGiven)).map(([field]) => ({ code: 'required.missing', params: { field } }));
};
