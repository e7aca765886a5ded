import { DEFAULT_LIMITS, type Limits, type Target } from '../contracts';

export const ON_BUSY = ['queue', 'reject'] as const;
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
  /** Longest that one transaction of an import should last; null: 120 on SQLite, where requests wait for it, 1000 elsewhere. */
  sliceMs: number | null;
  onBusy: (typeof ON_BUSY)[number];
  role: (typeof ROLES)[number];
}

export const DEFAULT_CONFIG: PluginConfig = {
  limits: { ...DEFAULT_LIMITS },
  defaultCountry: null,
  identifiers: { contacts: [], organizations: [] },
  leaseMs: 30_000,
  sliceMs: null,
  onBusy: 'queue',
  role: 'all',
};
