import { OperationError, type FieldMapping, type ResolvedField } from '../../contracts';
import { foldText } from '../values';

/** Ties each mapping to a column of this file, or throws `setting.column-missing` (400) with all that are not there. */
export const resolveColumns = (mappings: readonly FieldMapping[], columns: readonly string[]): ResolvedField[] => {
  const resolved: ResolvedField[] = [];
  const missing: string[] = [];
  for (const mapping of mappings) {
    if (mapping.include === false) continue;
    const columnIndex = findColumn(mapping, columns);
    if (columnIndex < 0) missing.push(mapping.column);
    else resolved.push(resolveField(mapping, columnIndex, columns[columnIndex] ?? ''));
  }
  if (missing.length > 0) {
    throw new OperationError('setting.column-missing', 400, `The file lacks columns of the setting: ${missing.join(', ')}`, { columns: missing });
  }
  return resolved;
};

/**
 * The index decides between equal and blank headers; where another header has moved there, names decide, so that a
 * re-ordered file is not read shifted by one. Then the exact header, an alias, and both without case and accents.
 */
const findColumn = ({ column, columnIndex, aliases = [] }: FieldMapping, columns: readonly string[]): number => {
  const names = [column, ...aliases];
  if (columnIndex !== undefined && columnIndex < columns.length) {
    const header = columns[columnIndex] ?? '';
    if (column.trim() === '' || names.some((name) => isSameHeader(name, header))) return columnIndex;
  }
  for (const name of names) {
    const exact = columns.indexOf(name);
    if (exact >= 0 && name.trim() !== '') return exact;
  }
  for (const name of names) {
    const folded = columns.findIndex((header) => isSameHeader(name, header));
    if (folded >= 0) return folded;
  }
  return -1;
};

/** Headers of punctuation alone (`#`, `%`) fold to nothing: those are compared as they stand. */
const isSameHeader = (name: string, header: string): boolean => {
  const folded = foldText(name);
  return folded === '' ? name.trim() !== '' && name.trim() === header.trim() : folded === foldText(header);
};

const resolveField = (mapping: FieldMapping, columnIndex: number, column: string): ResolvedField => ({
  columnIndex,
  column,
  field: mapping.field,
  onConflict: mapping.onConflict ?? 'file',
  onBlank: mapping.onBlank ?? 'keep',
  default: mapping.default ?? null,
  values: mapping.values === undefined || Object.keys(mapping.values).length === 0 ? null : mapping.values,
  list: mapping.list === undefined || mapping.list === null ? null : { separator: mapping.list.separator ?? ';', mode: mapping.list.mode ?? 'replace' },
  transform: mapping.transform ?? [],
});
