import type { CellChecks, FieldMapping, ImportSettingInput, Preset, PresetColumn, ResolvedField } from '../../contracts';
import { invalidSetting, type SettingProblem } from '../setting/setting-errors';
import { findPresetColumn } from './header-names';

/** What the setting says, and else what the preset says. Keys that hold several choices are completed, not replaced. */
export const withPresetDefaults = (input: ImportSettingInput, { setting = {} }: Preset): ImportSettingInput => {
  const merged: Record<string, unknown> = { ...input };
  for (const [key, value] of Object.entries(setting)) {
    const given = merged[key];
    if (given === undefined) merged[key] = value;
    else if (isPlainObject(given) && isPlainObject(value)) merged[key] = { ...value, ...given };
  }
  return merged as unknown as ImportSettingInput;
};

const isPlainObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The preset's mapping of this file's columns; without those that it knows and the file may lack. */
export const presetMappings = (preset: Preset, columns: readonly string[]): FieldMapping[] =>
  preset.columns.flatMap((column, index) => {
    if (column.field === null) return [];
    const options = { ...optionsOf(column), field: column.field };
    if (preset.strict === true) return [{ ...options, column: columns[index] ?? '', columnIndex: index }];
    const found = columns.findIndex((header) => findPresetColumn(preset, header) === column);
    if (found >= 0) return [{ ...options, column: columns[found] ?? '', columnIndex: found }];
    return column.optional === true ? [] : [{ ...options, column: column.name, ...(column.aliases === undefined ? {} : { aliases: column.aliases }) }];
  });

/**
 * A setting's own mapping with what the preset says of the same columns. Throws `setting.invalid` where it leaves out a column that the preset
 * needs, or reads one of a strict preset as something else.
 */
export const completeMappings = (fields: readonly FieldMapping[], preset: Preset, columns: readonly string[]): FieldMapping[] => {
  const problems: SettingProblem[] = [];
  const seen = new Set<PresetColumn>();
  const completed = fields.map((mapping, index) => {
    const column = columnOfMapping(mapping, preset);
    const included = mapping.include !== false;
    if (column === undefined) {
      if (preset.strict === true) problems.push({ path: `fields[${index}].column`, message: `${mapping.column} is no column of the preset ${preset.name}` });
      return mapping;
    }
    if (included) seen.add(column);
    if (preset.strict !== true) return { ...optionsOf(column), ...mapping };
    const at = preset.columns.indexOf(column);
    if (included && mapping.field !== column.field) problems.push({ path: `fields[${index}].field`, message: `the preset ${preset.name} reads ${column.name} as ${column.field ?? 'nothing'}` });
    return { ...optionsOf(column), ...mapping, column: columns[at] ?? '', columnIndex: at };
  });
  for (const column of preset.columns) {
    const needed = column.field !== null && (preset.strict === true || column.required === true);
    if (needed && !seen.has(column)) problems.push({ path: 'fields', message: `the preset ${preset.name} needs ${column.name}` });
  }
  if (problems.length > 0) throw invalidSetting(problems);
  return completed;
};

/** By its name; files of a strict preset without a header have their columns by position. */
const columnOfMapping = ({ column, columnIndex, aliases = [] }: FieldMapping, preset: Preset): PresetColumn | undefined => {
  for (const name of [column, ...aliases]) {
    const found = findPresetColumn(preset, name);
    if (found !== undefined) return found;
  }
  return preset.strict === true && columnIndex !== undefined ? preset.columns[columnIndex] : undefined;
};

const OPTIONS = ['onBlank', 'onConflict', 'default', 'values', 'list', 'transform'] as const satisfies readonly (keyof PresetColumn & keyof FieldMapping)[];
const optionsOf = (column: PresetColumn): Partial<FieldMapping> =>
  Object.fromEntries(OPTIONS.filter((key) => column[key] !== undefined).map((key) => [key, column[key]]));

/** Frozen fields with what the preset demands of their cells; of a full name that gives several fields, the first carries it. */
export const withChecks = (fields: readonly ResolvedField[], preset: Preset): ResolvedField[] => {
  const done = new Set<number>();
  return fields.map((field) => {
    const column = preset.strict === true ? preset.columns[field.columnIndex] : findPresetColumn(preset, field.column);
    const checks = column === undefined || done.has(field.columnIndex) ? undefined : checksOf(column, preset);
    done.add(field.columnIndex);
    return checks === undefined ? field : { ...field, checks };
  });
};

const checksOf = ({ required, maxLength, pattern, allowed, forbidden, warnInvented }: PresetColumn, { strict }: Preset): CellChecks | undefined => {
  const checks: CellChecks = {
    ...(required === true ? { required } : {}),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(allowed === undefined ? {} : { allowed }),
    ...(forbidden === undefined ? {} : { forbidden }),
    ...(warnInvented === true ? { warnInvented } : {}),
  };
  if (Object.keys(checks).length === 0) return undefined;
  return strict === true ? { ...checks, asIs: true } : checks;
};
