/** Normal forms that decide matches. Each gives null where the value cannot identify anybody. */

const E164 = /^\+[1-9]\d{6,14}$/;

const fold = (value: string): string => value.normalize('NFC').trim().toLowerCase();

export const normaliseEmail = (value: string): string | null => fold(value) || null;

/** Only a number in E.164 form matches; what could not be normalised is stored, but finds nobody. */
export const normalisePhone = (value: string): string | null => (E164.test(value) ? value : null);

export const normaliseUsername = (value: string): string | null => fold(value) || null;

/** External IDs are exact: case, leading zeros and inner spaces count. */
export const normaliseExternalId = (value: string): string | null => value.normalize('NFC').trim() || null;

export const normaliseName = (value: string): string | null => fold(value).replace(/\s+/gu, ' ') || null;

export const normaliseDomain = (value: string): string | null =>
  fold(value)
    .replace(/^[a-z]+:\/\//u, '')
    .replace(/^www\./u, '')
    .replace(/[/?#:].*$/u, '') || null;
