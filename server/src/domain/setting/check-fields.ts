import { GROUP_FIELDS, isOwnTarget, itemNames, openedGroup, type FieldDescriptor, type FieldMapping, type ImportSettingInput, type KeyGroup, type MatchItem } from '../../contracts';
import { findField } from '../fields';
import type { SettingProblem } from './setting-errors';

/** What a setting's mapping and match keys say that cannot be. Without a catalogue, field paths are taken as they are. */
export const findFieldProblems = (setting: ImportSettingInput, catalogue?: readonly FieldDescriptor[]): SettingProblem[] => [
  ...findRepeated(setting),
  ...findMissingSource(setting),
  ...(catalogue === undefined ? [] : [...findUnknown(setting, catalogue), ...findUnfit(setting, catalogue)]),
];

/** Of two columns for one field, which should win? Nobody can say: refused. */
const findRepeated = ({ fields = [] }: ImportSettingInput): SettingProblem[] => {
  const seen = new Set<string>();
  const problems: SettingProblem[] = [];
  fields.forEach((mapping, index) => {
    if (!isIncluded(mapping)) return;
    if (seen.has(mapping.field)) problems.push({ path: `fields[${index}].field`, message: `${mapping.field} is mapped twice` });
    seen.add(mapping.field);
  });
  return problems;
};

const findMissingSource = (setting: ImportSettingInput): SettingProblem[] => {
  if (!isOwnTarget(setting.target)) return [];
  if (typeof setting.externalSource === 'string') return [];
  const mapped = (setting.fields ?? []).some((mapping) => isIncluded(mapping) && isExternalId(mapping.field));
  const matched = (setting.matchBy ?? []).some((item) => itemNames(item).some(isExternalId));
  return mapped || matched ? [{ path: 'externalSource', message: 'is required, because external IDs are mapped or matched' }] : [];
};

const findUnknown = (setting: ImportSettingInput, catalogue: readonly FieldDescriptor[]): SettingProblem[] => {
  const problems: SettingProblem[] = [];
  (setting.fields ?? []).forEach((mapping, index) => {
    if (findField(catalogue, mapping.field) === undefined) problems.push({ path: `fields[${index}].field`, message: `${mapping.field} cannot be imported into ${setting.target}` });
  });
  (setting.matchBy ?? []).forEach((item, index) => {
    const message = problemOfItem(item, setting, catalogue);
    if (message !== null) problems.push({ path: `matchBy[${index}]`, message });
  });
  return problems;
};

/** Options that only some fields have, and a field that would be written twice: as itself, and as a part of another. */
const findUnfit = ({ fields = [] }: ImportSettingInput, catalogue: readonly FieldDescriptor[]): SettingProblem[] => {
  const relations = new Map<string, string>();
  const included = new Set(fields.filter(isIncluded).map(({ field }) => field));
  const problems: SettingProblem[] = [];
  fields.forEach((mapping, index) => {
    const field = findField(catalogue, mapping.field);
    const add = (key: string, message: string): number => problems.push({ path: `fields[${index}].${key}`, message });
    if (mapping.list && field !== undefined && field.list !== true) add('list', `${mapping.field} holds one value`);
    if (mapping.transform?.includes('last-name-first') && field !== undefined && field.splits === undefined) add('transform', 'last-name-first is for full names');
    const twice = isIncluded(mapping) ? field?.splits?.filter((part) => included.has(part)) : [];
    const relation = isIncluded(mapping) ? field?.reference?.attribute : undefined;
    if (relation !== undefined && relations.has(relation)) add('field', `${relations.get(relation) ?? ''} gives ${relation} already`);
    if (relation !== undefined) relations.set(relation, mapping.field);
    if (twice !== undefined && twice.length > 0) add('field', `${mapping.field} gives ${twice.join(', ')}, which is mapped too`);
  });
  return problems;
};

const problemOfItem = (item: MatchItem, { target }: ImportSettingInput, catalogue: readonly FieldDescriptor[]): string | null => {
  const fields = new Map(catalogue.map((field) => [field.path, field]));
  const isGroup = (name: string): boolean => target === 'contacts' && Object.hasOwn(GROUP_FIELDS, name);
  const isKey = (name: string): boolean => isGroup(name) || fields.get(name)?.identifier === true;
  const opened = openedGroup(item);
  if (opened !== null) return problemOfGroup(opened, target);
  if (typeof item === 'string') return isKey(item) ? null : `${item} does not identify a record`;
  const items = itemNames(item);
  // Other members narrow the hits of a key; only text and the linked organization can be compared.
  const narrows = (name: string): boolean => (target === 'contacts' && name === 'organization') || fields.get(name)?.type === 'text';
  const unknown = items.find((name) => !isKey(name) && !narrows(name));
  if (unknown !== undefined) return `${unknown} cannot be matched`;
  return items.some(isKey) ? null : 'needs a member that identifies a record by itself';
};

const problemOfGroup = ({ group, fields }: { group: KeyGroup; fields: string[] }, target: ImportSettingInput['target']): string | null => {
  if (target !== 'contacts') return `${group} is a group of contacts' fields`;
  const stranger = fields.find((field) => !GROUP_FIELDS[group].includes(field));
  return stranger === undefined ? null : `${stranger} is not one of ${GROUP_FIELDS[group].join(', ')}`;
};

const isIncluded = (mapping: FieldMapping): boolean => mapping.include !== false;
const isExternalId = (field: string): boolean => field === 'externalId' || field === 'organization.externalId';
