import { isOwnTarget, OperationError, type ImportSettingInput } from '../../contracts';

/** A key of the setting that has its place in the format, but whose other values the engine cannot carry out yet. */
interface Limit {
  path: string;
  read(setting: ImportSettingInput): unknown;
  isSupported(value: unknown): boolean;
}

const only = (...values: unknown[]) => (value: unknown): boolean => values.includes(value);
const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.values(value).every((entry) => entry === null));

/** A later version takes lines out of this table, and adds none. Absent keys are always supported. */
const LIMITS: readonly Limit[] = [
  // Contacts and organizations have neither drafts nor locales.
  { path: 'publish', read: ({ target, publish }) => (isOwnTarget(target) ? publish : undefined), isSupported: only('draft') },
  { path: 'locale', read: ({ target, locale }) => (isOwnTarget(target) ? locale : undefined), isSupported: isEmpty },
  // Records of foreign types are never merged: what else of the application knows of them, nobody here can tell.
  { path: 'mergeMode', read: ({ target, mergeMode }) => (isOwnTarget(target) ? undefined : mergeMode), isSupported: only('hold', 'update-first') },
  { path: 'externalSource', read: ({ target, externalSource }) => (isOwnTarget(target) ? undefined : externalSource), isSupported: isEmpty },
];

/** Refusing is safer than ignoring: whoever asks for published entries must not get drafts. */
export const assertSupported = (setting: ImportSettingInput): void => {
  for (const { path, read, isSupported } of LIMITS) refuseUnless(path, read(setting), isSupported);
};

const refuseUnless = (path: string, value: unknown, isSupported: (value: unknown) => boolean): void => {
  if (value === undefined || isSupported(value)) return;
  throw new OperationError('setting.not-supported', 400, `${path} = ${JSON.stringify(value)} is not supported yet`, { path, value });
};
