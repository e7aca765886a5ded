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
export const TRANSFORMS = ['trim', 'collapse', 'lower', 'upper', 'capitalise'] as const;

export type MergeMode = (typeof MERGE_MODES)[number];
export type Mode = (typeof MODES)[number];
export type OnConflict = (typeof ON_CONFLICT)[number];
export type OnBlank = (typeof ON_BLANK)[number];
export type OrganizationMatch = (typeof ORGANIZATION_MATCH)[number];
export type OrganizationMissing = (typeof ORGANIZATION_MISSING)[number];
export type InFileDuplicates = (typeof IN_FILE_DUPLICATES)[number];
export type Start = (typeof START)[number];
export type Encoding = (typeof ENCODINGS)[number];
export type Delimiter = (typeof DELIMITERS)[number];
export type Header = (typeof HEADER)[number];
export type Transform = (typeof TRANSFORMS)[number];

/** A field path, a group (`email`, `phone`), or a list that must match together. */
export type MatchItem = string | string[];

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
  rules?: unknown[];
  defaultCountry?: string | null;
  dateFormat?: string;
  decimal?: 'auto' | '.' | ',';
  timeZone?: string;
  publish?: (typeof PUBLISH)[number];
  locale?: string | null;
  file?: { encoding?: Encoding; delimiter?: Delimiter; header?: Header };
  start?: Start;
  notify?: Record<string, unknown>;
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
  onChangedSincePlan: (typeof ON_CHANGED)[number];
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
  transform: Transform[];
}
