import { ValidationError } from 'yup';
import { isStored, OperationError, RECIPIENT_STATUSES, type FieldDescriptor, type Preset, type Target, type Value } from '../../contracts';
import { findField } from '../fields';
import { foldHeader } from './header-names';
import { presetSchema } from './preset-schema';

export interface PresetProblem {
  path: string;
  message: string;
}

/** A preset from a request, the configuration or the database. Throws OperationError 400 `preset.invalid` with every problem (`details.errors`). */
export const parsePreset = (input: unknown, catalogueOf?: (target: Target) => readonly FieldDescriptor[]): Preset => {
  const preset = parseShape(input);
  const catalogue = preset.target === null || catalogueOf === undefined ? null : catalogueOf(preset.target);
  const problems = [...findColumnProblems(preset, catalogue), ...findSampleProblems(preset), ...findCreateProblems(preset, catalogue)];
  if (problems.length > 0) throw invalidPreset(problems);
  return preset;
};

const parseShape = (input: unknown): Preset => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw invalidPreset([{ path: '', message: 'must be an object' }]);
  try {
    return presetSchema.validateSync(input, { strict: true, abortEarly: false }) as unknown as Preset;
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const errors = error.inner.length === 0 ? [error] : error.inner;
    throw invalidPreset(errors.map(({ path = '', message }) => ({ path, message: message.startsWith(`${path} `) ? message.slice(path.length + 1) : message })));
  }
};

const findColumnProblems = ({ columns, strict, target, recognise }: Preset, catalogue: readonly FieldDescriptor[] | null): PresetProblem[] => {
  const problems: PresetProblem[] = [];
  const names = new Set<string>();
  const fields = new Set<string>();
  columns.forEach(({ name, aliases = [], field, optional, required }, index) => {
    const add = (key: string, message: string): number => problems.push({ path: `columns[${index}].${key}`, message });
    for (const each of [name, ...aliases].map(foldHeader)) {
      if (names.has(each)) add('name', `${each} is the name of two columns`);
      names.add(each);
    }
    if (field !== null && fields.has(field)) add('field', `${field} is the field of two columns`);
    if (field !== null) fields.add(field);
    if (field !== null && catalogue !== null && findField(catalogue, field) === undefined) add('field', `${field} cannot be imported into ${target ?? ''}`);
    if (strict === true && optional === true) add('optional', 'no column of a strict preset is optional');
    if (field === null && required === true) add('required', 'nothing is read from the column');
  });
  if (columns.length === 0 && recognise === undefined && target !== null) problems.push({ path: 'columns', message: 'must not be empty' });
  return problems;
};

const findSampleProblems = ({ samples = [], columns }: Preset): PresetProblem[] =>
  samples.flatMap((cells, index) => (cells.length === columns.length ? [] : [{ path: `samples[${index}]`, message: `must have ${columns.length} cells` }]));

/** Nothing but fields that an import may write, and the statuses of recipients: other columns are the plugin's own. */
const findCreateProblems = ({ onCreate = {}, target }: Preset, catalogue: readonly FieldDescriptor[] | null): PresetProblem[] =>
  Object.entries(onCreate).flatMap(([name, value]) => {
    const message = problemOfValue(name, value, { target, catalogue });
    return message === null ? [] : [{ path: `onCreate.${name}`, message }];
  });

const problemOfValue = (name: string, value: Value, { target, catalogue }: { target: Preset['target']; catalogue: readonly FieldDescriptor[] | null }): string | null => {
  if (target === 'contacts' && (RECIPIENT_STATUSES as readonly string[]).includes(name)) return typeof value === 'boolean' ? null : 'must be true or false';
  if (catalogue === null) return target === null ? 'a preset for every target cannot have it' : null;
  const field = catalogue.find(({ path }) => path === name);
  if (field === undefined || !isStored(field) || name.includes('.') || field.type === 'externalId') return `${name} cannot be written`;
  if (field.type === 'boolean') return typeof value === 'boolean' ? null : 'must be true or false';
  if (field.values !== null) return field.values.includes(String(value)) ? null : `must be one of ${field.values.join(', ')}`;
  const isNumber = field.type === 'integer' || field.type === 'decimal';
  return isNumber === (typeof value === 'number') && typeof value !== 'boolean' ? null : `must be ${isNumber ? 'a number' : 'a text'}`;
};

const invalidPreset = (errors: PresetProblem[]): OperationError =>
  new OperationError('preset.invalid', 400, `The preset is not valid: ${errors.map(({ path, message }) => `${path}: ${message}`).join('; ')}`, { errors });
