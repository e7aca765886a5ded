import {
  GROUP_FIELDS,
  isOwnTarget,
  IN_FILE_DUPLICATES,
  MERGE_MODES,
  MODES,
  ON_CHANGED,
  ON_ERROR,
  openedGroup,
  type ImportSettingInput,
  type InFileDuplicates,
  type KeyGroup,
  type MatchItem,
  type MergeMode,
  type Mode,
  type OnError,
  type OrganizationMatch,
  type OrganizationMissing,
  type PlanLimits,
  type OwnTarget,
  type Target,
} from '../../../server/src/contracts';
import type { ImportSettingDto } from '../api/import-settings-api';

/** What the step's advanced part lets a person choose. */
export interface Policies {
  mode: Mode;
  inFileDuplicates: InFileDuplicates;
  clearToken: string | null;
  actionColumn: string | null;
  onError: { policy: OnError; rows: number; percent: number };
  onChangedSincePlan: (typeof ON_CHANGED)[number];
  limits: PlanLimits;
  allowSharedIdentifiers: string[];
}

/** What the profile step lets a person choose; the rest of a saved setting is carried along untouched. */
export interface SettingDraft extends Policies {
  name: string;
  target: Target;
  externalSource: string | null;
  matchBy: MatchItem[];
  mergeMode: MergeMode;
  organizations: { matchBy: OrganizationMatch; missing: OrganizationMissing };
  defaultCountry: string | null;
}

/** What records can be matched by, in the order that loses least: what a system assigned, then what people type. */
export const MATCH_OPTIONS: Record<OwnTarget, readonly MatchItem[]> = {
  contacts: ['externalId', 'email', 'phone', 'username', ['email', 'organization'], ...GROUP_FIELDS.email, ...GROUP_FIELDS.phone],
  organizations: ['externalId', 'name', 'domain'],
};

const DEFAULT_MATCH: Record<OwnTarget, MatchItem[]> = {
  contacts: ['externalId', 'email', 'phone'],
  organizations: ['externalId', 'name'],
};

const isGroup = (item: MatchItem): item is KeyGroup => item === 'email' || item === 'phone';

/** What an item is in the list, whatever the order of its fields: a group is the same group when it is opened. */
export const matchKey = (item: MatchItem): string => openedGroup(item)?.group ?? [item].flat().join('+');

/** The group that an item is, with its fields in the order in which they are tried; null for every other item. */
export const groupOf = (item: MatchItem): { group: KeyGroup; fields: readonly string[] } | null =>
  typeof item === 'string' && isGroup(item) ? { group: item, fields: GROUP_FIELDS[item] } : openedGroup(item);

/** A group with its fields in another order: in its own order, it is the group's name. */
export const withGroupOrder = (group: KeyGroup, fields: readonly string[]): MatchItem =>
  fields.join() === GROUP_FIELDS[group].join() ? group : group === 'email' ? { email: [...fields] } : { phone: [...fields] };

const needsSource = (item: MatchItem): boolean => matchKey(item).split('+').includes('externalId');

/** External IDs are only proposed where there is a source that they could belong to. Of other types, the server knows which fields are unique. */
export const defaultMatchBy = (target: Target, hasSource: boolean): MatchItem[] =>
  !isOwnTarget(target) ? [] : DEFAULT_MATCH[target].filter((item) => hasSource || !needsSource(item));

/** The name itself, or with the first number from 2 on that makes it a new one. */
export const freeName = (name: string, taken: readonly string[]): string => {
  const folded = new Set(taken.map((other) => other.trim().toLowerCase()));
  const numbers = [...folded].map((_other, index) => `${name} ${index + 2}`);
  return [name, ...numbers].find((candidate) => !folded.has(candidate.trim().toLowerCase())) ?? name;
};

export const toPolicies = (setting: Partial<ImportSettingInput>): Policies => ({
  mode: setting.mode ?? MODES[0],
  inFileDuplicates: setting.inFileDuplicates ?? IN_FILE_DUPLICATES[0],
  clearToken: setting.clearToken ?? null,
  actionColumn: setting.actionColumn ?? null,
  onError: { policy: setting.onError?.policy ?? ON_ERROR[0], rows: setting.onError?.rows ?? 0, percent: setting.onError?.percent ?? 0 },
  onChangedSincePlan: setting.onChangedSincePlan ?? ON_CHANGED[0],
  limits: {
    updates: setting.limits?.updates ?? null,
    merges: setting.limits?.merges ?? null,
    clears: setting.limits?.clears ?? null,
    deletes: setting.limits?.deletes ?? null,
  },
  allowSharedIdentifiers: setting.allowSharedIdentifiers ?? [],
});

