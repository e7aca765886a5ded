import { ValidationError } from 'yup';
import type { FieldDescriptor, ImportSettingInput } from '../../contracts';
import { isDatePattern, isTimeZone } from '../values';
import { findFieldProblems } from './check-fields';
import { invalidSetting, type SettingProblem } from './setting-errors';
import { settingSchema } from './setting-schema';
import { assertSupported } from './supported';

/**
 * A setting from a request, a file or the database. Throws OperationError 400: `setting.invalid` with every problem
 * (`details.errors`: path and message), or `setting.not-supported`. With a catalogue, field paths are checked too.
 */
export const parseImportSetting = (input: unknown, catalogue?: readonly FieldDescriptor[]): ImportSettingInput => {
  const setting = parseShape(input);
  // Its preset may name the source: that is asked when the setting is resolved with it.
  const isComplete = ({ path }: SettingProblem): boolean => path !== 'externalSource' || typeof setting.preset !== 'string';
  const problems = [...findValueProblems(setting), ...findFieldProblems(setting, catalogue).filter(isComplete)];
  if (problems.length > 0) throw invalidSetting(problems);
  assertSupported(setting);
  return setting;
};

const parseShape = (input: unknown): ImportSettingInput => {
  // yup would read JSON text, and calls undefined an absent optional object.
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw invalidSetting([{ path: '', message: 'must be an object' }]);
  try {
    return settingSchema.validateSync(input, { strict: true, abortEarly: false }) as unknown as ImportSettingInput;
  } catch (error) {
    if (error instanceof ValidationError) throw invalidSetting(problemsOf(error));
    throw error;
  }
};

const problemsOf = (error: ValidationError): SettingProblem[] =>
  error.inner.length === 0 ? problemsOfOne(error) : error.inner.flatMap(problemsOfOne);

/** yup names the object that holds unknown keys; a person looks for the keys. */
const problemsOfOne = (error: ValidationError): SettingProblem[] => {
  const path = error.path ?? '';
  if (error.type === 'noUnknown') {
    const keys = String(error.params?.['unknown'] ?? '').split(', ');
    return keys.map((key) => ({ path: path === '' ? key : `${path}.${key}`, message: 'is not a known key' }));
  }
  const [message = 'is not valid'] = error.errors;
  return [{ path, message: message.startsWith(`${path} `) ? message.slice(path.length + 1) : message }];
};

const findValueProblems = ({ timeZone, dateFormat, onError }: ImportSettingInput): SettingProblem[] => {
  const problems: SettingProblem[] = [];
  if (timeZone !== undefined && !isTimeZone(timeZone)) problems.push({ path: 'timeZone', message: 'is not a known time zone' });
  if (dateFormat !== undefined && dateFormat !== 'auto' && !isDatePattern(dateFormat)) {
    problems.push({ path: 'dateFormat', message: 'must be auto, or a pattern with YYYY or YY, MM or M, DD or D, and HH, H, mm, ss for times' });
  }
  if (onError?.policy === 'stop-after' && !onError.rows && !onError.percent) {
    problems.push({ path: 'onError', message: 'stop-after needs rows or percent above 0' });
  }
  return problems;
};
