import type { OnConflict, ResolvedSetting } from '../../contracts';

/** How a mapped field's value meets what a record has. */
export interface FieldRule {
  onConflict: OnConflict;
  /** A list that grows instead of being replaced. */
  extends: boolean;
  /** Longest that such a list may become; null: any length. */
  maxLength: number | null;
  /** A consent of which a no stays a no. */
  refusalStands?: boolean;
}
export type FieldRules = ReadonlyMap<string, FieldRule>;

export const fieldRulesOf = ({ fields }: Pick<ResolvedSetting, 'fields'>): FieldRules =>
  new Map(fields.map(({ field, onConflict, list, refusalStands = false }) => [field, { onConflict, extends: list?.mode === 'extend', maxLength: list?.maxLength ?? null, refusalStands }]));

const ORGANIZATION = 'organization.';

/** The same for the organization that stands in a contact's row, by its own fields. */
export const organizationRulesOf = (setting: Pick<ResolvedSetting, 'fields'>): FieldRules =>
  new Map([...fieldRulesOf(setting)].flatMap(([field, rule]) => (field.startsWith(ORGANIZATION) ? [[field.slice(ORGANIZATION.length), rule] as const] : [])));

export const FILE_WINS: FieldRule = { onConflict: 'file', extends: false, maxLength: null };
