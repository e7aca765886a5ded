import { badRequest, conflict, TEXT_LENGTH, type AttributeDto, type AttributeInput, type AttributeOption } from '../../contracts';
import { hasOptions } from '../../domain/fields';

/** It stands in headers, in paths and between `;`: a letter first, then letters, digits, `_` and `-`. */
const CODE = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/u;
/** Options of one attribute; a list longer than this is a content type of its own. */
const MAX_OPTIONS = 2_000;

export const checkCode = (code: string | undefined): string => {
  if (code === undefined || !CODE.test(code)) {
    throw badRequest('definition.code-invalid', 'A code has a letter first, then letters, digits, _ and -, 64 at most', { key: 'code' });
  }
  return code;
};

/** Compared without case, as people type codes into files. */
export const assertCodeFree = (code: string, others: readonly { code: string }[]): void => {
  const wanted = code.toLowerCase();
  if (others.some((other) => other.code.toLowerCase() === wanted)) throw conflict('definition.code-taken', 'Another one has this code', { key: 'code' });
};

/** Files, segments and exports say the code, and values are stored by their type: neither ever changes. */
export const checkUnchanged = (old: { code: string; type?: string }, given: { code?: string; type?: string }): void => {
  for (const key of ['code', 'type'] as const) {
    if (given[key] !== undefined && given[key] !== old[key]) throw badRequest('definition.immutable', `The ${key} cannot be changed`, { key });
  }
};

export const checkText = ({ label, description = null }: { label?: string; description?: string | null }): { label: string; description: string | null } => {
  const text = label?.trim() ?? '';
  if (text === '' || text.length > TEXT_LENGTH.default) throw badRequest('definition.label-missing', `A label has 1 to ${String(TEXT_LENGTH.default)} characters`, { key: 'label' });
  return { label: text, description: description?.trim() || null };
};

export const checkAttribute = ({ type = 'text', options = [], ...text }: Partial<AttributeInput>): Omit<AttributeDto, 'id' | 'code'> => {
  if (!hasOptions(type)) {
    if (options.length > 0) throw badRequest('attribute.options', 'Only attributes of one or many values have options', { key: 'options' });
    return { ...checkText(text), type, options: [] };
  }
  if (options.length === 0 || options.length > MAX_OPTIONS) throw badRequest('attribute.options', `Between 1 and ${String(MAX_OPTIONS)} options`, { key: 'options' });
  return { ...checkText(text), type, options: checkOptions(options) };
};

const checkOptions = (options: readonly AttributeOption[]): AttributeOption[] => {
  const codes = new Set<string>();
  return options.map(({ code, label }) => {
    const checked = checkCode(code);
    if (codes.has(checked.toLowerCase())) throw badRequest('attribute.options', 'Two options have the same code', { key: 'options', code: checked });
    codes.add(checked.toLowerCase());
    return { code: checked, label: checkText({ label: label.trim() === '' ? checked : label }).label };
  });
};
