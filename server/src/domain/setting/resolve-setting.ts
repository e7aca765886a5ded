import type { FieldDescriptor, FieldMapping, ImportSettingInput, MatchItem, OrganizationMatch, ResolvedField, ResolvedSetting } from '../../contracts';
import { suggestMapping } from '../mapping';
import { findFieldProblems } from './check-fields';
import { resolveColumns, resolveRules } from './resolve-columns';
import { resolveSources, type KnownSource } from './resolve-sources';
import { invalidSetting } from './setting-errors';

export interface ResolveContext {
  /** The file's header. */
  columns: readonly string[];
  /** Of the setting's target. */
  catalogue: readonly FieldDescriptor[];
  /** The setting's external source, found by name or documentId; null when it names none. */
  source: { id: string; name: string } | null;
  /** Every external source: those that `externalIds.SOURCE` may name. */
  sources?: readonly KnownSource[];
  /** From the configuration: further fields that identify. */
  identifiers?: ResolvedSetting['identifiers'];
}

/** The setting that a job freezes: defaults filled in, mapping tied to this file's columns. Throws as parseImportSetting does. */
export const resolveSetting = (input: ImportSettingInput, context: ResolveContext): ResolvedSetting => {
  const problems = findFieldProblems(input, context.catalogue);
  if (problems.length > 0) throw invalidSetting(problems);
  const { fields: tied, actionColumn } = resolveColumns(input.fields ?? suggestedFields(input, context), textOf(input.actionColumn), context.columns);
  const fields = withLimits(resolveSources(tied, context.source?.id ?? null, context.sources ?? []), context.catalogue);
  const mapped = new Set(fields.map(({ field }) => field));
  const organizationMatch = input.organizations?.matchBy ?? defaultOrganizationMatch(mapped);
  return {
    name: input.name ?? null,
    target: input.target,
    externalSource: context.source,
    matchBy: input.matchBy ?? defaultMatchBy(input, mapped),
    mergeMode: input.mergeMode ?? 'update-first',
    mode: input.mode ?? 'upsert',
    fields,
    organizations: { matchBy: organizationMatch, missing: input.organizations?.missing ?? (organizationMatch === 'externalId' ? 'create' : 'fail') },
    inFileDuplicates: input.inFileDuplicates ?? 'in-order',
    clearToken: textOf(input.clearToken),
    actionColumn,
    onError: { policy: input.onError?.policy ?? 'valid-rows', rows: input.onError?.rows ?? 0, percent: input.onError?.percent ?? 0 },
    limits: { updates: null, merges: null, clears: null, deletes: null, ...input.limits },
    allowSharedIdentifiers: input.allowSharedIdentifiers ?? [],
    identifiers: context.identifiers ?? { contacts: [], organizations: [] },
    rules: resolveRules(input.rules ?? [], context.columns),
    onChangedSincePlan: input.onChangedSincePlan ?? 'hold',
    defaultCountry: input.defaultCountry ?? null,
    dateFormat: input.dateFormat ?? 'auto',
    decimal: input.decimal ?? 'auto',
    timeZone: input.timeZone ?? 'UTC',
  };
};

/** What a value is held against when it has met what the record has: the length of a list that grows, a consent's refusal. */
const withLimits = (fields: ResolvedField[], catalogue: readonly FieldDescriptor[]): ResolvedField[] =>
  fields.map((field) => {
    const known = catalogue.find(({ path }) => path === field.field);
    return {
      ...field,
      ...(field.list === null ? {} : { list: { ...field.list, maxLength: known?.maxLength ?? null } }),
      ...(known?.refusalStands === true ? { refusalStands: true } : {}),
    };
  });

/** Cells are compared trimmed; what is blank names nothing. */
const textOf = (text: string | null | undefined): string | null => text?.trim() || null;

/** Without a source an external ID has no meaning: such a column is left out rather than the whole file refused. */
const suggestedFields = (input: ImportSettingInput, { columns, catalogue, source }: ResolveContext): FieldMapping[] =>
  suggestMapping(columns, catalogue, input.target).flatMap(({ column, columnIndex, field }) =>
    field === null || (source === null && isExternalId(field)) ? [] : [{ column, columnIndex, field }]);

const isExternalId = (field: string): boolean => field === 'externalId' || field === 'organization.externalId';

const defaultMatchBy = ({ target }: ImportSettingInput, mapped: ReadonlySet<ResolvedField['field']>): MatchItem[] => {
  const external = mapped.has('externalId') ? ['externalId'] : [];
  if (target === 'organizations') return external.length > 0 ? external : ['name'];
  return [...external, 'email', 'phone'];
};

const defaultOrganizationMatch = (mapped: ReadonlySet<string>): OrganizationMatch => {
  if (mapped.has('organization.externalId')) return 'externalId';
  if (mapped.has('organization.name')) return 'name';
  return mapped.has('organization.domain') ? 'domain' : 'externalId';
};
