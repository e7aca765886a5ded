import type { OnConflict, ResolvedSetting } from '../../contracts';

/** How a mapped field's value meets what a record has. */
export interface FieldRule {
  onConflict: OnConflict;
  /** A list that grows instead of being replaced. */
  extends: boolean;
}
export type FieldRules = ReadonlyMap<string, FieldRule>;

export const fieldRulesOf = ({ fields }: Pick<ResolvedSetting, 'fields'>): FieldRules =>
  new Map(fields.map(({ field, onConflict, list }) => [field, { onConflict, extends: list?.mode === 'extend' }]));

export const FILE_WINS: FieldRule = { onConflict: 'file', extends: false };
