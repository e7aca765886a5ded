import type { Core } from '@strapi/strapi';
import { notFound, UID_OF_TARGET, type Target } from '../contracts';

export interface RecordQuery {
  page?: number;
  pageSize?: number;
  q?: string;
  /** A directory status; contacts only. */
  status?: 'expert' | 'copy' | 'transfer';
  /** documentId of an organization; contacts only. */
  organization?: string;
  sort?: string;
}
export interface RecordPage {
  results: Record<string, unknown>[];
  pagination: { page: number; pageSize: number; pageCount: number; total: number };
}

/** Set by the plugin and never answered; and what Strapi adds about its administrators. */
const INTERNAL = new Set(['mergedInto', 'lastJob', 'createdBy', 'updatedBy', 'locale', 'localizations', 'publishedAt']);
/** A chain of merges longer than this is a circle. */
const MAX_MERGES = 50;
/** By when they changed: names of 1,000 characters have no index. */
const DEFAULT_SORT = 'updatedAt:desc';

/** Reads contacts and organizations. Records that were merged into others are not listed; asked for, the survivor answers. */
export const createContacts = ({ strapi }: { strapi: Core.Strapi }) => ({
  async list(target: Target, query: RecordQuery): Promise<RecordPage> {
    const { page = 1, pageSize = 25, q, status, organization, sort = DEFAULT_SORT } = query;
    const [field = 'updatedAt', direction = 'asc'] = sort.split(':');
    const where = {
      $and: [
        { mergedInto: { $null: true } },
        ...(status === undefined ? [] : [{ [status]: true }]),
        ...(organization === undefined ? [] : [{ organization: { documentId: organization } }]),
      ],
    };
    const [found, total] = await strapi.db.query(UID_OF_TARGET[target]).findWithCount({
      where,
      ...(q === undefined || q === '' ? {} : { _q: q }),
      // The id last: equal values would otherwise move between pages.
      orderBy: [{ [field]: direction }, { id: direction }],
      offset: (page - 1) * pageSize,
      limit: pageSize,
      populate: relationsOf(target),
    });
    return { results: (found as Record<string, unknown>[]).map(shown), pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total } };
  },

  async get(target: Target, documentId: string): Promise<Record<string, unknown>> {
    let wanted = documentId;
    for (let merges = 0; merges <= MAX_MERGES; merges += 1) {
      const record = (await strapi.db.query(UID_OF_TARGET[target]).findOne({ where: { documentId: wanted }, populate: relationsOf(target) })) as Record<string, unknown> | null;
      if (record === null) break;
      if (typeof record['mergedInto'] !== 'string') return shown(record);
      wanted = record['mergedInto'];
    }
    throw notFound(target === 'contacts' ? 'contact' : 'organization');
  },
});

const relationsOf = (target: Target): object =>
  target === 'contacts' ? { organization: { select: ['documentId', 'name'] } } : { parent: { select: ['documentId', 'name'] } };

/** Strapi's REST shows no database ids of relations; neither do we. */
const shown = (record: Record<string, unknown>): Record<string, unknown> => {
  const entries = Object.entries(record).filter(([field]) => !INTERNAL.has(field) && field !== 'id');
  return Object.fromEntries(entries.map(([field, value]) => [field, isRelation(value) ? { documentId: value.documentId, name: value.name } : value]));
};

const isRelation = (value: unknown): value is { documentId: string; name: unknown } => typeof value === 'object' && value !== null && 'documentId' in value;

export type Contacts = ReturnType<typeof createContacts>;
