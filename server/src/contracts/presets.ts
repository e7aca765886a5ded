import type { Value } from './fields';
import type { FieldMapping, ImportSettingInput } from './import-setting';
import type { Target } from './targets';

/**
 * A named description of one system's files: data, not code. A setting that names one takes from it what it does not say itself; what a preset
 * demands of cells, rows and the job's name holds whatever the setting says.
 */
export interface Preset {
  /** What settings, the command line and addresses call it: lower-case letters, digits and hyphens. */
  name: string;
  /** What people call it. */
  label: string;
  description?: string;
  /** null: the preset fits every target. */
  target: Target | null;
  columns: PresetColumn[];
  /**
   * A file has exactly these columns in this order, with or without a header, and cells are read as they stand: a first row is a header exactly
   * when it says the columns' names (case and accents ignored), and nothing is trimmed before it is measured.
   */
  strict?: boolean;
  /** Lists of column names: a header that has all of one list is recognised. Without it, all columns that are not optional are asked for. */
  recognise?: string[][];
  limits?: PresetLimits;
  /** What the name of a job must be like. */
  jobName?: { required?: boolean; spaces?: boolean };
  /** Written to records that an import creates, beside what the file says. */
  onCreate?: Record<string, Value>;
  /** What a setting with this preset says unless it says otherwise. */
  setting?: PresetSetting;
  /** Up to three rows of cells, in the order of the columns, for a template. */
  samples?: string[][];
}

export interface PresetColumn {
  /** As the system writes it, and as a template has it. */
  name: string;
  /** Other headers of the same column. */
  aliases?: string[];
  /** Where it goes; null: nothing is read from it. */
  field: string | null;
  /** A file may do without it. Columns of a strict preset are never optional. */
  optional?: boolean;
  /** A row without a value is an error. */
  required?: boolean;
  /** Characters of the cell as it stands. A value of `allowed` may be longer. */
  maxLength?: number;
  /** What a cell that is not blank looks like, from its first to its last character: see `isPattern`. */
  pattern?: string;
  /** The only values, as they are written. */
  allowed?: string[];
  /** Characters that no cell may hold, as a comma in files without quotation marks. */
  forbidden?: string;
  /** A made-up address is warned of: it identifies nobody. */
  warnInvented?: boolean;
  onBlank?: FieldMapping['onBlank'];
  onConflict?: FieldMapping['onConflict'];
  default?: string;
  values?: Record<string, string>;
  list?: FieldMapping['list'];
  transform?: FieldMapping['transform'];
}

export interface PresetLimits {
  /** Of the whole job. */
  rows?: number;
  /** Of each CSV of a zip. */
  rowsPerFile?: number;
}

/** Keys of a setting for which a preset may have a default of its own. */
export const PRESET_SETTING_KEYS = [
  'externalSource', 'matchBy', 'mergeMode', 'mode', 'organizations', 'inFileDuplicates', 'clearToken', 'actionColumn', 'onError', 'onChangedSincePlan',
  'limits', 'allowSharedIdentifiers', 'defaultCountry', 'dateFormat', 'decimal', 'timeZone', 'file', 'start',
] as const satisfies readonly (keyof ImportSettingInput)[];
export type PresetSetting = Pick<ImportSettingInput, (typeof PRESET_SETTING_KEYS)[number]>;

/** Where a preset comes from: it ships with the plugin, stands in the configuration, or was added by an administrator. */
export const PRESET_ORIGINS = ['shipped', 'configured', 'added'] as const;
export type PresetOrigin = (typeof PRESET_ORIGINS)[number];

/** `GET /presets`, `GET /presets/:id`; a preset's id is its name. */
export interface PresetDto extends Preset {
  id: string;
  origin: PresetOrigin;
  /** Of an added one: the version that was read, for `PUT`. */
  version: number | null;
}

/** The directory's statuses of a recipient: no file maps them, and a preset that gives them to new ones asks for their own right. */
export const RECIPIENT_STATUSES = ['expert', 'copy', 'transfer'] as const;
export type RecipientStatus = (typeof RECIPIENT_STATUSES)[number];

/** `POST /contacts/statuses`: all of them, or none. */
export interface StatusesRequest {
  contacts: ({ id: string } & Partial<Record<RecipientStatus, boolean>>)[];
}
export interface StatusesDto { changed: number }

/** What each cell of a column must be, as a job freezes it. */
export interface CellChecks {
  /** The cell is looked at as it stands, and not trimmed before. */
  asIs?: true;
  required?: true;
  maxLength?: number;
  pattern?: string;
  allowed?: string[];
  forbidden?: string;
  warnInvented?: true;
}
