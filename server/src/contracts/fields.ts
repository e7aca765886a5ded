/** A field that a column can be mapped to, as `GET /targets/:uid/fields` lists it. */
export const VALUE_TYPES = [
  'text', 'email', 'phone', 'country', 'enumeration', 'boolean', 'consent', 'integer', 'decimal', 'date', 'datetime', 'url', 'externalId',
] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

export type KeyGroup = 'email' | 'phone';

export interface FieldDescriptor {
  /** Path in a setting: `workEmail`, `externalId`, `organization.name`, `organization.externalId`. */
  path: string;
  type: ValueType;
  /** English label; the panel translates by path and falls back to this one. */
  label: string;
  maxLength: number | null;
  /** Allowed values of an enumeration. */
  values: readonly string[] | null;
  /** Needed in every row that creates a record. */
  required: boolean;
  /** Can stand in `matchBy` by itself. */
  identifier: boolean;
  /** The group that it belongs to, so that `email` stands for all three addresses. */
  group: KeyGroup | null;
  /** Largest absolute value of an integer, where its column holds less than a safe integer. */
  max?: number;
  /** Several values in one text, joined by `;` (LIST_SEPARATOR): a mapping may split its cells and extend what is there. */
  list?: true;
  /** No attribute of its own: its cells are split into these fields. */
  splits?: readonly string[];
  /** Text that is an identifier (postal code, username): Excel's damage to it is warned of. */
  textId?: boolean;
  /** A consent of which an import may not turn a refusal into a yes. */
  refusalStands?: true;
}

/** Whether a record has the field itself, and not only parts of it. */
export const isStored = ({ splits }: FieldDescriptor): boolean => splits === undefined;

export const GROUP_FIELDS: Record<KeyGroup, readonly string[]> = {
  email: ['workEmail', 'personalEmail', 'otherEmail'],
  phone: ['workPhone', 'cellPhone', 'homePhone', 'otherPhone'],
};

export const ATTRIBUTE_PREFIX = 'attributes.';
export const CONSENT_PREFIX = 'consents.';
export const isConsent = (path: string): boolean => path.startsWith(CONSENT_PREFIX);
/** A path that an administrator has defined: its values stand in a table of their own, not in a column of the record. */
export const isDefined = (path: string): boolean => path.startsWith(ATTRIBUTE_PREFIX) || isConsent(path);
/** A path of the record itself: neither its organization's nor an external ID. */
export const isOwnPath = (path: string): boolean => path !== 'externalId' && (!path.includes('.') || isDefined(path));

/** How list fields are stored. */
export const LIST_SEPARATOR = ';';

/** A typed value after normalisation; dates are ISO strings, so that plans are plain JSON. */
export type Value = string | number | boolean;

export type ImportMappingConfidence = 'exact' | 'synonym' | 'guess';
export interface SuggestedMapping {
  columnIndex: number;
  column: string;
  field: string | null;
  confidence: ImportMappingConfidence | null;
}
