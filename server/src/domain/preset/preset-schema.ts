import * as yup from 'yup';
import { IN_FILE_DUPLICATES, LIST_MODES, ON_BLANK, ON_CONFLICT, PRESET_SETTING_KEYS, TARGETS, TEXT_LENGTH, TRANSFORMS } from '../../contracts';
import { settingSchema } from '../setting/setting-schema';
import { isPattern } from '../values';

const MAX_COLUMNS = 1000;
const MAX_HEADER = 1000;
/** Of presets that people write: a template has room for these. */
const MAX_SAMPLES = 3;
const MAX_ROWS = 10_000_000;

type Scalar = string | number | boolean;
const oneOf = (values: readonly Scalar[]) =>
  yup.mixed().test('one-of', `must be one of ${values.map((value) => JSON.stringify(value)).join(', ')}`, (value) => value === undefined || (values as readonly unknown[]).includes(value));
const text = (max: number) => yup.string().max(max);
const texts = (max: number, count: number) => yup.array(text(max).min(1).defined()).max(count);
const object = (fields: Record<string, yup.AnySchema>) => yup.object(fields).noUnknown().default(undefined);
const count = (max: number) => yup.number().integer().min(1).max(max);
const isPlainObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const mixed = (message: string, test: (value: unknown) => boolean) => yup.mixed().test('shape', message, (value) => value === undefined || test(value));

const isWordMap = (value: unknown): boolean =>
  isPlainObject(value) && Object.keys(value).length <= 1000 && Object.entries(value).every(([from, to]) => from.length <= MAX_HEADER && typeof to === 'string' && to.length <= MAX_HEADER);
const isValueMap = (value: unknown): boolean =>
  isPlainObject(value) && Object.keys(value).length <= 50 && Object.values(value).every((each) => ['string', 'number', 'boolean'].includes(typeof each) && String(each).length <= TEXT_LENGTH.name);

const column = object({
  name: text(MAX_HEADER).min(1).required('is required'),
  aliases: texts(MAX_HEADER, 50),
  field: text(TEXT_LENGTH.default).min(1).nullable().defined('is required'),
  optional: yup.boolean(),
  required: yup.boolean(),
  maxLength: count(1_000_000),
  pattern: mixed('must be characters and classes with quantifiers, at most one of them open, without groups and alternatives', (value) => typeof value === 'string' && isPattern(value)),
  allowed: texts(MAX_HEADER, 1000).min(1),
  forbidden: text(20).min(1),
  warnInvented: yup.boolean(),
  onBlank: oneOf(ON_BLANK),
  onConflict: oneOf(ON_CONFLICT),
  default: text(MAX_HEADER),
  values: mixed('must be an object of texts', isWordMap),
  list: object({ separator: text(5).min(1), mode: oneOf(LIST_MODES) }).nullable(),
  transform: yup.array(oneOf(TRANSFORMS).defined()).max(10),
}).defined();

/** The setting's own schema, less what a preset does not decide. */
const setting = settingSchema.pick(PRESET_SETTING_KEYS as unknown as never[]).shape({ inFileDuplicates: oneOf(IN_FILE_DUPLICATES) }).noUnknown().default(undefined);

export const presetSchema = object({
  name: yup.string().matches(/^[a-z0-9][a-z0-9-]{0,63}$/u, { message: 'must be lower-case letters, digits and hyphens' }).required('is required'),
  label: text(TEXT_LENGTH.default).min(1).required('is required'),
  description: text(TEXT_LENGTH.name),
  target: oneOf(TARGETS).nullable().defined('is required'),
  columns: yup.array(column).max(MAX_COLUMNS).required('is required'),
  strict: yup.boolean(),
  recognise: yup.array(texts(MAX_HEADER, MAX_COLUMNS).min(1).defined()).max(20),
  limits: object({ rows: count(MAX_ROWS), rowsPerFile: count(MAX_ROWS) }),
  jobName: object({ required: yup.boolean(), spaces: yup.boolean() }),
  onCreate: mixed('must be an object of values', isValueMap),
  setting,
  samples: yup.array(yup.array(text(MAX_HEADER).defined()).max(MAX_COLUMNS).defined()).max(MAX_SAMPLES),
});
