/** Limits of files, enforced while reading. Defaults; `config('plugin::external-contacts.limits')` overrides each. */
export const DEFAULT_LIMITS = {
  /** 1 GiB: a million wide rows are about 300 MB; Genesys stops at 50 MB, HubSpot at 512 MB. */
  maxBytes: 1024 * 1024 * 1024,
  /** HubSpot's limit; a 10,000-column file is an accident or an attack. */
  maxColumns: 1000,
  /** Planning holds some 50 bytes a row in memory; beyond this, several files are the better import. */
  maxRows: 2_000_000,
  /** 1 MiB a cell, which also bounds how far an unclosed quote is followed. */
  maxCellBytes: 1024 * 1024,
  maxZipEntries: 100,
  /** Inflated : deflated, checked on real bytes after the first MiB. */
  maxZipRatio: 100,
  /** A block of the staging area ends at whichever comes first. */
  blockRows: 2000,
  blockBytes: 1024 * 1024,
} as const;
export type Limits = { -readonly [K in keyof typeof DEFAULT_LIMITS]: number };

/** Longest values of text columns, in characters (Genesys' public API model; reference: platform SDK 2026-05). */
export const TEXT_LENGTH = {
  name: 1000,
  email: 256,
  phone: 512,
  address: 200,
  city: 100,
  state: 50,
  postalCode: 25,
  url: 1000,
  externalId: 255,
  sourceName: 200,
  urlTemplate: 400,
  default: 255,
} as const;

/** What a route costs beside being a request: taking in a file, or reading and computing much. */
export type RequestCost = 'uploads' | 'heavy';

export const MAX_EXTERNAL_IDS = 10;

/** The longest `Idempotency-Key`, as the columns hold it. */
export const MAX_IDEMPOTENCY_KEY = 255;

/** A validated plan is a promise about the database as it was; after a week it is made anew. */
export const PLAN_VALID_MS = 7 * 24 * 60 * 60 * 1_000;
