import { createHash } from 'node:crypto';
import type { ResolvedSetting } from '../../contracts';

/** 64 hex digits of SHA-256 over the setting as JSON with sorted keys: equal settings have equal hashes. */
export const settingHash = (setting: ResolvedSetting): string => createHash('sha256').update(canonicalJson(setting)).digest('hex');

const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part);
