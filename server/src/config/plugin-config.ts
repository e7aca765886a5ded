import { DEFAULT_LIMITS, type ForeignTarget, type Limits, type OwnTarget, type Preset } from '../contracts';

export const ON_BUSY = ['queue', 'reject'] as const;
export const ENGINES = ['embedded', 'bullmq'] as const;
/** Whether this process runs jobs: `all` serves and runs, `web` only serves, `worker` runs (the command line sets it). */
export const ROLES = ['all', 'web', 'worker'] as const;

/** `config/plugins.ts` → `'external-contacts': { config }`. Every key is optional there. */
export interface PluginConfig {
  limits: Limits;
  /** ISO 3166-1 alpha-2 of phone numbers written without `+`, where neither the setting nor the record says it. */
  defaultCountry: string | null;
  /** Further text fields by which records may be matched, as an integrator's `customerNumber`. After a change run `external-contacts reindex`. */
  identifiers: Record<OwnTarget, string[]>;
  /** Further presets; one with the name of a shipped preset replaces it. */
  presets: Preset[];
  /** uids of further collection types that may be imported into, as `api::site.site`. Their records are written through the document service. */
  targets: ForeignTarget[];
  /** Fields by which records of such types, and of types that they are related to, can be named beside their unique ones: uid → attributes. */
  keys: Record<string, string[]>;
  /** A worker that does not renew its lease within this time is taken for dead. */
  leaseMs: number;
  /** After so many deaths of its worker at the same place, a job is taken further with care: row by row, and past the row that kills. */
  maxCrashes: number;
  /** Longest that one transaction of an import should last; null: 120 on SQLite, where requests wait for it, 1000 elsewhere. */
  sliceMs: number | null;
  onBusy: (typeof ON_BUSY)[number];
  /** How many imports and undos may run at a time: in all, and into one target. */
  parallelImports: { total: number } & Record<OwnTarget, number>;
  /** Who tells idle workers that there is work: the database, looked at once a second, or Redis. What is done, and by whom, is decided in the database either way. */
  engine: (typeof ENGINES)[number];
  /** Where `bullmq` finds Redis. Several applications may share one under different prefixes. */
  redis: { url: string; prefix: string };
  /** The same file and setting asked for again by the same person within this time is the same job. 0: never. */
  repeatWindowMs: number;
  /** Files, plans and what undo needs are deleted so many days after the job has ended; null: never. Counts and audit stay. */
  retentionDays: number | null;
  /** How much one caller (an account at an address) may ask of a process within a minute; null: no limit. */
  rateLimits: { requests: number; uploads: number; heavy: number } | null;
  role: (typeof ROLES)[number];
}

export const DEFAULT_CONFIG: PluginConfig = {
  limits: { ...DEFAULT_LIMITS },
  defaultCountry: null,
  identifiers: { contacts: [], organizations: [] },
  presets: [],
  targets: [],
  keys: {},
  leaseMs: 30_000,
  maxCrashes: 3,
  sliceMs: null,
  onBusy: 'queue',
  parallelImports: { total: 1, contacts: 1, organizations: 1 },
  engine: 'embedded',
  redis: { url: 'redis://127.0.0.1:6379', prefix: 'external-contacts' },
  repeatWindowMs: 10_000,
  retentionDays: 30,
  // The panel asks some 60 times a minute while it shows a job that runs.
  rateLimits: { requests: 900, uploads: 30, heavy: 120 },
  role: 'all',
};
