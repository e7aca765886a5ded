import * as yup from 'yup';
import {
  badRequest, DELIMITERS, ENCODINGS, HEADER, IN_FILE_DUPLICATES, MERGE_MODES, MODES, ON_BLANK, ON_CHANGED, ON_CONFLICT, ON_ERROR,
  ORGANIZATION_MATCH, ORGANIZATION_MISSING, START, TARGETS, TEXT_LENGTH, TRANSFORMS, VISIBILITY, type ImportSettingInput,
} from '../contracts';

/** Columns a file may have, and so the most that a setting can map (limits.ts). */
const MAX_FIELDS = 1000;
/** Ordered keys of one setting; the seeds' systems use at most five. */
const MAX_KEYS = 20;
const MAX_VALUES = 1000;

const text = (max: number) => yup.string().strict().max(max);
const choice = (values: readonly unknown[]) => yup.mixed().oneOf([...values]);
const isText = (value: unknown, max: number): boolean => typeof value === 'string' && value.length > 0 && value.length <= max;

const matchItem = yup.mixed().test('match-item', '${path} is a field, a group or a list of them', (value: unknown) =>
  Array.isArray(value) ? value.length > 0 && value.length <= 5 && value.every((item) => isText(item, 100)) : isText(value, 100),
);

const valueMap = yup.mixed().test('value-map', '${path} maps texts to texts', (value: unknown) => {
  if (value === undefined) return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const values: unknown[] = Object.values(value);
  return values.length <= MAX_VALUES && values.every((item) => typeof item === 'string' && item.length <= TEXT_LENGTH.name);
});

const field = yup
  .object({
    column: text(1000).defined(),
    columnIndex: yup.number().strict().integer().min(0),
    aliases: yup.array().strict().of(text(1000)).max(50),
    field: text(200).required(),
    include: yup.boolean().strict(),
    onConflict: choice(ON_CONFLICT),
    onBlank: choice(ON_BLANK),
    default: text(TEXT_LENGTH.name).nullable(),
    values: valueMap,
    transform: yup.array().strict().of(choice(TRANSFORMS)).max(10),
  })
  .noUnknown();

const group = (shape: Record<string, yup.AnySchema>) => yup.object(shape).noUnknown().default(undefined);

const schema = yup
  .object({
    name: text(TEXT_LENGTH.default),
    target: choice(TARGETS).required(),
    preset: text(100).nullable(),
    externalSource: text(TEXT_LENGTH.sourceName).nullable(),
    matchBy: yup.array().strict().of(matchItem).max(MAX_KEYS),
    mergeMode: choice(MERGE_MODES),
    mode: choice(MODES),
    fields: yup.array().strict().of(field).max(MAX_FIELDS),
    organizations: group({ matchBy: choice(ORGANIZATION_MATCH), missing: choice(ORGANIZATION_MISSING) }),
    inFileDuplicates: choice(IN_FILE_DUPLICATES),
    clearToken: text(50).nullable(),
    onError: group({ policy: choice(ON_ERROR), rows: yup.number().strict().integer().min(0), percent: yup.number().strict().min(0).max(100) }),
    onChangedSincePlan: choice(ON_CHANGED),
    defaultCountry: yup.string().strict().matches(/^[A-Z]{2}$/u).nullable(),
    dateFormat: text(50),
    decimal: choice(['auto', '.', ',']),
    timeZone: text(64),
    file: group({ encoding: choice(ENCODINGS), delimiter: choice(DELIMITERS), header: choice(HEADER) }),
    start: choice(START),
    visibility: choice(VISIBILITY),
    version: yup.number().strict().integer().min(1),
  })
  .noUnknown();

/**
 * Checks the shape of a setting, from a request or a file. Unknown keys are refused, since a misspelt key would
 * silently be its default. What it means for a file or the live schema is checked when it is resolved.
 */
export const parseImportSetting = (given: unknown): ImportSettingInput => {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw badRequest('setting.invalid', 'A setting is an object');
  try {
    return schema.validateSync(given, { strict: true, abortEarly: false }) as ImportSettingInput;
  } catch (error) {
    if (!(error instanceof yup.ValidationError)) throw error;
    const findings = (error.inner.length > 0 ? error.inner : [error]).slice(0, 20);
    // Paths and rules only: the value stays out of answers and logs.
    const errors = findings.map((finding) => ({ path: finding.path ?? '', rule: finding.type ?? 'invalid', ...unknownKeys(finding) }));
    throw badRequest('setting.invalid', `The setting is wrong: ${errors.map((item) => `${item.path || 'setting'} (${item.rule})`).join(', ')}`, { errors });
  }
};

const unknownKeys = ({ type, params }: yup.ValidationError): { unknown?: string } =>
  type === 'noUnknown' && params !== undefined ? { unknown: String(params['unknown']).slice(0, 200) } : {};
