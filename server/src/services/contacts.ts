import type { Core } from '@strapi/strapi';
import { notFound, TARGETS, type Target } from '../contracts';
import { reindex, type ReindexReport } from '../store/keys';
import { createRecordReader, type RecordFilter, type StoredRecord } from '../store/record-reader';

export interface RecordQuery extends RecordFilter {
  page?: number;
  pageSize?: number;
  sort?: string;
}
export interface RecordPage {
  results: StoredRecord[];
  pagination: { page: number; pageSize: number; pageCount: number; total: number };
}

/** Set by the plugin and never answered; what Strapi adds about its administrators; and the database's own id. */
const INTERNAL = new Set(['id', 'mergedInto', 'lastJob', 'createdBy', 'updatedBy', 'locale', 'localizations', 'publishedAt']);
/** A chain of merges longer than this is a circle. */
const MAX_MERGES = 50;
/** By when they changed: names of 1,000 characters have no index. */
const DEFAULT_SORT = 'updatedAt:desc';

/** Reads contacts and organizations. Records that were merged into others are not listed; asked for, the survivor answers. */
export const createContacts = ({ strapi }: { strapi: Core.Strapi }) => {
  const reader = createRecordReader(strapi);
  return {
    async list(target: Target, { page = 1, pageSize = 25, sort = DEFAULT_SORT, ...filter }: RecordQuery): Promise<RecordPage> {
      const [field = 'updatedAt', direction = 'asc'] = sort.split(':');
      const [found, total] = await reader.list(target, filter, { field, direction, offset: (page - 1) * pageSize, limit: pageSize });
      return { results: found.map(shown), pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total } };
    },

    async get(target: Target, documentId: string): Promise<StoredRecord> {
      let wanted = documentId;
      for (let merges = 0; merges <= MAX_MERGES; merges += 1) {
        const record = await reader.find(target, wanted);
        if (record === null) break;
        if (typeof record['mergedInto'] !== 'string') return shown(record);
        wanted = record['mergedInto'];
      }
      throw notFound(target === 'contacts' ? 'contact' : 'organization');
    },

    /** Rebuilds the keys that all matching goes through, from the records. */
    async reindex(): Promise<Record<Target, ReindexReport>> {
      const reports: Partial<Record<Target, ReindexReport>> = {};
      for (const target of TARGETS) reports[target] = await reindex(strapi, target);
      return reports as Record<Target, ReindexReport>;
    },
  };
};

const shown = (record: StoredRecord): StoredRecord => {
  const entries = Object.entries(record).filter(([field]) => !INTERNAL.has(field));
  return Object.fromEntries(entries.map(([field, value]) => [field, isRelation(value) ? { documentId: value.documentId, name: value.name } : value]));
};

const isRelation = (value: unknown): value is { documentId: string; name: unknown } => typeof value === 'object' && value !== null && 'documentId' in value;

export type Contacts = ReturnType<typeof createContacts>;
