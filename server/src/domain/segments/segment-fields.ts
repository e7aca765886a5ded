import { CONSENT_PREFIX, isStored, type Definitions, type FieldDescriptor, type SegmentField, type SegmentFieldKind, type Target, type ValueType } from '../../contracts';

const KIND: Record<ValueType, SegmentFieldKind> = {
  text: 'text', email: 'text', phone: 'text', country: 'text', url: 'text', enumeration: 'options', boolean: 'flag', consent: 'consent',
  integer: 'number', decimal: 'number', date: 'date', datetime: 'time', externalId: 'presence',
};

/** Fields that every record has, and no file maps. */
const TIMES: readonly SegmentField[] = [
  { path: 'createdAt', label: 'Created', kind: 'time', values: null },
  { path: 'updatedAt', label: 'Updated', kind: 'time', values: null },
];

/** What a segment can ask: every field of the record, of a contact's organization, and those that administrators have defined. */
export const segmentFields = (target: Target, catalogue: readonly FieldDescriptor[], { attributes }: Pick<Definitions, 'attributes'>): SegmentField[] => {
  const labels = new Map(attributes.map(({ code, options }) => [`attributes.${code}`, options]));
  const fields = catalogue.filter(isStored).map(({ path, label, type, values }): SegmentField => ({
    path,
    label,
    kind: path.startsWith(CONSENT_PREFIX) ? 'consent' : KIND[type],
    values: values === null ? null : (labels.get(path) ?? values.map((code) => ({ code, label: code }))),
  }));
  return [...fields, ...(target === 'contacts' ? [{ path: 'organization', label: 'Organization', kind: 'presence', values: null } as const] : []), ...TIMES];
};
