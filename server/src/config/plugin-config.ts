import { DEFAULT_LIMITS, type Limits, type Target } from '../contracts';

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
  identifiers: Record<Target, string[]>;
  /** A worker that does not renew its lease within this time is taken for dead. */
  leaseMs: number;
  /** After so many deaths of its worker at the same place, a job is taken further with care: row by row, and past the row that kills. */
  maxCrashes: number;
  /** Longest that one transaction of an import should last; null: 120 on SQLite, where requests wait for it, 1000 elsewhere. */
  sliceMs: number | null;
  onBusy: (typeof ON_BUSY)[number];
  /** How many imports and undos may run at a time: in all, and into one target. */
  parallelImports: { total: number } & Record<Target, number>;
  /** Who tells idle workers that there is work: the database, looked at once a second, or Redis. What is done, and by whom, is decided in the database either way. */
  engine: (typeof ENGINES)[number];
  /** Where `bullmq` finds Redis. Several applications may share one under different prefixes. */
  redis: { url: string; prefix: string };
  /** The same file and setting asked for again by the same person within this time is the same job. 0: never. */
  repeatWindowMs: number;
  /** Files, plans and what undo needs are deleted so many days after the job has ended; null: never. Counts and audit stay. */
  retentionDays: number | null;
  /** Files of exports are deleted so many days after they were asked for. */
  exportDays: number;
  /** An export of more records than this is several CSVs in a zip. */
  exportRecordsPerFile: number;
  role: (typeof ROLES)[number];
}

export const DEFAULT_CONFIG: PluginConfig = {
  limits: { ...DEFAULT_LIMITS },
  defaultCountry: null,
  identifiers: { contacts: [], organizations: [] },
  leaseMs: 30_000,
  maxCrashes: 3,
  sliceMs: null,
  onBusy: 'queue',
  parallelImports: { total: 1, contacts: 1, organizations: 1 },
  engine: 'embedded',
  redis: { url: 'redis://127.0.0.1:6379', prefix: 'external-contacts' },
  repeatWindowMs: 10_000,
  retentionDays: 30,
  exportDays: 7,
  exportRecordsPerFile: 100_000,
  role: 'all',
};
