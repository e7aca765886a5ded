import type { NotifyChoice } from './notices';
import type { Target } from './targets';

/** The saved, shareable configuration of an import (DESIGN.md §6). In every list the first value is the default. */
export const MERGE_MODES = ['update-first', 'merge-all', 'hold'] as const;
export const MODES = ['upsert', 'create', 'update'] as const;
export const ON_CONFLICT = ['file', 'existing', 'fill'] as const;
export const ON_BLANK = ['keep', 'clear'] as const;
export const ORGANIZATION_MATCH = ['externalId', 'name', 'domain'] as const;
export const ORGANIZATION_MISSING = ['create', 'fail', 'blank'] as const;
export const IN_FILE_DUPLICATES = ['in-order', 'first', 'last', 'combine', 'reject'] as const;
export const ON_ERROR = ['valid-rows', 'all-or-nothing', 'stop-after'] as const;
export const ON_CHANGED = ['hold', 'replan'] as const;
export const START = ['wait', 'when-valid', 'always'] as const;
export const VISIBILITY = ['private', 'shared'] as const;
export const ENCODINGS = [
  'auto', 'utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be', 'windows-1250', 'windows-1251', 'windows-1252', 'iso-8859-1', 'iso-8859-2', 'iso-8859-15',
] as const;
export const DELIMITERS = ['auto', ',', ';', '\t', '|'] as const;
export const HEADER = ['auto', true, false] as const;
export const PUBLISH = ['draft', 'published'] as const;
export const LIST_MODES = ['replace', 'extend'] as const;
export const TRANSFORMS = ['trim', 'collapse', 'lower', 'upper', 'capitalise', 'last-name-first'] as const;

export type MergeMode = (typeof MERGE_MODES)[number];
export type Mode = (typeof MODES)[number];
export type OnConflict = (typeof ON_CONFLICT)[number];
export type OnBlank = (typeof ON_BLANK)[number];
export type OrganizationMatch = (typeof ORGANIZATION_MATCH)[number];
export type OrganizationMissing = (typeof ORGANIZATION_MISSING)[number];
export type OnError = (typeof ON_ERROR)[number];
export type ListMode = (typeof LIST_MODES)[number];
export type InFileDuplicates = (typeof IN_FILE_DUPLICATES)[number];
export type Start = (typeof START)[number];
export type Encoding = (typeof ENCODINGS)[number];
export type Delimiter = (typeof DELIMITERS)[number];
export type Header = (typeof HEADER)[number];
export type Transform = (typeof TRANSFORMS)[number];

/**
 * A field path, a group (`email`, `phone`), a group opened to its fields in the order in which the row's values are
 * tried (`{ "email": ["personalEmail", "workEmail"] }`), or a list that must match together.
 */
export type MatchItem = string | string[] | GroupOrder;
export type GroupOrder = { email: string[] } | { phone: string[] };

/** An opened group as its name and its fields in the chosen order; null for every other item. */
export const openedGroup = (item: MatchItem): { group: 'email' | 'phone'; fields: string[] } | null => {
  if (typeof item === 'string' || Array.isArray(item)) return null;
  return 'email' in item ? { group: 'email', fields: item.email } : { group: 'phone', fields: item.phone };
};

/** Fields and groups that a match item names. */
export const itemNames = (item: MatchItem): readonly string[] => (typeof item === 'string' ? [item] : Array.isArray(item) ? item : (openedGroup(item)?.fields ?? []));

/** How a match item is called in plans and reports: `externalId`, `email`, `email+organization`, `email(personalEmail,workEmail)`. */
export const matchLabel = (item: MatchItem): string => {
  const opened = openedGroup(item);
  if (opened !== null) return `${opened.group}(${opened.fields.join(',')})`;
  return typeof item === 'string' ? item : itemNames(item).join('+');
};

export interface FieldMapping {
  /** Header text; `columnIndex` (from 0) wins where headers are equal or blank. */
  column: string;
  columnIndex?: number;
  aliases?: string[];
  field: string;
  include?: boolean;
  onConflict?: OnConflict;
  onBlank?: OnBlank;
  default?: string | null;
  values?: Record<string, string>;
  list?: { separator?: string; mode?: (typeof LIST_MODES)[number] } | null;
  transform?: Transform[];
}

