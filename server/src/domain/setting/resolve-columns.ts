import { OperationError, type CellRule, type FieldMapping, type ResolvedField, type ResolvedSetting } from '../../contracts';
import { foldText } from '../values';

/** What full names are split into beside the salutation, which is taken only where the setting does not map it. */
const FULL_NAME = 'fullName';
const NAME_FIELDS = ['firstName', 'lastName'] as const;
const SALUTATION = 'salutation';

export interface ResolvedColumns {
  fields: ResolvedField[];
  actionColumn: number | null;
}

/** Ties mappings and action column to columns of this file, or throws `setting.column-missing` (400) with all that are not there. */
export const resolveColumns = (mappings: readonly FieldMapping[], actionColumn: string | null, columns: readonly string[]): ResolvedColumns => {
  const included = mappings.filter(({ include }) => include !== false);
  const mapped = new Set(included.map(({ field }) => field));
  const missing: string[] = [];
  const find = (mapping: ColumnName): number => {
    const index = findColumn(mapping, columns);
    if (index < 0 && !missing.includes(mapping.column)) missing.push(mapping.column);
    return index;
  };
  const fields = included.flatMap((mapping) => resolveField(mapping, { columnIndex: find(mapping), columns, mapped }));
  const action = actionColumn === null ? null : find({ column: actionColumn });
  if (missing.length > 0) {
    throw new OperationError('setting.column-missing', 400, `The file lacks columns of the setting: ${missing.join(', ')}`, { columns: missing });
  }
  return { fields, actionColumn: action };
};

/** Rules of columns that this file has not are left out: corrections were made in other files of the same kind. */
export const resolveRules = (rules: readonly CellRule[], columns: readonly string[]): ResolvedSetting['rules'] => {
  const indexes = new Map<string, number>();
  return rules.flatMap(({ column, from, to }) => {
    const columnIndex = indexes.get(column) ?? findColumn({ column }, columns);
    indexes.set(column, columnIndex);
    return columnIndex < 0 ? [] : [{ columnIndex, from: from.trim(), to: to.trim() }];
  });
};

type ColumnName = Pick<FieldMapping, 'column' | 'columnIndex' | 'aliases'>;

/**
 * The index decides between equal and blank headers; where another header has moved there, names decide, so that a
 * re-ordered file is not read shifted by one. Then the exact header, an alias, and both without case and accents.
 */
const findColumn = ({ column, columnIndex, aliases = [] }: ColumnName, columns: readonly string[]): number => {
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

interface FoundColumn {
  columnIndex: number;
  columns: readonly string[];
  mapped: ReadonlySet<string>;
}

/** One mapping is one field, but a full name's. */
const resolveField = (mapping: FieldMapping, { columnIndex, columns, mapped }: FoundColumn): ResolvedField[] => {
  const resolved = {
    columnIndex,
    column: columns[columnIndex] ?? '',
    field: mapping.field,
    onConflict: mapping.onConflict ?? 'file',
    onBlank: mapping.onBlank ?? 'keep',
    default: mapping.default ?? null,
    values: mapping.values === undefined || Object.keys(mapping.values).length === 0 ? null : mapping.values,
    list: mapping.list === undefined || mapping.list === null ? null : { separator: mapping.list.separator ?? ';', mode: mapping.list.mode ?? 'replace', maxLength: null },
    transform: mapping.transform ?? [],
  } as const;
  if (mapping.field !== FULL_NAME) return [resolved];
  const parts = mapped.has(SALUTATION) ? NAME_FIELDS : [SALUTATION, ...NAME_FIELDS];
  return parts.map((field) => ({ ...resolved, field, splitName: true }));
};
