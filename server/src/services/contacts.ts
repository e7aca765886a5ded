import type { Core } from '@strapi/strapi';
import { notFound, OperationError, TARGETS, type Actor, type OwnTarget, type StatusesDto, type StatusesRequest } from '../contracts';
import { reindex, type ReindexReport } from '../store/keys';
import { createJobStore } from '../store/jobs/job-store';
import { createRecordReader, type RecordFilter, type StoredRecord } from '../store/record-reader';
import { writeStatuses } from '../store/records';
import { createDatabase } from '../store/sql/client';

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
  const jobs = createJobStore(createDatabase(strapi));
  const withImports = async (records: readonly StoredRecord[]): Promise<StoredRecord[]> => {
    const names = await jobs.namesOf(records.flatMap(({ lastJob }) => (typeof lastJob === 'string' ? [lastJob] : [])));
    return records.map((record) => {
      const id = record['lastJob'];
      const name = typeof id === 'string' ? names.get(id) : undefined;
      return { ...shown(record), import: name === undefined ? null : { id, name } };
    });
  };
  return {
    async list(target: OwnTarget, { page = 1, pageSize = 25, sort = DEFAULT_SORT, ...filter }: RecordQuery): Promise<RecordPage> {
      const [field = 'updatedAt', direction = 'asc'] = sort.split(':');
      const [found, total] = await reader.list(target, filter, { field, direction, offset: (page - 1) * pageSize, limit: pageSize });
      return { results: await withImports(found), pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total } };
    },

    async get(target: OwnTarget, documentId: string): Promise<StoredRecord> {
      let wanted = documentId;
      for (let merges = 0; merges <= MAX_MERGES; merges += 1) {
        const record = await reader.find(target, wanted);
        if (record === null) break;
        if (typeof record['mergedInto'] !== 'string') return (await withImports([record]))[0] ?? shown(record);
        wanted = record['mergedInto'];
      }
      throw notFound(target === 'contacts' ? 'contact' : 'organization');
    },

    /** Writes the statuses of all these contacts in one transaction, or of none where one of them is not there. */
    async setStatuses({ contacts }: StatusesRequest, actor: Actor): Promise<StatusesDto> {
      const unknown = await writeStatuses(strapi, createDatabase(strapi), contacts, actor);
      if (unknown.length > 0) throw new OperationError('contact.unknown', 404, 'Nothing was changed: some of these contacts are not there', { ids: unknown });
      return { changed: contacts.length };
    },

    /** Rebuilds the keys that all matching goes through, from the records. */
    async reindex(): Promise<Record<OwnTarget, ReindexReport>> {
      const reports: Partial<Record<OwnTarget, ReindexReport>> = {};
      for (const target of TARGETS) reports[target] = await reindex(strapi, target);
      return reports as Record<OwnTarget, ReindexReport>;
    },
  };
};

const shown = (record: StoredRecord): StoredRecord => {
  const entries = Object.entries(record).filter(([field]) => !INTERNAL.has(field));
  return Object.fromEntries(entries.map(([field, value]) => [field, isRelation(value) ? { documentId: value.documentId, name: value.name } : value]));
};

const isRelation = (value: unknown): value is { documentId: string; name: unknown } => typeof value === 'object' && value !== null && 'documentId' in value;

export type Contacts = ReturnType<typeof createContacts>;
