import {
  GROUP_FIELDS,
  type ImportSettingInput,
  type MatchItem,
  type OrganizationMatch,
  type OrganizationMissing,
  type Target,
} from '../../../server/src/contracts';
import type { ImportSettingDto } from '../api/import-settings-api';

/** What the profile step lets a person choose; the rest of a saved setting is carried along untouched. */
export interface SettingDraft {
  name: string;
  target: Target;
  externalSource: string | null;
  matchBy: MatchItem[];
  organizations: { matchBy: OrganizationMatch; missing: OrganizationMissing };
  defaultCountry: string | null;
}

/** What records can be matched by, in the order that loses least: what a system assigned, then what people type. */
export const MATCH_OPTIONS: Record<Target, readonly MatchItem[]> = {
  contacts: ['externalId', 'email', 'phone', 'username', ['email', 'organization'], ...GROUP_FIELDS.email, ...GROUP_FIELDS.phone],
  organizations: ['externalId', 'name', 'domain'],
};

const DEFAULT_MATCH: Record<Target, MatchItem[]> = {
  contacts: ['externalId', 'email', 'phone'],
  organizations: ['externalId', 'name'],
};

const needsSource = (item: MatchItem): boolean => [item].flat().includes('externalId');

/** External IDs are only proposed where there is a source that they could belong to. */
export const defaultMatchBy = (target: Target, hasSource: boolean): MatchItem[] =>
  DEFAULT_MATCH[target].filter((item) => hasSource || !needsSource(item));

/** The name itself, or with the first number from 2 on that makes it a new one. */
export const freeName = (name: string, taken: readonly string[]): string => {
  const folded = new Set(taken.map((other) => other.trim().toLowerCase()));
  const numbers = [...folded].map((_other, index) => `${name} ${index + 2}`);
  return [name, ...numbers].find((candidate) => !folded.has(candidate.trim().toLowerCase())) ?? name;
};

/**
 * What a new setting proposes. A source is only proposed for a file whose columns look like IDs of another system (`fields`: where the
 * columns are suggested to go): matching organizations by an ID that no row has would leave out every row.
 */
export const newDraft = (name: string, onlySource: string | null, fields: readonly (string | null)[]): SettingDraft => {
  const hasIds = fields.includes('externalId');
  const hasOrganizationIds = fields.includes('organization.externalId');
  const externalSource = hasIds || hasOrganizationIds ? onlySource : null;
  return {
    name,
    target: 'contacts',
    externalSource,
    matchBy: defaultMatchBy('contacts', externalSource !== null && hasIds),
    organizations: { matchBy: externalSource !== null && hasOrganizationIds ? 'externalId' : 'name', missing: 'create' },
    defaultCountry: null,
  };
};

export const toDraft = ({ name, target, setting }: ImportSettingDto): SettingDraft => ({
  name,
  target,
  externalSource: setting.externalSource ?? null,
  matchBy: setting.matchBy ?? defaultMatchBy(target, Boolean(setting.externalSource)),
  organizations: {
    matchBy: setting.organizations?.matchBy ?? 'externalId',
    missing: setting.organizations?.missing ?? 'create',
  },
  defaultCountry: setting.defaultCountry ?? null,
});

export type DraftProblem = 'name' | 'externalSource' | 'matchBy';

export const findProblems = (draft: SettingDraft): DraftProblem[] => [
  ...(draft.name.trim() === '' ? ['name' as const] : []),
  ...(draft.externalSource === null && draft.matchBy.some(needsSource) ? ['externalSource' as const] : []),
  ...(draft.matchBy.length === 0 ? ['matchBy' as const] : []),
];

export const isSameDraft = (a: SettingDraft, b: SettingDraft): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A setting as it is sent to the server: what is saved, with the choices of the draft over it. */
export const withDraft = (saved: ImportSettingDto | null, draft: SettingDraft): ImportSettingInput => ({
  ...(saved === null ? {} : { ...saved.setting, version: saved.version }),
  ...draft,
  name: draft.name.trim(),
});
