export { parseImportSetting } from './parse-import-setting';
export { resolveSetting, type ResolveContext } from './resolve-setting';
export { findNamedSource, type KnownSource } from './resolve-sources';
export { settingHash } from './setting-hash';
export type { SettingProblem } from './setting-errors';
