import * as yup from 'yup';
import { ATTRIBUTE_TYPES, AUDIT_ACTIONS, DELIMITERS, ENCODINGS, ISSUE_CODES, JOB_STATES, DISPLAY_STATUS, EXPORT_KINDS, OUTCOMES, PLAN_KINDS, START, TARGETS, TEXT_LENGTH, DEFAULT_LIMITS, HELD_DECISIONS } from '../../contracts';

/** The most that a list gives at once; Strapi's own default for REST. */
const MAX_PAGE = 100;
/** Rows carry all their cells: 200 of 1,000 columns are megabytes. */
const MAX_ROWS = 200;

const text = (max: number) => yup.string().max(max);
const oneOf = (values: readonly string[]) => yup.string().oneOf([...values]);
const page = yup.number().integer().min(1).max(1_000_000);
const pageSize = yup.number().integer().min(1).max(MAX_PAGE);
/** `page=2&pageSize=50`, or as Strapi's REST writes it `pagination[page]=2`. */
const paging = { page, pageSize, pagination: yup.object({ page, pageSize }).noUnknown().default(undefined) };
/** What the columns of row numbers hold. */
export const MAX_ROW = 2_147_483_647;
const row = yup.number().integer().min(1).max(MAX_ROW);
const dialect = {
  encoding: oneOf(ENCODINGS),
  delimiter: oneOf(DELIMITERS),
  header: yup.mixed().oneOf(['auto', 'true', 'false', true, false]),
};
const status = [...new Set([...JOB_STATES, ...Object.values(DISPLAY_STATUS)])];

/** What one request corrects by hand; more comes as a corrected errors.csv. */
const MAX_FIXES = 1_000;
/** As many as a page of the list shows, ten times. */
const MAX_DECISIONS = 1_000;
/** As long as a cell may be. */
const cell = text(DEFAULT_LIMITS.maxCellBytes);
/** Rows that one fix leaves out. */
const MAX_EXCLUDED = 100_000;
const isRows = (given: unknown): boolean => Array.isArray(given) && given.every((each) => Number.isInteger(each) && each >= 1 && each <= MAX_ROW);
const column = yup.mixed().test('column', 'a header or an index', (value: unknown) => value === undefined || typeof value === 'string' || typeof value === 'number');
/** Which keys stand together is told by `kind`; the service asks for the column and the rows that are there. */
const fix = yup
  .object({
    kind: oneOf(['cell', 'everywhere', 'exclude']).required(),
    row,
    column,
    value: cell,
    from: cell,
    to: cell,
    // One test for all: a schema of each row's own costs microseconds a row, and holds everybody else up meanwhile.
    rows: yup.array().max(MAX_EXCLUDED).test('rows', 'numbers of rows', (given: unknown) => given === undefined || isRows(given)),
  })
  .noUnknown()
  .test('complete', 'keys of its kind', (given: unknown) => isComplete(given as Record<string, unknown>));

/** A Map, because the kind is not checked yet: it may be `constructor`. */
const KEYS_OF_FIX: ReadonlyMap<unknown, readonly string[]> = new Map([['cell', ['row', 'column', 'value']], ['everywhere', ['column', 'from', 'to']], ['exclude', ['rows']]]);
const isComplete = (given: Record<string, unknown> | undefined): boolean => (KEYS_OF_FIX.get(given?.['kind']) ?? []).every((key) => given?.[key] !== undefined);

export const NO_KEYS = yup.object({});

