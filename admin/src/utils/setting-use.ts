import type { ImportSettingInput } from '../../../server/src/contracts';

/** What becomes of the choices of the profile step: they change the chosen setting, become a new one, or are for this import alone. */
export const SETTING_USES = ['save', 'new', 'once'] as const;
export type SettingUse = (typeof SETTING_USES)[number];

export interface SettingRights {
  /** A saved setting was chosen, and may be changed. */
  canSave: boolean;
  canAdd: boolean;
  hasSetting: boolean;
}

/** What may be chosen, the usual one first: whoever may not save anything can still import. */
export const allowedUses = ({ canSave, canAdd, hasSetting }: SettingRights): SettingUse[] => [
  ...(hasSetting && canSave ? ['save' as const] : []),
  ...(!hasSetting && canAdd ? ['new' as const] : []),
  'once',
  ...(hasSetting && canAdd ? ['new' as const] : []),
];

/** Where this tab keeps the setting that is used once. */
export const onceKey = (file: string): string => `once.${file}`;

/** A setting that nobody saves: made from `base`, or from nothing. */
export interface OnceSetting {
  base: string | null;
  setting: ImportSettingInput;
}

/** It belongs to nobody and has no version. */
export const withoutIdentity = ({ version: _version, ...setting }: ImportSettingInput): ImportSettingInput => setting;
