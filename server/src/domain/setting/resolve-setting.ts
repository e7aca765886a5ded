import { isOwnTarget, itemNames, type FieldDescriptor, type FieldMapping, type Identifiers, type ImportSettingInput, type MatchItem, type OrganizationMatch, type Preset, type ResolvedField, type ResolvedSetting } from '../../contracts';
import { DOCUMENT_ID } from '../fields';
import { suggestMapping } from '../mapping';
import { completeMappings, findPresetColumn, presetMappings, withChecks, withPresetDefaults } from '../preset';
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
  /** Of a localized foreign type: the setting's locale, else the application's default. */
  locale?: string | null;
  /** From the configuration: further fields that identify. */
  identifiers?: ResolvedSetting['identifiers'];
  /** The preset that the setting names. */
  preset?: Preset | null;
}

/** The setting that a job freezes: defaults filled in, mapping tied to this file's columns. Throws as parseImportSetting does. */
export const resolveSetting = (given: ImportSettingInput, context: ResolveContext): ResolvedSetting => {
  const preset = context.preset ?? null;
  const input = preset === null ? given : throughPreset(given, preset, context);
  const problems = findFieldProblems(input, context.catalogue);
  if (problems.length > 0) throw invalidSetting(problems);
  const { fields: tied, actionColumn } = resolveColumns(input.fields ?? suggestedFields(input, context), textOf(input.actionColumn), context.columns);
  const known = withReferences(withLimits(isOwnTarget(input.target) ? resolveSources(tied, context.source?.id ?? null, context.sources ?? []) : tied, context.catalogue), context.catalogue);
  const fields = preset === null ? known : withChecks(known, preset);
  const mapped = new Set(fields.map(({ field }) => field));
  const organizationMatch = input.organizations?.matchBy ?? defaultOrganizationMatch(mapped);
  return {
    name: input.name ?? null,
    ...(preset === null ? {} : { preset: preset.name }),
    ...(preset?.onCreate === undefined ? {} : { onCreate: preset.onCreate }),
    target: input.target,
    externalSource: context.source,
    matchBy: input.matchBy ?? (isOwnTarget(input.target) ? defaultMatchBy(input, mapped) : defaultForeignMatch(mapped, context.catalogue)),
    // Of a foreign type, nobody knows which of several records is meant.
    mergeMode: input.mergeMode ?? (isOwnTarget(input.target) ? 'update-first' : 'hold'),
    mode: input.mode ?? 'upsert',
    fields,
    organizations: { matchBy: organizationMatch, missing: input.organizations?.missing ?? (organizationMatch === 'externalId' ? 'create' : 'fail') },
    inFileDuplicates: input.inFileDuplicates ?? 'in-order',
    clearToken: textOf(input.clearToken),
    actionColumn,
    onError: { policy: input.onError?.policy ?? 'valid-rows', rows: input.onError?.rows ?? 0, percent: input.onError?.percent ?? 0 },
    limits: { updates: null, merges: null, clears: null, deletes: null, ...input.limits },
    allowSharedIdentifiers: input.allowSharedIdentifiers ?? [],
    identifiers: withForeignKeys(input, context),
    publish: input.publish ?? 'draft',
    rules: resolveRules(input.rules ?? [], context.columns),
    onChangedSincePlan: input.onChangedSincePlan ?? 'hold',
    defaultCountry: input.defaultCountry ?? null,
    dateFormat: input.dateFormat ?? 'auto',
    decimal: input.decimal ?? 'auto',
    timeZone: input.timeZone ?? 'UTC',
  };
};

/** What the preset says of what the setting leaves open. */
const throughPreset = (given: ImportSettingInput, preset: Preset, context: ResolveContext): ImportSettingInput => {
  if (preset.target !== null && preset.target !== given.target) {
    throw invalidSetting([{ path: 'preset', message: `${preset.name} is for ${preset.target}` }]);
  }
  const input = withPresetDefaults(given, preset);
  const fields = given.fields === undefined ? mappedByPreset(input, preset, context) : completeMappings(given.fields, preset, context.columns);
  return { ...input, fields };
};

/** The preset's own columns, and for the others of a file that may have some, what their headers suggest. */
const mappedByPreset = (input: ImportSettingInput, preset: Preset, context: ResolveContext): FieldMapping[] => {
  const own = presetMappings(preset, context.columns).filter(({ field }) => context.source !== null || !isExternalId(field));
  if (preset.strict === true) return own;
  const fields = new Set(own.map(({ field }) => field));
  const columns = new Set(own.map(({ columnIndex }) => columnIndex));
  const isTaken = (path: string): boolean => {
    const parts = context.catalogue.find((field) => field.path === path)?.splits ?? [];
    return fields.has(path) || parts.some((part) => fields.has(part));
  };
  const suggested = suggestedFields(input, context).filter(({ columnIndex, column, field }) =>
    !columns.has(columnIndex) && !isTaken(field) && findPresetColumn(preset, column) === undefined);
  return [...own, ...suggested];
};
/** What a foreign type's records are found by: its documentId, its unique fields, and those that the setting matches by. */
const withForeignKeys = (input: ImportSettingInput, { identifiers = { contacts: [], organizations: [] }, catalogue, locale = null }: ResolveContext): Identifiers => {
  if (isOwnTarget(input.target)) return identifiers;
  const matched = new Set((input.matchBy ?? []).flatMap((item) => [...itemNames(item)]));
  const keys = catalogue.filter(({ path, identifier, unique }) => identifier && (path === DOCUMENT_ID || unique === true || matched.has(path)));
  const unique = keys.filter((field) => field.unique === true || field.path === DOCUMENT_ID);
  return { ...identifiers, foreign: { fields: keys.map(({ path }) => path), unique: unique.map(({ path }) => path), locale } };
};

/** The surest first: whoever writes a documentId means that record. */
const defaultForeignMatch = (mapped: ReadonlySet<string>, catalogue: readonly FieldDescriptor[]): MatchItem[] =>
  catalogue.filter(({ path, identifier, unique }) => identifier && mapped.has(path) && (path === DOCUMENT_ID || unique === true)).map(({ path }) => path);

const withReferences = (fields: ResolvedField[], catalogue: readonly FieldDescriptor[]): ResolvedField[] =>
  fields.map((field) => {
    const reference = catalogue.find(({ path }) => path === field.field)?.reference;
    return reference === undefined ? field : { ...field, reference };
  });

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
