/** Types of attributes; the first is the default. */
export const ATTRIBUTE_TYPES = ['text', 'number', 'date', 'one-of', 'many-of'] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/** One of the values that an attribute of type `one-of` or `many-of` takes. Files say the code, people read the label. */
export interface AttributeOption {
  code: string;
  label: string;
}

/** A field of contacts that an administrator has defined ("criterion" on screen); path `attributes.CODE`. */
export interface AttributeDto {
  id: string;
  code: string;
  label: string;
  description: string | null;
  type: AttributeType;
  options: AttributeOption[];
}

/** A permission that contacts give or refuse ("authorization" on screen): yes, no or unknown; path `consents.CODE`. */
export interface ConsentDto {
  id: string;
  code: string;
  label: string;
  description: string | null;
  /** An import may not turn a no into a yes. */
  refusalStands: boolean;
}

export interface Definitions {
  attributes: readonly AttributeDto[];
  consents: readonly ConsentDto[];
}

/** What `POST` takes; `PUT` takes any part of it, but for the code and the type, which never change. */
export interface AttributeInput {
  code: string;
  label: string;
  description?: string | null;
  type?: AttributeType;
  options?: AttributeOption[];
}
export interface ConsentInput {
  code: string;
  label: string;
  description?: string | null;
  refusalStands?: boolean;
}

/** A value that an attribute or a consent can have, as `GET /attribute-values` lists them. */
export interface KnownValue {
  field: string;
  label: string;
  type: AttributeType | 'consent';
  /** What a file says; null where any text, number or date can stand. */
  value: string | null;
  valueLabel: string | null;
}

/** Where a change of a consent comes from. */
export const CONSENT_SOURCES = ['import', 'undo', 'person', 'delete'] as const;
export type ConsentSource = (typeof CONSENT_SOURCES)[number];

/** An entry of a consent's history. It is never changed nor deleted. */
export interface ConsentChangeDto {
  consent: string;
  before: boolean | null;
  after: boolean | null;
  at: string;
  source: ConsentSource;
  /** The import that wrote it, or that was taken back. */
  job: string | null;
  by: string | null;
}

/** What one contact says. */
export interface ContactValuesDto {
  values: Record<string, string | number | boolean>;
  history: ConsentChangeDto[];
}
