import type { FieldDescriptor, FieldMapping, ImportMappingConfidence, SuggestedMapping } from '../../../server/src/contracts';

/** One column of the file and where it goes. */
export interface ColumnMapping {
  columnIndex: number;
  column: string;
  field: string | null;
  include: boolean;
  /** How sure the suggestion is; null where a person decided. */
  confidence: ImportMappingConfidence | null;
}

const findSaved = (saved: readonly FieldMapping[], column: string, columnIndex: number): FieldMapping | undefined =>
  saved.find((mapping) => mapping.columnIndex === columnIndex && mapping.column === column) ??
  saved.find((mapping) => mapping.column === column || mapping.aliases?.includes(column));

/** What the setting says about a column, else what is suggested. A setting that names columns leaves the others out. */
export const toColumnMappings = (suggested: readonly SuggestedMapping[], saved: readonly FieldMapping[]): ColumnMapping[] =>
  suggested.map(({ columnIndex, column, field, confidence }) => {
    if (saved.length === 0) {
      return { columnIndex, column, field, include: field !== null, confidence };
    }
    const known = findSaved(saved, column, columnIndex);
    return {
      columnIndex,
      column,
      field: known?.field ?? null,
      include: known !== undefined && known.include !== false,
      confidence: null,
    };
  });

/** For the setting: mapped columns only, with whatever else the setting already said about them. */
export const toFieldMappings = (columns: readonly ColumnMapping[], saved: readonly FieldMapping[]): FieldMapping[] =>
  columns.flatMap(({ columnIndex, column, field, include }) => {
    if (field === null) {
      return [];
    }
    const known = findSaved(saved, column, columnIndex);
    return [{ ...(known?.field === field ? known : {}), column, columnIndex, field, include }];
  });

/** Fields that two included columns claim: a cell of one would silently overwrite the other's. */
export const findDoubles = (columns: readonly ColumnMapping[]): Set<string> => {
  const used = columns.flatMap(({ field, include }) => (field !== null && include ? [field] : []));
  return new Set(used.filter((field, index) => used.indexOf(field) !== index));
};

export const findMissing = (columns: readonly ColumnMapping[], fields: readonly FieldDescriptor[]): FieldDescriptor[] =>
  fields.filter((field) => field.required && !columns.some((column) => column.include && column.field === field.path));
