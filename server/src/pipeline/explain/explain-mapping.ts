import type { ResolvedField, ResolvedSetting, RowExplanationDto, Value } from '../../contracts';
import { createTextReader } from '../map/read-cell';
import type { Candidate, PlanRow } from '../types';
import type { ExplainedRow } from './explained-row';

type Mapping = RowExplanationDto['mapping'][number];

/** How each mapped cell was read: as it stands in the file, as it was corrected, the value, and the rule that had a say. */
export const explainMapping = (row: ExplainedRow): Mapping[] => row.setting.fields.map((field) => explainField(field, row));

const explainField = (field: ResolvedField, row: ExplainedRow): Mapping => {
  const { columnIndex, column } = field;
  const cell = row.original[columnIndex] ?? '';
  const corrected = row.cells[columnIndex] ?? '';
  return {
    column,
    field: field.field,
    cell,
    corrected: corrected === cell ? null : corrected,
    value: valueOf(row.candidate, field),
    rule: ruleOf(field, corrected, row),
    issues: row.candidate.issues.filter((issue) => issue.column === columnIndex).map(({ code }) => code),
  };
};

const ORGANIZATION = 'organization.';

const valueOf = ({ values, externalId, externalIds, organization }: Candidate, { field, source }: ResolvedField): Value | null | undefined => {
  if (field === 'externalId') return externalId ?? undefined;
  if (source !== undefined) return externalIds?.find((each) => each.source === source)?.value;
  if (!field.startsWith(ORGANIZATION)) return values[field];
  const path = field.slice(ORGANIZATION.length);
  return path === 'externalId' ? (organization?.externalId ?? undefined) : organization?.values[path];
};

/** The part of the setting that made the value, or kept it off the record; null where the cell speaks for itself. */
const ruleOf = (field: ResolvedField, cell: string, { setting, undoGuard, candidate, plan }: ExplainedRow): string | null => {
  const text = readText(field, setting.rules, undoGuard, cell);
  if (text === '') return field.default === null || field.default.trim() === '' ? `onBlank.${field.onBlank}` : 'default';
  if (text === setting.clearToken) return 'clearToken';
  if (isTranslated(field, text)) return 'values';
  if (isKeptOff(field, candidate, plan)) return `onConflict.${field.onConflict}`;
  return text === readText(field, [], undoGuard, cell) ? null : 'rules';
};

const readText = ({ columnIndex }: ResolvedField, rules: ResolvedSetting['rules'], undoGuard: boolean, cell: string): string => createTextReader(columnIndex, rules, undoGuard)(cell);

const isTranslated = ({ values }: ResolvedField, text: string): boolean =>
  values !== null && Object.keys(values).some((from) => from.trim().toLowerCase() === text.toLowerCase());

/** The record had this field already, and what it says stands. */
const isKeptOff = ({ field, onConflict }: ResolvedField, { values }: Candidate, { kind, changes }: PlanRow): boolean =>
  onConflict !== 'file' && values[field] !== undefined && ['update', 'merge', 'unchanged'].includes(kind) && !changes.some(([changed]) => changed === field);
