import * as yup from 'yup';
import {
  DELIMITERS, ENCODINGS, HEADER, IN_FILE_DUPLICATES, LIST_MODES, MERGE_MODES, MODES, ON_BLANK, ON_CHANGED, ON_CONFLICT, ON_ERROR, ORGANIZATION_MATCH,
  ORGANIZATION_MISSING, PUBLISH, START, isTarget, TARGETS, TEXT_LENGTH, TRANSFORMS, VISIBILITY,
} from '../../contracts';

/**
 * The shape of a setting; docs/import-setting.schema.json says the same, and a test holds the two together. Lengths
 * are generous: they only bound what is stored and compared.
 */
const MAX_FIELDS = 1000;
const MAX_VALUES = 1000;
const MAX_RULES = 5000;
const MAX_NAME = TEXT_LENGTH.default;
const MAX_HEADER = 1000;

type Scalar = string | number | boolean;

/** yup's oneOf lets `undefined` pass, and here nothing but that. */
const oneOf = <T extends Scalar>(values: readonly T[]) =>
  yup.mixed().test('one-of', `must be one of ${values.map((value) => JSON.stringify(value)).join(', ')}`, (value) =>
    value === undefined || (values as readonly unknown[]).includes(value));

const text = (max: number) => yup.string().max(max);
const count = () => yup.number().integer().min(0);
const object = (fields: Record<string, yup.AnySchema>) => yup.object(fields).noUnknown().default(undefined);

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isWordMap = (value: unknown): boolean =>
  isPlainObject(value) && Object.keys(value).length <= MAX_VALUES &&
  Object.entries(value).every(([from, to]) => from.length <= MAX_HEADER && typeof to === 'string' && to.length <= MAX_HEADER);

const isName = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME;
const isGroupOrder = (value: unknown): boolean => {
  const [entry, ...others] = isPlainObject(value) ? Object.entries(value) : [];
  return entry !== undefined && others.length === 0 && ['email', 'phone'].includes(entry[0]) &&
    Array.isArray(entry[1]) && entry[1].length >= 1 && entry[1].length <= 10 && entry[1].every(isName) && new Set(entry[1]).size === entry[1].length;
};
const isMatchItem = (value: unknown): boolean =>
  isName(value) || isGroupOrder(value) || (Array.isArray(value) && value.length >= 2 && value.length <= 5 && value.every(isName) && new Set(value).size === value.length);

const mixed = (name: string, message: string, test: (value: unknown) => boolean) =>
  yup.mixed().test(name, message, (value) => value === undefined || test(value));

const field = object({
  column: text(MAX_HEADER).defined(),
  columnIndex: count().max(99_999),
  aliases: yup.array(text(MAX_HEADER).defined()).max(50),
  field: text(MAX_NAME).min(1).defined(),
  include: yup.boolean(),
  onConflict: oneOf(ON_CONFLICT),
  onBlank: oneOf(ON_BLANK),
  default: text(MAX_HEADER).nullable(),
  values: mixed('values', 'must be an object of texts', isWordMap),
  list: object({ separator: text(5).min(1), mode: oneOf(LIST_MODES) }).nullable(),
  transform: yup.array(oneOf(TRANSFORMS).defined()).max(10),
}).defined();

const rule = object({ column: text(MAX_HEADER).defined(), from: text(MAX_HEADER).defined(), to: text(MAX_HEADER).defined() }).defined();

export const settingSchema = object({
  name: text(MAX_NAME).min(1),
  target: yup.mixed().test('target', `must be one of ${TARGETS.map((target) => JSON.stringify(target)).join(', ')}, or a content-type uid`, (value) => value === undefined || isTarget(value)).required('is required'),
  preset: text(MAX_NAME).nullable(),
  externalSource: text(TEXT_LENGTH.sourceName).min(1).nullable(),
  matchBy: yup.array(mixed('match-item', 'must be a field, a group, the fields of a group in order, or a list of two to five different ones', isMatchItem).defined()).max(20),
  mergeMode: oneOf(MERGE_MODES),
  mode: oneOf(MODES),
  fields: yup.array(field).max(MAX_FIELDS),
  organizations: object({ matchBy: oneOf(ORGANIZATION_MATCH), missing: oneOf(ORGANIZATION_MISSING) }),
  inFileDuplicates: oneOf(IN_FILE_DUPLICATES),
  clearToken: text(50).matches(/\S/, 'must not be blank').nullable(),
  actionColumn: text(MAX_HEADER).nullable(),
  onError: object({ policy: oneOf(ON_ERROR), rows: count(), percent: yup.number().min(0).max(100) }),
  onChangedSincePlan: oneOf(ON_CHANGED),
  limits: object({ updates: count().nullable(), merges: count().nullable(), clears: count().nullable(), deletes: count().nullable() }),
  allowSharedIdentifiers: yup.array(text(MAX_HEADER).defined()).max(1000),
  rules: yup.array(rule).max(MAX_RULES),
  defaultCountry: yup.string().matches(/^[A-Z]{2}$/, { message: 'must be two capital letters (ISO 3166-1)' }).nullable(),
  dateFormat: text(40).min(1),
  decimal: oneOf(['auto', '.', ',']),
  timeZone: text(64).min(1),
  publish: oneOf(PUBLISH),
  locale: text(20).nullable(),
  file: object({ encoding: oneOf(ENCODINGS), delimiter: oneOf(DELIMITERS), header: oneOf(HEADER) }),
  start: oneOf(START),
  notify: object({ email: yup.boolean() }),
  visibility: oneOf(VISIBILITY),
  version: yup.number().integer().min(1),
});
