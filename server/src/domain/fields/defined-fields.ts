import { ATTRIBUTE_PREFIX, CONSENT_PREFIX, TEXT_LENGTH, type AttributeDto, type AttributeType, type Definitions, type FieldDescriptor, type ValueType } from '../../contracts';

const TYPE_OF: Record<AttributeType, ValueType> = { text: 'text', number: 'decimal', date: 'date', 'one-of': 'enumeration', 'many-of': 'enumeration' };

/** The fields of contacts that administrators have defined, as the catalogue lists them behind a contact's own. */
export const definedFields = ({ attributes, consents }: Definitions): FieldDescriptor[] => [
  ...attributes.map(describeAttribute),
  ...consents.map(({ code, label, refusalStands }): FieldDescriptor => ({
    path: CONSENT_PREFIX + code, type: 'consent', label, ...PLAIN, maxLength: null, values: null, ...(refusalStands ? { refusalStands: true } : {}),
  })),
];

const PLAIN = { required: false, identifier: false, group: null } as const;

const describeAttribute = ({ code, label, type, options }: AttributeDto): FieldDescriptor => ({
  path: ATTRIBUTE_PREFIX + code,
  type: TYPE_OF[type],
  label,
  ...PLAIN,
  maxLength: type === 'text' ? TEXT_LENGTH.default : null,
  values: hasOptions(type) ? options.map((option) => option.code) : null,
  ...(type === 'many-of' ? { list: true } : {}),
});

export const hasOptions = (type: AttributeType): boolean => type === 'one-of' || type === 'many-of';
