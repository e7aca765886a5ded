import { assertNever, type FieldDescriptor, type ResolvedField, type ResolvedSetting, type RowIssue, type Value } from '../../contracts';
import { findField } from '../../domain/fields';
import { clearsConsent, createValueParser, type ParseValue, type Report } from '../../domain/values';
import type { Candidate, ParsedRow } from '../types';
import { createActionReader, type ActionReader } from './read-action';
import { createCellReader, type ReadCell } from './read-cell';

export interface MapperOptions {
  /** The file is one of our own reports (`hasReportColumns`): its cells carry our formula guard. */
  undoFormulaGuard?: boolean;
  /** The configuration's country of national phone numbers, where neither the row nor the setting says one. */
  defaultCountry?: string | null;
}

export type MapRow = (row: ParsedRow) => Candidate;

/** One mapped column, compiled. `place` says where its value goes. */
interface MappedColumn {
  index: number;
  read: ReadCell;
  parse: ParseInRow;
  place: Place;
  field: string;
  /** A field that every record must have cannot be cleared. */
  required: boolean;
}

type Place = 'value' | 'externalId' | 'otherExternalId' | 'organizationValue' | 'organizationExternalId';

/** `country`: what the row's own country column says. */
type ParseInRow = (text: string, report: Report, country: string | null) => ReturnType<ParseValue>;

const ORGANIZATION = 'organization.';
const COUNTRY_FIELD = 'countryCode';

/**
 * Compiles a setting into a function from a row's cells to typed values. Bad cells become issues, and their field stays
 * absent; nothing here throws for data. Measured 2026-11: 1.4 µs a row with 10 columns, an e-mail and a phone among them.
 */
export const createMapper = (setting: ResolvedSetting, catalogue: readonly FieldDescriptor[], options: MapperOptions = {}): MapRow => {
  const columns = setting.fields.map((field) => compileColumn(field, { catalogue, setting, options }));
  const readAction = createActionReader(setting, options.undoFormulaGuard ?? false);
  // A national phone number is read with its row's country, which therefore must be known first.
  columns.sort((left, right) => Number(right.field === COUNTRY_FIELD) - Number(left.field === COUNTRY_FIELD));
  return (row) => mapRow(row, columns, readAction);
};

interface MapperContext {
  catalogue: readonly FieldDescriptor[];
  setting: ResolvedSetting;
  options: MapperOptions;
}

const compileColumn = (field: ResolvedField, { catalogue, setting, options }: MapperContext): MappedColumn => {
  const descriptor = findField(catalogue, field.field);
  // Settings are checked against the catalogue before a job freezes them.
  if (descriptor === undefined) throw new Error(`Field ${field.field} is not in the catalogue`);
  return {
    index: field.columnIndex,
    read: compileReader(field, descriptor, { catalogue, setting, options }),
    parse: compileParser(descriptor, setting, options),
    required: descriptor.required,
    ...placeOf(field),
  };
};

/** A consent has words of its own for "unknown", beside the setting's clear token. */
const compileReader = (field: ResolvedField, { type }: FieldDescriptor, { setting, options }: MapperContext): ReadCell => {
  const read = createCellReader(field, setting, options.undoFormulaGuard ?? false);
  if (type !== 'consent') return read;
  return (cell) => {
    const text = read(cell);
    return typeof text === 'string' && clearsConsent(text) ? null : text;
  };
};

/** Phones: the row's country, then the setting's, then the configuration's, as for a contact written by any other way. */
const compileParser = (descriptor: FieldDescriptor, setting: ResolvedSetting, options: MapperOptions): ParseInRow => {
  if (descriptor.type !== 'phone') return createValueParser(descriptor, setting);
  const isOfOrganization = descriptor.path.startsWith(ORGANIZATION);
  const fallback = setting.defaultCountry ?? options.defaultCountry ?? null;
  const parsers = new Map<string | null, ParseValue>();
  return (text, report, country) => {
    const used = isOfOrganization ? fallback : (country ?? fallback);
    const parse = parsers.get(used) ?? createValueParser(descriptor, { ...setting, defaultCountry: used });
    parsers.set(used, parse);
    return parse(text, report);
  };
};

