export { completeMappings, presetMappings, withChecks, withPresetDefaults } from './apply-preset';
export { assertJobName, refusalOfFile } from './check-file';
export { findPresetColumn, isPresetHeader, ownColumns, recognisePresets } from './header-names';
export { parsePreset } from './parse-preset';