/** An external ID of another source than the setting's: `externalIds.ERP`, by the source's name or id. */
export const OTHER_SOURCE_PREFIX = 'externalIds.';
export const otherSourceOf = (field: string): string | null => (field.startsWith(OTHER_SOURCE_PREFIX) ? field.slice(OTHER_SOURCE_PREFIX.length) : null);

/** "Wherever this column says `from`, read `to`": corrections that were kept for the next files. Compared trimmed, without case. */
export interface CellRule {
  column: string;
  from: string;
  to: string;
}

/** Most changes of a kind that a plan may hold before the go is refused; null: any number. */
export interface PlanLimits {
  updates: number | null;
  merges: number | null;
  clears: number | null;
  deletes: number | null;
}

/** The setting as a person writes it: only `target` is required (a setting without a name is used once, not saved). */
export interface ImportSettingInput {
  name?: string;
  target: Target;
  preset?: string | null;
  externalSource?: string | null;
  matchBy?: MatchItem[];
  mergeMode?: MergeMode;
  mode?: Mode;
  fields?: FieldMapping[];
  organizations?: { matchBy?: OrganizationMatch; missing?: OrganizationMissing };
  inFileDuplicates?: InFileDuplicates;
  clearToken?: string | null;
  actionColumn?: string | null;
  onError?: { policy?: (typeof ON_ERROR)[number]; rows?: number; percent?: number };
  onChangedSincePlan?: (typeof ON_CHANGED)[number];
  limits?: { updates?: number | null; merges?: number | null; clears?: number | null; deletes?: number | null };
  allowSharedIdentifiers?: string[];
  rules?: CellRule[];
  defaultCountry?: string | null;
  dateFormat?: string;
  decimal?: 'auto' | '.' | ',';
  timeZone?: string;
  publish?: (typeof PUBLISH)[number];
  locale?: string | null;
  file?: { encoding?: Encoding; delimiter?: Delimiter; header?: Header };
  start?: Start;
  notify?: NotifyChoice;
  visibility?: (typeof VISIBILITY)[number];
  version?: number;
}

/** The same with every default filled in and the mapping resolved against a file's header: what a job freezes. */
export interface ResolvedSetting {
  name: string | null;
  target: Target;
  externalSource: { id: string; name: string } | null;
  matchBy: MatchItem[];
  mergeMode: MergeMode;
  mode: Mode;
  fields: ResolvedField[];
  organizations: { matchBy: OrganizationMatch; missing: OrganizationMissing };
  inFileDuplicates: InFileDuplicates;
  clearToken: string | null;
  /** Index of the column that says per row what to do (`create`, `update`, `upsert`, `delete`, `skip`); null: none. */
  actionColumn: number | null;
  onError: { policy: OnError; rows: number; percent: number };
  onChangedSincePlan: (typeof ON_CHANGED)[number];
  limits: PlanLimits;
  /** Identifiers, as a person writes them, that may find a record although many share them. */
  allowSharedIdentifiers: string[];
  /** Integrators' fields that are keys too, from the configuration. */
  identifiers: Record<Target, string[]>;
  /** By column index. */
  rules: { columnIndex: number; from: string; to: string }[];
  defaultCountry: string | null;
  dateFormat: string;
  decimal: 'auto' | '.' | ',';
  timeZone: string;
}

export interface ResolvedField {
  columnIndex: number;
  column: string;
  field: string;
  onConflict: OnConflict;
  onBlank: OnBlank;
  default: string | null;
  values: Record<string, string> | null;
  /** How a cell with several values is split, and whether they replace or extend what the record has; null: one value. */
  list: { separator: string; mode: ListMode; maxLength: number | null } | null;
  transform: Transform[];
  /** The column holds full names: of each cell, only the part for this field is taken. */
  splitName?: true;
  /** documentId of the external source, where the field is `externalIds.SOURCE`. */
  source?: string;
  /** A consent of which a no stays a no. */
  refusalStands?: true;
}
