import type { ResolvedField, ResolvedSetting } from '../../contracts';
import { createCellCheck, createTransform, joinList, splitFullName, splitList, undoFormulaGuard, type CheckCell, type NameParts } from '../../domain/values';

/** What a cell says before it is read as its field's type: text to parse, `null` to clear, `undefined` to keep. */
export type CellReading = string | null | undefined;
export type ReadCell = (cell: string | undefined) => CellReading;
/** A cell as the setting's rules have it: trimmed, and replaced where a rule names its text. */
export type ReadText = (cell: string | undefined) => string;

/** Guard, trim, and the setting's rules for this column; of two rules for one text the later one holds. */
export const createTextReader = (columnIndex: number, rules: ResolvedSetting['rules'], undoGuard: boolean): ReadText => {
  const own = rules.filter((rule) => rule.columnIndex === columnIndex);
  const read: ReadText = undoGuard ? (cell) => undoFormulaGuard(cell ?? '').trim() : (cell) => (cell ?? '').trim();
  if (own.length === 0) return read;
  const replacements = new Map(own.map(({ from, to }) => [foldCell(from), to.trim()]));
  return (cell) => {
    const text = read(cell);
    return replacements.get(foldCell(text)) ?? text;
  };
};

/** What a preset demands of the column's cells, corrected by the setting's rules; null: nothing. Empty cells pass. */
export const createRawCheck = ({ checks, columnIndex }: ResolvedField, rules: ResolvedSetting['rules'], undoGuard: boolean): ((cell: string | undefined, report: Parameters<CheckCell>[1]) => boolean) | null => {
  const check = checks === undefined ? null : createCellCheck(checks);
  if (check === null) return null;
  const readText = createTextReader(columnIndex, rules, undoGuard);
  return (cell, report) => {
    const text = readText(cell);
    const raw = undoGuard ? undoFormulaGuard(cell ?? '') : (cell ?? '');
    const shown = checks?.asIs === true && raw.trim() === text ? raw : text;
    return shown === '' || check(shown, report);
  };
};

const foldCell = (text: string): string => text.trim().normalize('NFC').toLowerCase();

/**
 * Compiles one column: guard, trim, rules, clear token, split of a list, value mapping, transforms, default and blank
 * policy, split of a full name, in that order.
 */
export const createCellReader = (field: ResolvedField, setting: Pick<ResolvedSetting, 'clearToken' | 'rules'>, undoGuard: boolean): ReadCell => {
  const { clearToken } = setting;
  const readText = createTextReader(field.columnIndex, setting.rules, undoGuard);
  const translate = field.list === null ? createTranslation(field) : createListTranslation(field, field.list.separator);
  const blank = whenBlank(field);
  const read: ReadCell = (cell) => {
    const text = readText(cell);
    if (text === '') return blank;
    if (text === clearToken) return null;
    const translated = translate(text);
    if (translated === '') return blank;
    // A value mapping may say that a word clears.
    return translated === clearToken ? null : translated;
  };
  return field.splitName === true ? partOfName(field, read) : read;
};

/** A default stands for a blank cell, and is taken as it is written. */
const whenBlank = (field: ResolvedField): CellReading => {
  const given = field.default?.trim() ?? '';
  if (given !== '') return field.list === null ? given : joinList(splitList(given, field.list.separator));
  return field.onBlank === 'clear' ? null : undefined;
};

/** Value mapping, else the transforms: a mapped value is final. */
const createTranslation = (field: ResolvedField): ((text: string) => string) => {
  const transform = createTransform(field.transform);
  const words = field.values === null ? null : createWordMap(field.values);
  return (text) => words?.(text) ?? (transform === null ? text : transform(text));
};

/** Each item of a list goes through value mapping and transforms as a cell of its own would. */
const createListTranslation = (field: ResolvedField, separator: string): ((text: string) => string) => {
  const translate = createTranslation(field);
  return (text) => joinList(splitList(splitList(text, separator).map(translate).join(separator), separator));
};

/**
 * The part for this field. A name without that part is a blank cell to it; a salutation is never cleared, since most
 * names have none.
 */
const partOfName = ({ field, transform, onBlank }: ResolvedField, read: ReadCell): ReadCell => {
  const part = field as keyof NameParts;
  const isLastFirst = transform.includes('last-name-first');
  const absent = onBlank === 'clear' && part !== 'salutation' ? null : undefined;
  return (cell) => {
    const name = read(cell);
    if (typeof name !== 'string') return part === 'salutation' ? undefined : name;
    return splitFullName(name, isLastFirst)[part] || absent;
  };
};

/** Exact first, then without case. A Map, because cells are not trusted as property names. */
const createWordMap = (values: Readonly<Record<string, string>>): ((text: string) => string | undefined) => {
  const exact = new Map(Object.entries(values).map(([from, to]) => [from.trim(), to.trim()]));
  const folded = new Map<string, string>();
  for (const [from, to] of exact) if (!folded.has(from.toLowerCase())) folded.set(from.toLowerCase(), to);
  return (text) => exact.get(text) ?? folded.get(text.toLowerCase());
};