/** Whether any of the advanced choices differs from what the plugin does by itself. */
export const hasOwnPolicies = (draft: SettingDraft): boolean => {
  const defaults = toPolicies({});
  return (Object.keys(defaults) as (keyof Policies)[]).some((key) => JSON.stringify(draft[key]) !== JSON.stringify(defaults[key]));
};

/**
 * What a new setting proposes. A source is only proposed for a file whose columns look like IDs of another system (`fields`: where the
 * columns are suggested to go): matching organizations by an ID that no row has would leave out every row.
 */
export const newDraft = (name: string, onlySource: string | null, fields: readonly (string | null)[], target: Target = 'contacts'): SettingDraft => {
  const hasIds = fields.includes('externalId');
  const hasOrganizationIds = fields.includes('organization.externalId');
  const externalSource = hasIds || hasOrganizationIds ? onlySource : null;
  return {
    ...toPolicies({}),
    name,
    target,
    externalSource,
    matchBy: defaultMatchBy(target, externalSource !== null && hasIds),
    mergeMode: MERGE_MODES[0],
    organizations: { matchBy: externalSource !== null && hasOrganizationIds ? 'externalId' : 'name', missing: 'create' },
    defaultCountry: null,
  };
};

export const toDraft = ({ name, target, setting }: ImportSettingDto): SettingDraft => ({
  ...toPolicies(setting),
  name,
  target,
  externalSource: setting.externalSource ?? null,
  matchBy: setting.matchBy ?? defaultMatchBy(target, Boolean(setting.externalSource)),
  mergeMode: setting.mergeMode ?? MERGE_MODES[0],
  organizations: {
    matchBy: setting.organizations?.matchBy ?? 'externalId',
    missing: setting.organizations?.missing ?? 'create',
  },
  defaultCountry: setting.defaultCountry ?? null,
});

/** Another source; where there was none, its IDs are the first thing to match by, and without one nothing can be matched by them. */
export const withSource = (draft: SettingDraft, externalSource: string | null): Partial<SettingDraft> => {
  const others = draft.matchBy.filter((item) => !needsSource(item));
  const isFirst = draft.externalSource === null && externalSource !== null && others.length === draft.matchBy.length;
  return { externalSource, matchBy: isFirst ? ['externalId', ...others] : externalSource === null ? others : draft.matchBy };
};

/** What changes with the target: keys and sources are one's own, and records of other types are never merged. */
export const withTarget = (draft: SettingDraft, target: Target): SettingDraft => ({
  ...draft,
  target,
  externalSource: isOwnTarget(target) ? draft.externalSource : null,
  matchBy: defaultMatchBy(target, draft.externalSource !== null),
  mergeMode: isOwnTarget(target) ? (isOwnTarget(draft.target) ? draft.mergeMode : MERGE_MODES[0]) : 'hold',
});

export type DraftProblem = 'name' | 'externalSource' | 'matchBy' | 'onError';

export const findProblems = (draft: SettingDraft): DraftProblem[] => [
  ...(draft.name.trim() === '' ? ['name' as const] : []),
  ...(draft.externalSource === null && draft.matchBy.some(needsSource) ? ['externalSource' as const] : []),
  ...(draft.matchBy.length === 0 && isOwnTarget(draft.target) ? ['matchBy' as const] : []),
  ...(draft.onError.policy === 'stop-after' && draft.onError.rows === 0 && draft.onError.percent === 0 ? ['onError' as const] : []),
];

export const isSameDraft = (a: SettingDraft, b: SettingDraft): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A setting as it is sent to the server: what is saved, with the choices of the draft over it. */
export const withDraft = (saved: ImportSettingDto | null, draft: SettingDraft): ImportSettingInput => ({
  ...(saved === null ? {} : { ...saved.setting, version: saved.version }),
  ...draft,
  name: draft.name.trim(),
  // Nothing chosen: whatever unique fields the file has.
  matchBy: !isOwnTarget(draft.target) && draft.matchBy.length === 0 ? undefined : draft.matchBy,
  clearToken: draft.clearToken === null || draft.clearToken.trim() === '' ? null : draft.clearToken.trim(),
});