const placeOf = ({ field: path, source }: ResolvedField): Pick<MappedColumn, 'place' | 'field'> => {
  if (path === 'externalId') return { place: 'externalId', field: path };
  if (source !== undefined) return { place: 'otherExternalId', field: source };
  if (!path.startsWith(ORGANIZATION)) return { place: 'value', field: path };
  const field = path.slice(ORGANIZATION.length);
  return { place: field === 'externalId' ? 'organizationExternalId' : 'organizationValue', field };
};

const mapRow = (row: ParsedRow, columns: readonly MappedColumn[], readAction: ActionReader | null): Candidate => {
  const candidate: Candidate = { row: row.row, line: row.line, values: {}, externalId: null, organization: null, issues: [...row.issues], empty: true, action: null };
  if (readAction !== null) readActionOf(row, candidate, readAction);
  // What such a row says does not matter, and cannot be wrong.
  if (candidate.action === 'skip') return { ...candidate, empty: columns.every(({ index }) => isBlankCell(row.cells[index])) };
  const before = [...candidate.issues];
  let column = 0;
  const report: Report = (code, params) => {
    candidate.issues.push(withParams({ code, column }, params));
  };
  for (const mapped of columns) {
    const cell = row.cells[mapped.index];
    const reading = mapped.read(cell);
    if (!isBlankCell(cell)) candidate.empty = false;
    if (reading === undefined) continue;
    column = mapped.index;
    if (reading === null && mapped.required) report('required.missing', { field: mapped.field });
    const value = reading === null ? null : mapped.parse(reading, report, countryOf(candidate));
    if (value !== undefined) place(candidate, mapped, value);
  }
  // Defaults alone make no record: a row without one given cell is skipped, and what it lacks is no error.
  if (candidate.empty) return emptyRow(candidate, before);
  // In the order of the file, although the country was read first.
  if (candidate.issues.length > 1) candidate.issues.sort((left, right) => (left.column ?? -1) - (right.column ?? -1));
  if (candidate.organization !== null && !saysAnything(candidate.organization)) candidate.organization = null;
  return candidate;
};

const isBlankCell = (cell: string | undefined): boolean => cell === undefined || cell === '' || cell.trim() === '';

const readActionOf = (row: ParsedRow, candidate: Candidate, { read, column }: ActionReader): void => {
  const action = read(row.cells);
  if (action !== 'unknown') candidate.action = action;
  else candidate.issues.push({ code: 'action.unknown', column });
};

const countryOf = ({ values }: Candidate): string | null => {
  const country = values[COUNTRY_FIELD];
  return typeof country === 'string' ? country : null;
};

const withParams = (issue: RowIssue, params: RowIssue['params']): RowIssue => (params === undefined ? issue : { ...issue, params });

const emptyRow = ({ row, line, action }: Candidate, issues: readonly RowIssue[]): Candidate => ({
  row, line, action, values: {}, externalId: null, organization: null, empty: true, issues: [...issues, { code: 'row.empty' }],
});

const place = (candidate: Candidate, { place: where, field }: MappedColumn, value: Value | null): void => {
  switch (where) {
    case 'value':
      candidate.values[field] = value;
      return;
    // An external ID is never taken off a record by a blank cell.
    case 'externalId':
      candidate.externalId = value === null ? null : String(value);
      return;
    case 'otherExternalId':
      if (value !== null) (candidate.externalIds ??= []).push({ source: field, value: String(value) });
      return;
    case 'organizationExternalId':
      if (value !== null) organizationOf(candidate).externalId = String(value);
      return;
    case 'organizationValue':
      // Its name is what it is called by: a contact's row does not take it away.
      if (value !== null || field !== 'name') organizationOf(candidate).values[field] = value;
      return;
    default:
      assertNever(where);
  }
};

const organizationOf = (candidate: Candidate): NonNullable<Candidate['organization']> =>
  (candidate.organization ??= { externalId: null, values: {} });

/** Cleared cells speak of an organization only where another one names it. */
const saysAnything = ({ externalId, values }: NonNullable<Candidate['organization']>): boolean =>
  externalId !== null || Object.values(values).some((value) => value !== null);