export const QUERY = {
  upload: yup.object({ name: text(1000), ...dialect }),
  preview: yup.object({ row, limit: yup.number().integer().min(1).max(MAX_PAGE) }),
  template: yup.object({ preset: text(100), sample: oneOf(['0', '1', 'true', 'false']) }),
  export: yup.object({ source: text(TEXT_LENGTH.sourceName) }),
  segments: yup.object({ target: oneOf(TARGETS) }),
  attributeValues: yup.object({ ...paging, q: text(200) }),
  attributeValueFile: yup.object({ q: text(200) }),
  exports: yup.object({ ...paging }),
  settings: yup.object({ ...paging, target: oneOf(TARGETS), q: text(200) }),
  jobs: yup.object({ ...paging, status: oneOf(status), target: oneOf(TARGETS), q: text(200) }),
  heldRows: yup.object({ ...paging, job: text(64), state: oneOf(['open', 'decided']), target: oneOf(TARGETS) }),
  notices: yup.object({ unread: yup.boolean() }),
  audit: yup.object({ ...paging, action: oneOf(AUDIT_ACTIONS), job: text(64), q: text(200), from: yup.date(), to: yup.date() }),
  jobRows: yup.object({
    plan: oneOf(PLAN_KINDS), outcome: oneOf(OUTCOMES), code: oneOf(ISSUE_CODES), q: text(200),
    cursor: yup.number().integer().min(0).max(2_147_483_647), limit: yup.number().integer().min(1).max(MAX_ROWS),
  }),
  jobIssues: yup.object({
    code: oneOf(ISSUE_CODES), cursor: yup.number().integer().min(0).max(2_147_483_647), limit: yup.number().integer().min(1).max(1000),
  }),
  contacts: yup.object({
    ...paging, q: text(200), status: oneOf(['expert', 'copy', 'transfer']), organization: text(64),
    sort: yup.string().matches(/^(lastName|firstName|createdAt|updatedAt)(:(asc|desc))?$/u),
  }),
  organizations: yup.object({ ...paging, q: text(200), sort: yup.string().matches(/^(name|createdAt|updatedAt)(:(asc|desc))?$/u) }),
};

const definition = { code: text(64), label: text(TEXT_LENGTH.default), description: text(TEXT_LENGTH.name).nullable() };

export const BODY = {
  parse: yup.object(dialect),
  mapping: yup.object({ file: text(64).required() }),
  source: yup.object({
    name: text(TEXT_LENGTH.sourceName).min(1),
    active: yup.boolean(),
    urlTemplate: text(TEXT_LENGTH.urlTemplate).nullable(),
  }),
  attribute: yup.object({
    ...definition, type: oneOf(ATTRIBUTE_TYPES),
    options: yup.array().of(yup.object({ code: text(64).required(), label: text(TEXT_LENGTH.default).defined() }).noUnknown()),
  }),
  consent: yup.object({ ...definition, refusalStands: yup.boolean() }),
  segment: yup.object({ name: text(TEXT_LENGTH.default), description: text(TEXT_LENGTH.name).nullable(), target: oneOf(TARGETS), filter: yup.mixed() }),
  exports: yup.object({
    target: oneOf(TARGETS), segment: text(TEXT_LENGTH.default), kind: oneOf(EXPORT_KINDS), source: text(TEXT_LENGTH.sourceName), name: text(100),
    recordsPerFile: yup.number().integer().min(1).max(10_000_000),
  }),
  segmentCount: yup.object({ target: oneOf(TARGETS), filter: yup.mixed().required() }),
  contactValues: yup.object({ values: yup.object().required() }),
  job: yup.object({
    file: text(64).required(),
    setting: yup.mixed().required(),
    name: text(TEXT_LENGTH.default),
    start: oneOf(START),
    test: yup.boolean(),
    notify: yup.object({ email: yup.boolean() }).noUnknown().default(undefined),
  }),
  readNotices: yup.object({ ids: yup.array().of(text(64).required()).max(MAX_PAGE) }),
  webhook: yup.object({ jobFinished: yup.boolean().required() }),
  importJob: yup.object({ planHash: text(128).required() }),
  retryJob: yup.object({ start: oneOf(['always', 'wait']) }),
  fixJob: yup.object({ fixes: yup.array().of(fix).max(MAX_FIXES), file: text(64), keepAsRules: yup.boolean() }),
  decide: yup.object({ decision: oneOf(HELD_DECISIONS).required(), record: text(64) }),
  decideMany: yup.object({ ids: yup.array().of(text(64).required()).min(1).max(MAX_DECISIONS).required(), decision: oneOf(HELD_DECISIONS).required() }),
};

/** What stays in the body of a setting is checked by parseImportSetting, which knows the whole of it. */
export const ANY_OBJECT = yup.object();
