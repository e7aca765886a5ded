import type { FieldDescriptor, FieldMapping, ImportMappingConfidence, OnBlank, OnConflict, SuggestedMapping } from '../../../server/src/contracts';

/** One column of the file and where it goes. */
export interface ColumnMapping {
  columnIndex: number;
  column: string;
  field: string | null;
  include: boolean;
  /** How sure the suggestion is; null where a person decided. */
  confidence: ImportMappingConfidence | null;
  rules: FieldRules;
}

/** What is done where both sides have a value, where the cell is blank, and what stands for a blank cell. */
export interface FieldRules {
  onConflict: OnConflict;
  onBlank: OnBlank;
  default: string | null;
  /** Words of the file and what they mean. */
  values: Record<string, string>;
}

export const DEFAULT_RULES: FieldRules = { onConflict: 'file', onBlank: 'keep', default: null, values: {} };

export const hasOwnRules = (rules: FieldRules): boolean => Object.keys(ownRules(rules)).length > 0;

const toRules = (saved: FieldMapping | undefined): FieldRules => ({
  onConflict: saved?.onConflict ?? DEFAULT_RULES.onConflict,
  onBlank: saved?.onBlank ?? DEFAULT_RULES.onBlank,
  default: saved?.default ?? null,
  values: saved?.values ?? DEFAULT_RULES.values,
});

const findSaved = (saved: readonly FieldMapping[], column: string, columnIndex: number): FieldMapping | undefined =>
  saved.find((mapping) => mapping.columnIndex === columnIndex && mapping.column === column) ??
  saved.find((mapping) => mapping.column === column || mapping.aliases?.includes(column));

/** What the setting says about a column, else what is suggested. A setting that names columns leaves the others out. */
export const toColumnMappings = (suggested: readonly SuggestedMapping[], saved: readonly FieldMapping[]): ColumnMapping[] =>
  suggested.map(({ columnIndex, column, field, confidence }) => {
    if (saved.length === 0) {
      return { columnIndex, column, field, include: field !== null, confidence, rules: DEFAULT_RULES };
    }
    const known = findSaved(saved, column, columnIndex);
    return {
      columnIndex,
      column,
      field: known?.field ?? null,
      include: known !== undefined && known.include !== false,
      confidence: null,
      rules: toRules(known),
    };
  });

const withoutRules = ({ onConflict: _conflict, onBlank: _blank, default: _default, values: _values, ...rest }: FieldMapping): FieldMapping => rest;

/** Only what differs from the usual, so that a setting stays as short as what a person decided. */
const ownRules = ({ values, ...rules }: FieldRules): Partial<FieldRules> => ({
  ...Object.fromEntries(Object.entries(rules).filter(([key, value]) => value !== DEFAULT_RULES[key as keyof FieldRules])),
  ...(Object.keys(values).length === 0 ? {} : { values }),
});

/** For the setting: mapped columns only, with whatever else the setting already said about them. */
export const toFieldMappings = (columns: readonly ColumnMapping[], saved: readonly FieldMapping[]): FieldMapping[] =>
  columns.flatMap(({ columnIndex, column, field, include, rules }) => {
    if (field === null) {
      return [];
    }
    const known = findSaved(saved, column, columnIndex);
    return [{ ...(known?.field === field ? withoutRules(known) : {}), column, columnIndex, field, include, ...ownRules(rules) }];
  });

/** Fields that two included columns claim: a cell of one would silently overwrite the other's. */
export const findDoubles = (columns: readonly ColumnMapping[]): Set<string> => {
  const used = columns.flatMap(({ field, include }) => (field !== null && include ? [field] : []));
  return new Set(used.filter((field, index) => used.indexOf(field) !== index));
};

export const findMissing = (columns: readonly ColumnMapping[], fields: readonly FieldDescriptor[]): FieldDescriptor[] =>
  fields.filter((field) => field.required && !columns.some((column) => column.include && column.field === field.path));

/** Which columns of a wide file are shown. */
export const COLUMN_VIEWS = ['all', 'unmapped', 'guess'] as const;
export type ColumnView = (typeof COLUMN_VIEWS)[number];

export const isInView = ({ field, include, confidence }: ColumnMapping, view: ColumnView): boolean =>
  view === 'all' || (view === 'unmapped' ? field === null || !include : confidence === 'guess');

/** With one more word that means another, or without it where `to` is blank. */
export const withValue = (values: Record<string, string>, from: string, to: string): Record<string, string> => {
  const rest = Object.fromEntries(Object.entries(values).filter(([word]) => word !== from));
  return to.trim() === '' ? rest : { ...rest, [from]: to };
};

/** IDs of another system: without the name of that system nobody knows whose they are. */
const SOURCE_FIELDS: readonly (string | null)[] = ['externalId', 'organization.externalId'];

/** Columns that look like IDs of another system. */
export const findIdColumns = (suggested: readonly Pick<SuggestedMapping, 'column' | 'field'>[]): string[] =>
  suggested.flatMap(({ column, field }) => (SOURCE_FIELDS.includes(field) ? [column] : []));

/** Included columns that the setting's source would have to name. */
export const findSourceless = (columns: readonly ColumnMapping[], source: string | null | undefined): ColumnMapping[] =>
  source ? [] : columns.filter(({ include, field }) => include && SOURCE_FIELDS.includes(field));

/** Without a source, IDs are left out at first: a person may still choose one, or another field. */
export const leaveOutIds = (columns: readonly ColumnMapping[], source: string | null | undefined): ColumnMapping[] => {
  const sourceless = findSourceless(columns, source);
  return columns.map((column) => (sourceless.includes(column) ? { ...column, include: false } : column));
};
