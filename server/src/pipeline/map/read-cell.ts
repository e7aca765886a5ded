import type { ResolvedField, ResolvedSetting } from '../../contracts';
import { createTransform, undoFormulaGuard } from '../../domain/values';

/** What a cell says before it is read as its field's type: text to parse, `null` to clear, `undefined` to keep. */
export type CellReading = string | null | undefined;

/** Compiles one column: guard, trim, clear token, value mapping, transforms, default and blank policy, in that order. */
export const createCellReader = (
  field: ResolvedField,
  setting: Pick<ResolvedSetting, 'clearToken'>,
  undoGuard: boolean,
): ((cell: string | undefined) => CellReading) => {
  const { clearToken } = setting;
  const transform = createTransform(field.transform);
  const words = field.values === null ? null : createWordMap(field.values);
  const whenBlank = field.default !== null && field.default.trim() !== '' ? field.default.trim() : field.onBlank === 'clear' ? null : undefined;
  return (cell) => {
    const text = (undoGuard ? undoFormulaGuard(cell ?? '') : (cell ?? '')).trim();
    if (text === '') return whenBlank;
    if (text === clearToken) return null;
    if (words !== null) {
      const word = words(text);
      if (word !== undefined) return word === '' ? whenBlank : word;
    }
    return transform === null ? text : transform(text);
  };
};

/** Exact first, then without case. A Map, because cells are not trusted as property names. */
const createWordMap = (values: Readonly<Record<string, string>>): ((text: string) => string | undefined) => {
  const exact = new Map(Object.entries(values).map(([from, to]) => [from.trim(), to.trim()]));
  const folded = new Map<string, string>();
  for (const [from, to] of exact) if (!folded.has(from.toLowerCase())) folded.set(from.toLowerCase(), to);
  return (text) => exact.get(text) ?? folded.get(text.toLowerCase());
};
